import EbXML
import Foundation
import Testing
import XMLSignature

@Suite("T-056 a message that comes again (HITS 1172 5.8.2)")
struct DuplicateRuleTests {
    private let digest: [UInt8] = [1, 2, 3]

    @Test("Unseen is new; the same again gets the stored answer, or waits for it")
    func verdicts() {
        #expect(DuplicateRule.verdict(digest: digest, seen: nil) == .new)
        #expect(DuplicateRule.verdict(digest: digest, seen: SeenMessage(digest: digest, isAnswered: true)) == .repeated)
        #expect(
            DuplicateRule.verdict(digest: digest, seen: SeenMessage(digest: digest, isAnswered: false))
                == .beingProcessed)
    }

    @Test("Another message under a used id is refused as Inconsistent", arguments: [true, false])
    func contradiction(isAnswered: Bool) {
        let verdict = DuplicateRule.verdict(
            digest: digest, seen: SeenMessage(digest: [9], isAnswered: isAnswered))
        guard case .contradicts(let refusal) = verdict else {
            Issue.record("not refused")
            return
        }
        #expect(refusal.code == .inconsistent)
        #expect(refusal.stage == .duplicate)
    }

    @Test("The identity depends on every URI and digest, and not on their order or algorithm names")
    func identity() {
        let envelope = SignatureReference(uri: "", digestAlgorithm: "a", digest: [1])
        let part = SignatureReference(uri: "cid:p", digestAlgorithm: "a", digest: [2])
        let whole = MessageDigest.of([envelope, part])
        #expect(whole.count == 32)
        #expect(MessageDigest.of([part, envelope]) == whole)
        #expect(MessageDigest.of([envelope]) != whole)
        #expect(
            MessageDigest.of([envelope, SignatureReference(uri: "cid:q", digestAlgorithm: "a", digest: [2])]) != whole)
        #expect(
            MessageDigest.of([envelope, SignatureReference(uri: "cid:p", digestAlgorithm: "a", digest: [3])]) != whole)
        #expect(
            MessageDigest.of([envelope, SignatureReference(uri: "cid:p", digestAlgorithm: "b", digest: [2])]) == whole)
    }

    @Test("A message sent again has the same identity, one made anew has another")
    func resent() throws {
        let parties = try Correspondence()
        let packed = try parties.pack(parties.discharge())
        let first = try parties.parse(packed.entity)
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
        #expect(first.messageDigest == packed.messageDigest)
        var other = parties.discharge()
        other.header.timestamp += 1
        #expect(try parties.received(other).messageDigest != packed.messageDigest)
    }
}

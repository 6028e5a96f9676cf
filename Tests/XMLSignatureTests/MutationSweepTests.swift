import Certificates
import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

@Suite struct MutationSweepTests {
    /// Which bit is turned in every octet; more by `BUDSTIKKE_SWEEP_BITS`, as "0,3,5".
    static let bits = (ProcessInfo.processInfo.environment["BUDSTIKKE_SWEEP_BITS"] ?? "0").split(separator: ",")
        .compactMap { Int($0) }

    @Test(
        "T-040 every octet of the signed envelope, altered one at a time, is refused or changes nothing",
        arguments: bits)
    func envelope(_ bit: Int) throws {
        let fixture = try EnvelopeFixture()
        let signed = try fixture.signed().bytes
        let key = try EnvelopeFixture.signer.get().key.publicKey
        var refused = 0
        for index in signed.indices {
            var mutated = signed
            mutated[index] ^= 1 << UInt8(bit)
            guard let document = try? XMLDocument.parse(mutated, limits: .envelope),
                case .success(let content) = SignatureVerifier.verify(document, parts: fixture.parts, key: key)
            else {
                refused += 1
                continue
            }
            // The certificate hint is not signed; nothing a reader is handed may differ.
            #expect(content.canonicalBytes == fixture.canonical, "octet \(index)")
        }
        let hint = try EnvelopeFixture.signer.get().certificate.der.count * 4 / 3 + 8
        #expect(refused >= signed.count - hint)
    }

    @Test("T-040 every octet of a part, altered one at a time, is refused")
    func part() throws {
        let fixture = try EnvelopeFixture(parts: [("a@x.example", (0..<500).map { UInt8($0 % 251) })])
        let document = try XMLDocument.parse(fixture.signed().bytes, limits: .envelope)
        let key = try EnvelopeFixture.signer.get().key.publicKey
        for index in fixture.parts[0].bytes.indices {
            var parts = fixture.parts
            parts[0].bytes[index] ^= 1
            #expect(SignatureVerifier.verify(document, parts: parts, key: key).refusal == .digest)
        }
    }
}

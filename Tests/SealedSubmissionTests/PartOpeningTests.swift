import CMS
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("I-020 T-118 what is wrong with a part is named")
struct PartOpeningTests {
    private let municipality: Municipality
    private let manifest: VerifiedManifest
    private let identity: [SealedPart]
    private let content: [SealedPart]

    init() throws {
        municipality = try Municipality()
        (manifest, identity, content) = try municipality.whole()
    }

    @Test("parts that are right open, in any order")
    func right() throws {
        var opener = try opener()
        #expect(opener.entries.map(\.index) == [1, 2])
        #expect(try opener.payload(of: 2, identity[1].bytes) == [UInt8](repeating: 3, count: 40))
        #expect(try opener.payload(of: 1, identity[0].bytes).count == 80)
        try opener.finish()
    }

    @Test("a missing part")
    func missing() throws {
        var opener = try opener()
        #expect(throws: fault(.partMissing, 1)) { try opener.finish() }
        _ = try opener.payload(of: 1, identity[0].bytes)
        #expect(throws: fault(.partMissing, 2)) { try opener.finish() }
    }

    @Test("a repeated part, and one beyond the list")
    func repeated() throws {
        var opener = try opener()
        _ = try opener.payload(of: 1, identity[0].bytes)
        #expect(throws: fault(.partRepeated, 1)) { try opener.payload(of: 1, identity[0].bytes) }
        for index in [0, 3, -1] {
            #expect(throws: fault(.partUnknown, index)) { try opener.payload(of: index, identity[0].bytes) }
        }
    }

    @Test("a role that a manifest has no parts of")
    func noParts() throws {
        let register = municipality.register.encryption
        var opener = try PartOpener(manifest, role: .map, key: register.key, certificate: register.certificate)
        #expect(throws: SubmissionFault(.partUnknown, part: PartName(.map, 1))) {
            try opener.payload(of: 1, identity[0].bytes)
        }
        try opener.finish()
    }

    @Test("parts in another order, and parts of the other kind")
    func swapped() throws {
        var opener = try opener()
        #expect(throws: fault(.partReordered, 1)) { try opener.payload(of: 1, identity[1].bytes) }
        #expect(throws: fault(.partOfOtherRole, 1)) { try opener.payload(of: 1, content[0].bytes) }
        _ = try opener.payload(of: 1, identity[0].bytes)
    }

    @Test("a part that is cut off, at every place")
    func truncated() throws {
        var opener = try opener()
        for count in 0..<identity[0].bytes.count {
            #expect(throws: fault(.partTruncated, 1)) {
                try opener.payload(of: 1, Array(identity[0].bytes.prefix(count)))
            }
        }
    }

    @Test("a part of which any octet was changed, or that is longer")
    func altered() throws {
        var opener = try opener()
        for index in identity[0].bytes.indices {
            var changed = identity[0].bytes
            changed[index] ^= 0x10
            #expect(throws: fault(.partAltered, 1)) { try opener.payload(of: 1, changed) }
        }
        #expect(throws: fault(.partAltered, 1)) { try opener.payload(of: 1, identity[0].bytes + [0]) }
        let huge = [UInt8](repeating: 0, count: PartLimits.octets + 1)
        #expect(throws: fault(.impossiblePartSize, 1)) { try opener.payload(of: 1, huge) }
    }

    @Test("a part of an earlier submission is replayed, one of any other is foreign")
    func replayed() throws {
        let earlier = SubmissionID(random: [UInt8](repeating: 9, count: 16))!
        let old = try municipality.parts(.identity, [[UInt8](repeating: 1, count: 80)], submission: earlier)[0].bytes
        var opener = try opener()
        #expect(throws: fault(.partForeign, 1)) { try opener.payload(of: 1, old) }
        var informed = try self.opener(earlier: [earlier])
        #expect(throws: fault(.partReplayed, 1)) { try informed.payload(of: 1, old) }
    }

    @Test("another's ciphertext under an own signed manifest is found out by the header inside")
    func foreignUnderOwnManifest() throws {
        let theirs = SubmissionID(random: [UInt8](repeating: 8, count: 16))!
        let stolen = try municipality.parts(.identity, [[1]], submission: theirs)
        let manifest = try municipality.verify(municipality.sign(municipality.manifest(stolen + content)))
        var opener = try opener(manifest)
        #expect(throws: fault(.partForeign, 1)) { try opener.payload(of: 1, stolen[0].bytes) }
    }

    @Test("a manifest that lists parts under other names is found out by the header inside")
    func renamedUnderOwnManifest() throws {
        func renamed(_ part: SealedPart, _ index: Int) -> PartEntry {
            PartEntry(role: .identity, index: index, octets: part.entry.octets, sha256: part.entry.sha256)
        }
        var lying = municipality.manifest(content)
        lying.parts += [renamed(identity[1], 1), renamed(identity[0], 2)]
        var opener = try opener(municipality.verify(municipality.sign(lying)))
        #expect(throws: fault(.partReordered, 1)) { try opener.payload(of: 1, identity[1].bytes) }

        let trustee = municipality.trustee.encryption
        let ofOtherRole = try seal(header: [2, 0, 0, 0, 1])
        #expect(throws: fault(.partOfOtherRole, 1)) { try open(ofOtherRole) }
        #expect(throws: fault(.partDamaged, 1)) { try open(seal(header: [9, 0, 0, 0, 1])) }
        #expect(throws: fault(.partDamaged, 1)) { try open(seal(header: [1, 0, 0, 0])) }
        #expect(try open(seal(header: [1, 0, 0, 0, 1])) == [])
        let unpacked = try CMSAuthEnvelope.seal([1, 2, 3], to: trustee.certificate)
        #expect(throws: fault(.partDamaged, 1)) { try open(unpacked) }
        let bomb = Gzip.deflate([UInt8](repeating: 0, count: PartLimits.octets + 1))
        #expect(throws: fault(.partDamaged, 1)) {
            try open(CMSAuthEnvelope.seal(bomb, to: trustee.certificate))
        }
    }

    @Test("a part that is sealed to somebody else, under an own manifest")
    func sealedToOther() throws {
        let register = municipality.register.encryption.certificate
        let sealed = try CMSAuthEnvelope.seal(Gzip.deflate([1]), to: register)
        #expect(throws: fault(.partNotOpened, 1)) { try open(sealed) }
    }

    @Test("T-120 a key that the manifest does not name opens nothing")
    func otherKey() {
        let register = municipality.register.encryption
        #expect(throws: SubmissionFault(.otherKey)) {
            try PartOpener(manifest, role: .identity, key: register.key, certificate: register.certificate)
        }
    }

    @Test("without any key the send module names what came and what did not")
    func check() throws {
        let check = PartCheck(manifest)
        let entry = try check.entry(fileName: "content-0001.p7m")
        #expect(entry == content[0].entry)
        #expect(throws: SubmissionFault(.partUnknown)) { try check.entry(fileName: "content-0009.p7m") }
        #expect(throws: SubmissionFault(.partUnknown)) { try check.entry(fileName: "../content-0001.p7m") }
        #expect(check.fault(of: content[0].bytes, as: entry) == nil)
        #expect(check.fault(of: content[1].bytes, as: entry)?.code == .partReordered)
        #expect(check.fault(of: identity[0].bytes, as: entry)?.code == .partOfOtherRole)
        #expect(check.fault(of: Array(content[0].bytes.dropLast()), as: entry)?.code == .partTruncated)
        #expect(check.fault(of: content[0].bytes + [1], as: entry)?.code == .partAltered)
        let register = municipality.register.encryption.certificate
        #expect(check.fault(of: content[0].bytes, as: entry, sealedTo: register) == nil)
        #expect(check.fault(of: content[1].bytes, as: entry, sealedTo: register)?.code == .partReordered)
        let trustee = municipality.trustee.encryption.certificate
        #expect(
            check.fault(of: content[0].bytes, as: entry, sealedTo: trustee)
                == SubmissionFault(.otherKey, part: entry.name))
        let names = (identity + content).map(\.entry.name)
        #expect(check.fault(ofNames: names) == nil)
        #expect(check.fault(ofNames: names.dropLast()) == SubmissionFault(.partMissing, part: names.last))
        #expect(check.fault(ofNames: names + [names[0]]) == SubmissionFault(.partRepeated, part: names[0]))
        let extra = PartName(.content, 99)
        #expect(check.fault(ofNames: names + [extra]) == SubmissionFault(.partUnknown, part: extra))
    }

    private func opener(_ other: VerifiedManifest? = nil, earlier: Set<SubmissionID> = []) throws -> PartOpener {
        let trustee = municipality.trustee.encryption
        return try PartOpener(
            other ?? manifest, role: .identity, key: trustee.key, certificate: trustee.certificate, earlier: earlier)
    }

    /// A part of identity that the municipality itself made and signed for, with anything inside.
    private func open(_ sealed: [UInt8]) throws -> [UInt8] {
        var own = municipality.manifest(content)
        own.parts.append(
            PartEntry(role: .identity, index: 1, octets: sealed.count, sha256: ContentHash(of: sealed)))
        var opener = try opener(municipality.verify(municipality.sign(own)))
        return try opener.payload(of: 1, sealed)
    }

    private func seal(header: [UInt8]) throws -> [UInt8] {
        let plaintext = Array("BSP1".utf8) + municipality.submission.bytes + header
        return try CMSAuthEnvelope.seal(
            Gzip.deflate(plaintext), to: municipality.trustee.encryption.certificate)
    }

    private func fault(_ code: SubmissionFault.Code, _ index: Int) -> SubmissionFault {
        SubmissionFault(code, part: PartName(.identity, index))
    }
}

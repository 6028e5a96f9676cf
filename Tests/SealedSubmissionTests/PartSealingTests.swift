import CMS
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("I-020 sealing in parts")
struct PartSealingTests {
    private let municipality: Municipality

    init() throws { municipality = try Municipality() }

    @Test("records are never split, and come back in order")
    func records() throws {
        let records = (0..<40).map { [UInt8](repeating: UInt8($0), count: 7 + $0 % 5) }
        let identity = try municipality.parts(.identity, records, partSize: 30)
        #expect(identity.count > 10)
        let content = try municipality.parts(.content, [[0]])
        var opener = try opener(identity + content)
        var all: [UInt8] = []
        for (index, part) in identity.enumerated() {
            let payload = try opener.payload(of: index + 1, part.bytes)
            #expect(payload.count <= 30)
            #expect(records.contains(Array(payload.prefix { $0 == payload[0] })))
            all += payload
        }
        try opener.finish()
        #expect(all == records.flatMap(\.self))
    }

    @Test("the size is where a part is closed: a record that fits exactly stays, one octet more begins the next")
    func exactSize() throws {
        for (sizes, parts) in [([50, 50], 1), ([50, 51], 2), ([100, 1], 2), ([101], 1), ([1, 101, 1], 3), ([], 1)] {
            let records = sizes.map { [UInt8](repeating: 9, count: $0) }
            #expect(try municipality.parts(.identity, records).count == parts, "\(sizes)")
        }
    }

    @Test("a part can be closed before it is full, and room tells how much it takes")
    func cut() throws {
        var names: [String] = []
        var sealer = PartSealer(
            role: .content, submission: municipality.submission,
            recipient: municipality.register.encryption.certificate, partSize: 100
        ) { names.append($0.fileName) }
        #expect(sealer.room == 100)
        try sealer.append([1, 2, 3])
        #expect(sealer.room == 97)
        try sealer.cut()
        try sealer.cut()
        #expect(sealer.room == 100)
        try sealer.append([4])
        let entries = try sealer.finish()
        #expect(entries.map(\.index) == [1, 2])
        #expect(names == ["content-0001.p7m", "content-0002.p7m"])
    }

    @Test("octets that extend a part never begin another, and more than a part can hold are refused")
    func extend() throws {
        let certificate = municipality.register.encryption.certificate
        var sealer = PartSealer(
            role: .content, submission: municipality.submission, recipient: certificate, partSize: 4
        ) { _ in }
        try sealer.extend([1, 2, 3])
        try sealer.extend([4, 5, 6])
        try sealer.cut()
        try sealer.extend([7])
        try sealer.extend([])
        let room = PartLimits.payload - 1
        #expect(throws: SubmissionFault(.recordTooLarge, part: PartName(.content, 2))) {
            try sealer.extend(repeatElement(0, count: room + 1))
        }
        #expect(try sealer.finish().count == 2)
    }

    @Test("the plaintext of a part: magic, submission, role and index, then the payload, compressed")
    func form() throws {
        let part = try municipality.parts(.content, [[7, 8, 9]])[0]
        let register = municipality.register.encryption
        let packed = try CMSAuthEnvelope.open(part.bytes, key: register.key, certificate: register.certificate)
        let plaintext = try Gzip.inflate(packed, limit: 1000)
        #expect(plaintext == Array("BSP1".utf8) + municipality.submission.bytes + [2, 0, 0, 0, 1, 7, 8, 9])
        #expect(part.entry.octets == part.bytes.count)
        #expect(part.entry.sha256.bytes == SHA256.digest(part.bytes))
    }

    @Test("a sink that fails ends the sealing, and a record beyond the limit is refused")
    func failures() throws {
        struct Full: Error {}
        let certificate = municipality.register.encryption.certificate
        var sealer = PartSealer(
            role: .content, submission: municipality.submission, recipient: certificate, partSize: 1
        ) { _ in throw Full() }
        var isEnded = false
        for _ in 0..<10 where !isEnded {
            do { try sealer.append([1]) } catch is Full { isEnded = true }
        }
        #expect(isEnded)
        var other = PartSealer(role: .content, submission: municipality.submission, recipient: certificate) { _ in }
        #expect(throws: SubmissionFault(.recordTooLarge, part: PartName(.content, 1))) {
            try other.append([UInt8](repeating: 0, count: PartLimits.payload + 1))
        }
        #expect(try other.finish().count == 1)
    }

    @Test("ten thousand parts and not one more")
    func tooMany() throws {
        var count = 0
        var sealer = PartSealer(
            role: .content, submission: municipality.submission,
            recipient: municipality.register.encryption.certificate, partSize: 1
        ) { _ in count += 1 }
        for _ in 0..<10_001 { try sealer.append([1]) }
        #expect(throws: SubmissionFault(.tooManyParts, part: PartName(.content, 10_001))) { try sealer.cut() }
        #expect(count == 9_998)
    }

    @Test("parts leave in order, whichever lane is ready first", arguments: [1, 2, 5])
    func order(lanes: Int) throws {
        var indices: [Int] = []
        var sealer = PartSealer(
            role: .content, submission: municipality.submission,
            recipient: municipality.register.encryption.certificate, partSize: 200_000, lanes: lanes
        ) { indices.append($0.entry.index) }
        // Noise takes longer than zeros.
        for index in 0..<12 {
            try sealer.append(index % 3 == 0 ? SecureRandom.bytes(200_000) : [UInt8](repeating: 0, count: 150_000))
        }
        #expect(try sealer.finish().map(\.index) == Array(1...12))
        #expect(indices == Array(1...12))
    }

    @Test("names of parts are read back, and nothing else is taken for one")
    func names() {
        #expect(PartName(.identity, 1).fileName == "identity-0001.p7m")
        #expect(PartName(.content, 10_000).fileName == "content-10000.p7m")
        for name in [PartName(.identity, 1), PartName(.content, 10_000), PartName(.map, 42)] {
            #expect(PartName(fileName: name.fileName) == name)
        }
        for text in [
            "identity-1.p7m", "identity-0000.p7m", "identity-00001.p7m", "../identity-0001.p7m", "identity-0001.p7m/..",
            "Identity-0001.p7m", "identity-+001.p7m", "identity-0001.p7m ", "other-0001.p7m", "content-10001.p7m",
            "identity-.p7m", "", "manifest.p7s", "identity--001.p7m",
        ] {
            #expect(PartName(fileName: text) == nil)
        }
    }

    private func opener(_ parts: [SealedPart]) throws -> PartOpener {
        let manifest = try municipality.verify(municipality.sign(municipality.manifest(parts)))
        let trustee = municipality.trustee.encryption
        return try PartOpener(manifest, role: .identity, key: trustee.key, certificate: trustee.certificate)
    }
}

import Foundation
import Identifiers
import Store
import TestSupport
import Testing

/// Plaintext in is plaintext out (M-007).
@Suite struct PlaintextTests {
    /// How many documents: some here, a thousand where `BUDSTIKKE_DOCUMENTS` says so.
    static let count = ProcessInfo.processInfo.environment["BUDSTIKKE_DOCUMENTS"].flatMap { Int($0) } ?? 40

    @Test("M-007 documents with random attachments, in both encodings, gzipped or not, arrive byte for byte")
    func unchanged() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var random = Seeded(seed: 20_261_121)
        var written: Set<[UInt8]> = []
        for number in 0..<Self.count {
            // Most are small, a few are large: sizes spread evenly over their logarithm up to 5 MB.
            let size = number == 0 ? 5_000_000 : Int(exp(Double.random(in: 5...15.4, using: &random)) / 8)
            let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
            let document = hospital.document(.dischargeReport, to: municipality, text: "Æøå nr. \(number) <&> ]]>") {
                $0.encoding = number.isMultiple(of: 3) ? .latin1 : .utf8
                $0.attachments = [
                    SyntheticAttachment(name: "v\(number).pdf", mimeType: "application/pdf", bytes: bytes)
                ]
            }
            written.insert(document)
            if number % 4 == 1 {
                try Partner(office: hospital).send(document, to: municipality, through: country.post)
            } else {
                try hospital.put(document)
            }
            if number % 20 == 19 { try await country.settle([hospital, municipality]) }
        }
        try await country.settle([hospital, municipality])
        #expect(Set(try municipality.files(in: "in")) == written)
        #expect(written.count == Self.count)
    }

    @Test("T-064 a document that would not fit is refused before it is signed, and says what to do")
    func tooLarge() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.dischargeReport, to: municipality) { document in
            let bytes = [UInt8](repeating: 7, count: 29_000_000)
            document.attachments = [SyntheticAttachment(name: "v.pdf", mimeType: "application/pdf", bytes: bytes)]
        }
        try await country.settle([hospital, municipality])
        #expect(try hospital.files(in: "refused").count == 1)
        #expect(country.post.sent.isEmpty)
        #expect(try await hospital.store.read { try $0.auditRecords(after: 0, limit: 10) }.isEmpty)
    }

    /// A generator that gives the same numbers each time.
    private struct Seeded: RandomNumberGenerator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}

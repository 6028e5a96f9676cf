import EbXML
import Foundation
import Identifiers
import Testing

@Suite("eb:CPAId (HITS 1172 r.12) and durations")
struct CPAIdentifierTests {
    @Test("Without agreement: lowest and highest HER-id, the same from both sides")
    func noAgreement() throws {
        let one = try #require(HERId(95_879)), other = try #require(HERId(8_090_595))
        #expect(NoAgreement.cpaID(between: one, and: other) == "95879_8090595")
        #expect(NoAgreement.cpaID(between: other, and: one) == "95879_8090595")
        #expect(NoAgreement.service(for: "LOG_UTSKREVET") == "S-LOG_UTSKREVET")
    }

    @Test("The forms in use are told apart")
    func forms() throws {
        let one = try #require(HERId(1_001)), other = try #require(HERId(1_212))
        let id = UUID()
        #expect(CPAIdentifier(id.uuidString.lowercased()) == .agreement(id))
        #expect(CPAIdentifier("1001_1212") == .noAgreement(lowest: one, highest: other))
        #expect(CPAIdentifier(" 1212_1001_17 ") == .noAgreement(lowest: one, highest: other))
        #expect(CPAIdentifier("nav:test:12345") == .partner(creator: "nav", rest: "test:12345"))
        #expect(CPAIdentifier("GenericCPAId") == .other("GenericCPAId"))
        #expect(CPAIdentifier("1001_x") == .other("1001_x"))
    }

    @Test(
        "Durations of fixed length",
        arguments: [
            ("PT720M", 43_200.0), ("P4D", 345_600), ("PT2S", 2), (" P1DT2H3M4S ", 93_784), ("PT0S", 0),
        ])
    func durations(text: String, seconds: Double) {
        #expect(XMLDuration.read(text) == seconds)
    }

    @Test(
        "Anything else is none",
        arguments: ["", "P", "PT", "P4", "4D", "P180M", "P1Y", "PT1M2H", "P1DT", "-P1D", "PT1.5S"])
    func noDuration(text: String) {
        #expect(XMLDuration.read(text) == nil)
    }
}

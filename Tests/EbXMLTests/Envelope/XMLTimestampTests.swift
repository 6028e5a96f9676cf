import EbXML
import Foundation
import Testing

@Suite("xs:dateTime")
struct XMLTimestampTests {
    @Test(
        "Reads UTC, zones, fractions, and a missing zone as UTC",
        arguments: [
            ("2026-11-21T09:30:00Z", 1_795_253_400.0, true),
            ("2026-11-21T10:30:00+01:00", 1_795_253_400.0, true),
            ("2026-11-21T04:00:00-05:30", 1_795_253_400.0, true),
            ("2026-11-21T09:30:00", 1_795_253_400.0, false),
            ("2018-03-07T10:07:00.5Z", 1_520_417_220.5, true),
            ("1970-01-01T00:00:00Z", 0, true),
            ("1969-12-31T23:59:59Z", -1, true),
            ("2000-02-29T00:00:00Z", 951_782_400, true),
            ("2024-12-31T24:00:00Z", 1_735_689_600, true),
        ])
    func reads(text: String, seconds: Double, hasZone: Bool) throws {
        let moment = try #require(XMLTimestamp.read(text))
        #expect(abs(moment.date.timeIntervalSince1970 - seconds) < 0.001)
        #expect(moment.hasZone == hasZone)
    }

    @Test(
        "Refuses what is no dateTime",
        arguments: [
            "", "2026-11-21", "2026-11-21 09:30:00Z", "2026-13-21T09:30:00Z", "2026-02-29T09:30:00Z",
            "2026-11-21T25:30:00Z", "2026-11-21T24:30:00Z", "2026-11-21T09:60:00Z", "2026-11-21T09:30:00.Z",
            "2026-11-21T09:30:00+1:00", "2026-11-21T09:30:00+15:00", "2026-11-21T09:30:00Zulu", "26-11-21T09:30:00Z",
            "２026-11-21T09:30:00Z",
        ])
    func refuses(_ text: String) {
        #expect(XMLTimestamp.read(text) == nil)
    }

    @Test("Writes whole seconds in UTC, and reads back what it wrote over four centuries")
    func roundTrip() throws {
        #expect(XMLTimestamp.write(Date(timeIntervalSince1970: 1_795_253_400.9)) == "2026-11-21T09:30:00Z")
        for step in 0..<2_000 {
            let seconds = Double(-5_000_000_000 + step * 6_310_733)
            let text = XMLTimestamp.write(Date(timeIntervalSince1970: seconds))
            #expect(try #require(XMLTimestamp.read(text)).date.timeIntervalSince1970 == seconds)
        }
    }
}

import Foundation
import HealthMessages
import Testing

@Suite("Times in messages")
struct HealthTimeTests {
    @Test(
        "A time with a zone is that instant",
        arguments: [
            ("2026-11-21T10:15:30Z", 1_795_256_130.0), ("2026-11-21T11:15:30+01:00", 1_795_256_130),
            ("2026-11-21T05:45:30-04:30", 1_795_256_130), ("2026-11-21T10:15:30.25Z", 1_795_256_130.25),
            (" 2026-11-21T10:15:30Z\n", 1_795_256_130), ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400),
        ])
    func withZone(_ text: String, _ seconds: Double) throws {
        let time = try #require(HealthTime(text))
        #expect(time.date == Date(timeIntervalSince1970: seconds))
        #expect(time.hasZone)
    }

    @Test(
        "A time without a zone is Norwegian: winter, summer, and each side of the two changes",
        arguments: [
            ("2026-01-15T12:00:00", "2026-01-15T11:00:00Z"), ("2026-07-15T12:00:00", "2026-07-15T10:00:00Z"),
            ("2026-03-29T01:59:59", "2026-03-29T00:59:59Z"), ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T01:59:59", "2026-10-24T23:59:59Z"), ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
            ("2026-12-31T23:59:59", "2026-12-31T22:59:59Z"), ("2024-03-31T03:00:00", "2024-03-31T01:00:00Z"),
            ("2024-10-27T03:00:00", "2024-10-27T02:00:00Z"), ("2023-03-26T03:00:00", "2023-03-26T01:00:00Z"),
        ])
    func withoutZone(_ local: String, _ utc: String) throws {
        let time = try #require(HealthTime(local))
        #expect(time.date == HealthTime(utc)?.date)
        #expect(!time.hasZone)
    }

    @Test("T-067 the hour that comes twice is its first occurrence, the hour that is skipped reads on")
    func changes() throws {
        #expect(HealthTime("2026-10-25T02:30:00")?.date == HealthTime("2026-10-25T00:30:00Z")?.date)
        #expect(HealthTime("2026-03-29T02:30:00")?.date == HealthTime("2026-03-29T01:30:00Z")?.date)
    }

    @Test("T-067 every hour of ten years reads back from what is written") func roundTrip() throws {
        let start = 1_767_225_600
        for hour in stride(from: 0, to: 10 * 366 * 24, by: 1) {
            let date = Date(timeIntervalSince1970: Double(start + hour * 3_600))
            let written = HealthTime(date)
            let read = try #require(HealthTime(written.text))
            #expect(read.date == date)
        }
    }

    @Test("T-067 the rule agrees with the system's time zone table where that is installed") func agreesWithTable() {
        guard let zone = TimeZone(identifier: "Europe/Oslo"),
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) == 3_600
        else { return }
        for day in 0..<(30 * 365) {
            let date = Date(timeIntervalSince1970: 946_684_800 + Double(day) * 86_400 + 3_599)
            let offset = HealthTime(date).text.suffix(6)
            #expect(offset == (zone.secondsFromGMT(for: date) == 7_200 ? "+02:00" : "+01:00"))
        }
    }

    @Test("What is written has the offset of the day") func written() {
        #expect(HealthTime(Date(timeIntervalSince1970: 1_795_256_130.9)).text == "2026-11-21T11:15:30+01:00")
        #expect(HealthTime(Date(timeIntervalSince1970: 1_784_109_600)).text == "2026-07-15T12:00:00+02:00")
    }

    @Test("A bare date is its first moment, and becomes a full time in a receipt") func dateOnly() throws {
        let time = try #require(HealthTime("2026-07-15"))
        #expect(time.date == HealthTime("2026-07-14T22:00:00Z")?.date)
        #expect(time.dateTimeText == "2026-07-15T00:00:00")
    }

    @Test(
        "Anything else is no time",
        arguments: [
            "", "2026", "2026-13-01T00:00:00", "2026-02-29T00:00:00", "2026-04-31", "2026-11-21T24:00:01",
            "2026-11-21T10:60:00", "2026-11-21T10:15", "2026-11-21 10:15:30", "2026-11-21T10:15:30.", "21.11.2026",
            "2026-11-21T10:15:30+1:00", "2026-11-21T10:15:30ZZ", "2026-11-2１T10:15:30",
        ])
    func refused(_ text: String) { #expect(HealthTime(text) == nil) }
}

import Foundation
import OsloCalendar
import Testing

@Suite("Days")
struct CivilDateTests {
    @Test("every day from 1900 to 2100 follows the one before it")
    func everyDay() throws {
        var date = try #require(CivilDate(year: 1900, month: 1, day: 1))
        #expect(date.weekday == 1, "1 January 1900 was a Monday")
        while date.year < 2101 {
            let next = date.adding(days: 1)
            #expect(next > date)
            #expect(next.daysSince1970 == date.daysSince1970 + 1)
            #expect(next.weekday == date.weekday % 7 + 1)
            #expect(next.day == date.day + 1 || next.day == 1)
            #expect(CivilDate(next.description) == next)
            date = next
        }
    }

    @Test("29 February is where the Gregorian calendar has it", arguments: [(2016, true), (2000, true), (1900, false)])
    func leapDays(_ year: Int, _ exists: Bool) {
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == exists)
        #expect((CivilDate(year: year + 1, month: 2, day: 29) == nil))
    }

    @Test(
        "a day that is none is refused",
        arguments: [
            (2017, 0, 1), (2017, 13, 1), (2017, 1, 0), (2017, 1, 32), (2017, 4, 31), (-1, 1, 1), (10_000, 1, 1),
        ])
    func noDay(_ year: Int, _ month: Int, _ day: Int) { #expect(CivilDate(year: year, month: month, day: day) == nil) }

    @Test(
        "a date is written in one way",
        arguments: ["", "2017-1-15", "20170115", "2017-01-32", "2017-02-29", "17-01-15", "2017-01-15T", "２０１７-01-15"])
    func refuses(_ text: String) { #expect(CivilDate(text) == nil) }

    @Test(
        "I-042 the Monday of a week, as Norway counts weeks, agrees with Foundation's calendar", arguments: 2010...2045)
    func weeks(_ year: Int) throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for week in [1, 6, 26, 52] {
            let monday = CivilDate(mondayOfWeek: week, year: year)
            let instant = Date(timeIntervalSince1970: Double(monday.daysSince1970) * 86_400)
            let parts = calendar.dateComponents([.weekOfYear, .yearForWeekOfYear, .weekday], from: instant)
            #expect(parts.weekOfYear == week)
            #expect(parts.yearForWeekOfYear == year)
            #expect(monday.weekday == 1)
        }
    }

    @Test("a date travels through JSON as text, and a bad one is refused")
    func json() throws {
        let date = try #require(CivilDate("0987-01-02"))
        let data = try JSONEncoder().encode([date])
        #expect(String(decoding: data, as: UTF8.self) == #"["0987-01-02"]"#)
        #expect(try JSONDecoder().decode([CivilDate].self, from: data) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivilDate].self, from: Data(#"["2017-02-29"]"#.utf8))
        }
    }
}

@Suite("The Norwegian clock")
struct OsloTimeTests {
    @Test(
        "I-003 the day changes at midnight in Norway, summer and winter",
        arguments: [
            ("2017-01-15T22:59:59Z", "2017-01-15"), ("2017-01-15T23:00:00Z", "2017-01-16"),
            ("2017-07-15T21:59:59Z", "2017-07-15"), ("2017-07-15T22:00:00Z", "2017-07-16"),
            ("2017-03-26T00:59:59Z", "2017-03-26"), ("2017-10-28T21:59:59Z", "2017-10-28"),
            ("2017-10-28T22:00:00Z", "2017-10-29"), ("2016-12-31T23:00:00Z", "2017-01-01"),
        ])
    func days(_ instant: String, _ day: String) throws {
        let instant = try #require(ISO8601DateFormatter().date(from: instant))
        #expect(OsloTime.day(at: instant).description == day)
    }

    @Test("T-067 every hour of twenty years but the doubled one comes back from its civil time")
    func roundTrip() {
        var doubled = 0
        for hour in 0..<20 * 365 * 24 {
            let utc = 1_420_070_400 + hour * 3_600
            let back = OsloTime.instant(ofLocal: utc + OsloTime.offset(atUTC: utc))
            if back != utc {
                #expect(back == utc - 3_600, "the first of the two")
                doubled += 1
            }
        }
        #expect(doubled == 20)
    }

    @Test("T-067 the rule agrees with the system's time zone table where that is installed")
    func agreesWithTable() {
        guard let zone = TimeZone(identifier: "Europe/Oslo"),
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: 0)) == 3_600
        else { return }
        for hour in 0..<30 * 365 * 24 {
            let seconds = 946_684_800 + hour * 3_600
            let table = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(OsloTime.offset(atUTC: seconds) == table)
        }
    }
}

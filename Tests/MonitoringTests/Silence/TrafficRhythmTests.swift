import Foundation
import OsloCalendar
import Testing

@testable import Monitoring

@Suite("The rhythm of a partner's traffic")
struct TrafficRhythmTests {
    /// 08:30, 09:30 … 14:30 on each day that an office is open.
    static func office(from first: CivilDate, days: Int) -> [Date] {
        (0..<days).map(first.adding).filter { $0.weekday < 6 && !$0.isNorwegianHoliday }.flatMap { day in
            (8..<15).map { OsloTime.instant(of: day, hour: $0, minute: 30) }
        }
    }

    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private static func rhythm(_ arrivals: [Date]) throws -> TrafficRhythm {
        var rhythm = TrafficRhythm(first: try #require(arrivals.first))
        for arrival in arrivals.dropFirst() { rhythm.arrive(at: arrival) }
        return rhythm
    }

    @Test("issue 5.6 a weekend, Easter and the night of the clocks are no silence; the working days after them are")
    func office() throws {
        // Until Wednesday before Easter 2026, which falls on 5 April; summer time began on 29 March.
        let rhythm = try Self.rhythm(Self.office(from: try Self.day("2026-01-05"), days: 86))
        #expect(OsloTime.day(at: rhythm.last) == (try Self.day("2026-03-31")))
        func isSilent(_ day: String, _ hour: Int) throws -> Bool {
            rhythm.silence(at: OsloTime.instant(of: try Self.day(day), hour: hour)) != nil
        }
        #expect(try !isSilent("2026-04-01", 8))
        // From Wednesday to Tuesday, nothing more is expected than on the one day.
        var first: CivilDate?
        for number in 0..<10 where first == nil {
            let date = try Self.day("2026-04-01").adding(days: number)
            if try isSilent(date.description, 16) { first = date }
        }
        #expect(try [Self.day("2026-04-01"), Self.day("2026-04-07"), Self.day("2026-04-08")].contains(#require(first)))
        let silence = try #require(rhythm.silence(at: OsloTime.instant(of: Self.day("2026-04-09"), hour: 16)))
        #expect(silence.since == rhythm.last)
        #expect(silence.longestNormal == 66 * 3_600, "Friday 14:30 to Monday 08:30")
    }

    @Test("issue 5.6 with less than four weeks or ten arrivals nothing is said, however long the silence")
    func littleHistory() throws {
        let few = try Self.rhythm(Self.office(from: try Self.day("2026-01-05"), days: 26))
        #expect(few.silence(at: few.last + 50 * 86_400) == nil)
        let start = OsloTime.instant(of: try Self.day("2026-01-05"), hour: 9)
        let seldom = try Self.rhythm((0..<9).map { start + Double($0) * 7 * 86_400 })
        #expect(seldom.silence(at: seldom.last + 50 * 86_400) == nil)
        let enough = try Self.rhythm(Self.office(from: try Self.day("2026-01-05"), days: 31))
        #expect(enough.silence(at: enough.last + 14 * 86_400) != nil)
    }

    @Test("issue 5.6 an arrival ends the silence, and one from before changes nothing")
    func arrivals() throws {
        var rhythm = try Self.rhythm(Self.office(from: try Self.day("2026-01-05"), days: 60))
        let late = rhythm.last + 14 * 86_400
        #expect(rhythm.silence(at: late) != nil)
        let before = rhythm
        rhythm.arrive(at: rhythm.last - 60)
        rhythm.arrive(at: rhythm.last)
        #expect(rhythm == before)
        rhythm.arrive(at: late)
        #expect(rhythm.silence(at: late) == nil && rhythm.last == late)
    }

    @Test("issue 5.6 who was closed last July is not called silent this July, and is when it goes on for longer")
    func closing() throws {
        let closing = (try Self.day("2025-07-07"), try Self.day("2025-07-27"))
        let end = try Self.day("2026-07-04")
        let arrivals = try Self.office(from: Self.day("2025-01-06"), days: 545).filter {
            let day = OsloTime.day(at: $0)
            return (day < closing.0 || day > closing.1) && day < end
        }
        let rhythm = try Self.rhythm(arrivals)
        func isSilent(_ day: String) throws -> Bool {
            rhythm.silence(at: OsloTime.instant(of: try Self.day(day), hour: 16)) != nil
        }
        #expect(try !isSilent("2026-07-10") && !isSilent("2026-07-24"))
        #expect(try isSilent("2026-08-12"))
    }

    @Test("issue 5.6 what is kept of a partner is small and reads back, however long it has sent")
    func kept() throws {
        let rhythm = try Self.rhythm(Self.office(from: try Self.day("2024-01-01"), days: 800))
        let json = try JSONEncoder().encode(rhythm)
        #expect(json.count < 8_000)
        #expect(try JSONDecoder().decode(TrafficRhythm.self, from: json) == rhythm)
    }

    @Test("issue 5.6 hours go by the Norwegian clock through both nights of its turning; holidays and eves are Sundays")
    func hours() throws {
        func slot(_ text: String) throws -> Int {
            WeekHour(Int(try Date.ISO8601FormatStyle().parse(text).timeIntervalSince1970) / 3_600).slot
        }
        #expect(try slot("2026-03-27T08:00:00Z") == 4 * 24 + 9)
        #expect(try slot("2026-03-30T07:00:00Z") == 0 * 24 + 9)
        #expect(try slot("2026-03-29T00:00:00Z") == 6 * 24 + 1 && slot("2026-03-29T01:00:00Z") == 6 * 24 + 3)
        #expect(try slot("2026-10-25T00:00:00Z") == 6 * 24 + 2 && slot("2026-10-25T01:00:00Z") == 6 * 24 + 2)
        #expect(try slot("2026-05-14T10:00:00Z") == 6 * 24 + 12, "Ascension")
        #expect(try slot("2026-12-24T10:00:00Z") == 6 * 24 + 11)
        #expect(try slot("1969-12-31T22:00:00Z") == 6 * 24 + 23)
    }
}

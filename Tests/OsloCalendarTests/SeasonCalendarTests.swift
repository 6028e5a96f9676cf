import Foundation
import OsloCalendar
import Testing

@Suite("The season of reporting")
struct SeasonCalendarTests {
    private let season = SeasonCalendar.usual(yearReported: 2016)

    private func instant(_ local: String, second: Double = 0) throws -> Date {
        let parts = local.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int($0) }
        let day = try #require(CivilDate(parts[0]))
        return OsloTime.instant(of: day, hour: clock[0], minute: clock[1]).addingTimeInterval(second)
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test("I-004 the six dates of the season of 2017")
    func dates() {
        #expect(season.opens.description == "2017-01-02")
        #expect(season.lastDay.description == "2017-01-15")
        #expect(season.lastDay.weekday == 7, "a Sunday in 2017")
        #expect(season.feedbackFrom.description == "2017-02-06", "the Monday of week 6")
        #expect(season.published.description == "2017-03-15")
        #expect(season.correctionsBefore.description == "2017-04-01")
        #expect(season.finallyPublished.description == "2017-06-15")
        #expect(season.period.lowerBound.description == "2016-01-01")
        #expect(season.period.upperBound.description == "2016-12-31")
    }

    @Test("I-003 23:59:59 on the last day is ordinary, 00:00:00 is late")
    func lastSecond() throws {
        let midnight = try instant("2017-01-16 00:00")
        for early in [1, 0.5, 0.001] {
            #expect(season.phase(at: midnight - early) == .ordinary(lastDay: season.lastDay))
        }
        let late = SeasonPhase.late(feedbackFrom: season.feedbackFrom, correctionsBefore: season.correctionsBefore)
        #expect(season.phase(at: midnight) == late)
        #expect(season.phase(at: midnight + 0.001) == late)
        #expect(midnight == Date(timeIntervalSince1970: 1_484_521_200), "23:00 UTC: winter in Norway")
    }

    @Test("I-003 I-004 each boundary, a second before and at it, with the date a sentence needs")
    func boundaries() throws {
        let phases: [(String, SeasonPhase)] = [
            ("2017-01-02 00:00", .ordinary(lastDay: try day("2017-01-15"))),
            ("2017-01-16 00:00", .late(feedbackFrom: try day("2017-02-06"), correctionsBefore: try day("2017-04-01"))),
            ("2017-02-06 00:00", .correction(before: try day("2017-04-01"))),
            ("2017-04-01 00:00", .closed(finallyPublished: try day("2017-06-15"))),
        ]
        var before = SeasonPhase.notOpen(opens: try day("2017-01-02"))
        for (boundary, phase) in phases {
            let boundary = try instant(boundary)
            #expect(season.phase(at: boundary - 1) == before)
            #expect(season.end(ofPhaseAt: boundary - 1) == boundary)
            #expect(season.end(ofPhaseAt: boundary - 3_600) == boundary)
            #expect(season.phase(at: boundary) == phase)
            before = phase
        }
        #expect(season.end(ofPhaseAt: try instant("2017-04-01 00:00")) == nil)
        #expect(season.phase(at: try instant("2016-06-01 12:00")) == .notOpen(opens: try day("2017-01-02")))
    }

    @Test("I-003 corrections end at midnight of summer time, an hour earlier in UTC")
    func summerTime() throws {
        #expect(try instant("2017-04-01 00:00") == ISO8601DateFormatter().date(from: "2017-03-31T22:00:00Z"))
        #expect(season.phase(at: try instant("2017-03-31 23:59", second: 59)).takesSubmissions)
        #expect(!season.phase(at: try instant("2017-04-01 00:00")).takesSubmissions)
    }

    @Test("I-004 a submission counts as ordinary, correction, late or test")
    func labels() throws {
        let moments = [
            "2017-01-01 12:00", "2017-01-10 12:00", "2017-01-20 12:00", "2017-03-01 12:00", "2017-05-01 12:00",
        ]
        let first: [SubmissionLabel?] = [nil, .ordinary, .late, .late, nil]
        let again: [SubmissionLabel?] = [nil, .ordinary, .correction, .correction, nil]
        for (index, moment) in moments.enumerated() {
            let moment = try instant(moment)
            #expect(season.label(arrival: moment, hasSubmittedBefore: false, isTest: false) == first[index])
            #expect(season.label(arrival: moment, hasSubmittedBefore: true, isTest: false) == again[index])
            #expect(season.label(arrival: moment, hasSubmittedBefore: true, isTest: true) == .test)
            let takes = season.phase(at: moment).takesSubmissions
            #expect(takes == (first[index] != nil))
        }
    }

    @Test("I-004 the calendar is data: it travels through JSON")
    func json() throws {
        let data = try JSONEncoder().encode(season)
        #expect(String(decoding: data, as: UTF8.self).contains(#""lastDay":"2017-01-15""#))
        #expect(try JSONDecoder().decode(SeasonCalendar.self, from: data) == season)
    }

    @Test(
        "I-004 dates that do not follow each other are refused",
        arguments: [
            ("2017-01-02", "2016-12-31"), ("2017-01-15", "2017-01-01"), ("2017-02-06", "2017-01-15"),
            ("2017-02-06", "2017-03-16"), ("2017-03-15", "2017-02-01"), ("2017-04-01", "2017-02-06"),
            ("2017-06-15", "2017-03-31"), ("2017-06-15", "2017-02-30"),
        ])
    func order(_ date: String, _ other: String) throws {
        let json = String(decoding: try JSONEncoder().encode(season), as: UTF8.self)
        #expect(json.contains(date))
        let wrong = json.replacingOccurrences(of: date, with: other)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(SeasonCalendar.self, from: Data(wrong.utf8))
        }
    }

    @Test("I-004 a season that turns to the second, as data: its days follow, and each turn is a boundary")
    func instants() throws {
        let json = """
            {"yearReported":2016,"published":"2017-01-20","finallyPublished":"2017-01-20","instants":\
            {"opens":"2017-01-10T10:00:00Z","late":"2017-01-10T10:00:20Z","feedback":"2017-01-10T10:00:25.5Z",\
            "closes":"2017-01-10T11:00:00Z"}}
            """
        let short = try JSONDecoder().decode(SeasonCalendar.self, from: Data(json.utf8))
        #expect(
            [short.opens, short.lastDay, short.feedbackFrom].map(\.description)
                == Array(repeating: "2017-01-10", count: 3))
        #expect(short.correctionsBefore.description == "2017-01-11")
        #expect(try JSONDecoder().decode(SeasonCalendar.self, from: try JSONEncoder().encode(short)) == short)
        let opens = try #require(SeasonInstants.instant("2017-01-10T10:00:00Z"))
        let phases = [-0.001, 0, 19.999, 20, 25.499, 25.5, 3_599.999, 3_600].map { short.phase(at: opens + $0) }
        #expect(phases[0] == .notOpen(opens: short.opens) && phases[1] == phases[2])
        #expect(phases[2] == .ordinary(lastDay: short.lastDay) && phases[3] == phases[4] && phases[3] != phases[2])
        #expect(phases[5] == .correction(before: short.correctionsBefore) && phases[6] == phases[5])
        #expect(phases[7] == .closed(finallyPublished: short.finallyPublished))
        #expect(short.end(ofPhaseAt: opens + 1) == opens + 20)
    }

    @Test(
        "I-004 turns that do not follow each other, in another form or before the year's end are refused",
        arguments: [
            ("10:00:20Z", "10:00:25.5Z"), ("10:00:25.5Z", "11:00:00Z"), ("10:00:00Z", "10:00:20Z"),
            ("T11:00:00Z", " 11:00"), ("\"late\"", "\"later\""), ("\"yearReported\":2016", "\"yearReported\":2017"),
        ])
    func wrongInstants(_ text: String, _ other: String) throws {
        let json = """
            {"yearReported":2016,"published":"2017-01-20","finallyPublished":"2017-01-20","instants":\
            {"opens":"2017-01-10T10:00:00Z","late":"2017-01-10T10:00:20Z","feedback":"2017-01-10T10:00:25.5Z",\
            "closes":"2017-01-10T11:00:00Z"}}
            """
        #expect(json.contains(text))
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(SeasonCalendar.self, from: Data(json.replacing(text, with: other).utf8))
        }
    }

    @Test("I-004 the usual dates of any year follow each other", arguments: 2000...2060)
    func everyYear(_ year: Int) throws {
        let usual = SeasonCalendar.usual(yearReported: year)
        let again = try JSONDecoder().decode(SeasonCalendar.self, from: try JSONEncoder().encode(usual))
        #expect(again == usual)
        #expect(usual.feedbackFrom.weekday == 1)
    }
}

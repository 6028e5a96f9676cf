import Foundation
import OsloCalendar
import Testing

@Suite("Rounds of receipts")
struct ReceiptRoundTests {
    private let morning = ReceiptRound.morning

    private func utc(_ text: String) throws -> Date { try #require(ISO8601DateFormatter().date(from: text)) }

    @Test(
        "T-125 I-036 arrival at 07:59:59 gets today's receipt, at 08:00:00 tomorrow's, over both changes of the clock",
        arguments: [
            // Last second before, at it; the round of each.
            ("2017-01-10T06:59:59Z", "2017-01-10T07:00:00Z"), ("2017-01-10T07:00:00Z", "2017-01-11T07:00:00Z"),
            ("2017-07-10T05:59:59Z", "2017-07-10T06:00:00Z"), ("2017-07-10T06:00:00Z", "2017-07-11T06:00:00Z"),
            // Summer time begins on 26 March 2017: 23 hours between the rounds.
            ("2017-03-25T07:00:00Z", "2017-03-26T06:00:00Z"), ("2017-03-26T05:59:59Z", "2017-03-26T06:00:00Z"),
            ("2017-03-26T06:00:00Z", "2017-03-27T06:00:00Z"),
            // And ends on 29 October: 25 hours.
            ("2017-10-28T06:00:00Z", "2017-10-29T07:00:00Z"), ("2017-10-29T06:59:59Z", "2017-10-29T07:00:00Z"),
            ("2017-10-29T07:00:00Z", "2017-10-30T07:00:00Z"),
        ])
    func boundary(_ arrival: String, _ round: String) throws {
        #expect(morning.round(forArrivalAt: try utc(arrival)) == (try utc(round)))
    }

    @Test(
        "T-125 a year of arrivals, each quarter of an hour: one round each, the first after it, at eight",
        arguments: 2016...2018)
    func year(_ year: Int) throws {
        let start = try utc("\(year)-01-01T00:00:00Z")
        var rounds: Set<Date> = []
        for quarter in 0..<366 * 96 {
            let arrival = start + Double(quarter) * 900
            let round = morning.round(forArrivalAt: arrival)
            #expect(round > arrival)
            #expect(round.timeIntervalSince(arrival) <= 25 * 3_600)
            #expect(morning.arrivals(in: round).contains(arrival))
            rounds.insert(round)
        }
        #expect(rounds.count == 367, "366 days and the morning after")
        var lengths: [Double: Int] = [:]
        let sorted = rounds.sorted()
        for (earlier, later) in zip(sorted, sorted.dropFirst()) {
            lengths[later.timeIntervalSince(earlier), default: 0] += 1
            #expect(morning.arrivals(in: later) == earlier..<later, "no arrival between two rounds is lost")
        }
        #expect(lengths == [24 * 3_600: 364, 23 * 3_600: 1, 25 * 3_600: 1])
        for round in sorted {
            let seconds = Int(round.timeIntervalSince1970)
            #expect((seconds + OsloTime.offset(atUTC: seconds)) % 86_400 == 8 * 3_600)
        }
    }

    @Test("T-125 a server that looks each minute of a year holds each round once, in its minute")
    func everyMinute() throws {
        var last = try utc("2016-12-31T12:00:00Z")
        var held: [Date] = []
        var now = last
        let end = try utc("2018-01-02T00:00:00Z")
        while now < end {
            let due = morning.dueRounds(after: last, upTo: now)
            #expect(due.count <= 1)
            for round in due {
                #expect(now.timeIntervalSince(round) < 60)
                held.append(round)
                last = round
            }
            now += 60
        }
        #expect(held.count == 366)
        #expect(Set(held).count == held.count)
    }

    @Test("I-036 a server that was down at eight sends at once at restart, and never twice")
    func standstill() throws {
        let last = try utc("2017-03-24T07:00:00Z")
        let restart = try utc("2017-03-27T09:13:00Z")
        let due = morning.dueRounds(after: last, upTo: restart)
        let expected = ["2017-03-25T07:00:00Z", "2017-03-26T06:00:00Z", "2017-03-27T06:00:00Z"]
        #expect(due == (try expected.map { try utc($0) }))
        #expect(morning.dueRounds(after: try #require(due.last), upTo: restart).isEmpty)
        // Stopped again between two rounds: what was held stays held.
        #expect(morning.dueRounds(after: due[1], upTo: restart) == [due[2]])
    }

    @Test("I-036 a round is due at its instant and not a moment before")
    func dueAtInstant() throws {
        let last = try utc("2017-01-09T07:00:00Z")
        let round = try utc("2017-01-10T07:00:00Z")
        #expect(morning.dueRounds(after: last, upTo: round - 0.001).isEmpty)
        #expect(morning.dueRounds(after: last, upTo: round) == [round])
        #expect(morning.dueRounds(after: round, upTo: last).isEmpty, "a clock set back holds nothing again")
    }

    @Test(
        "I-036 the hour is data, also an hour that a night in March skips or one in October doubles", arguments: 0...23)
    func anyHour(_ hour: Int) throws {
        let rounds = try #require(ReceiptRound(hour: hour))
        let due = rounds.dueRounds(after: try utc("2016-12-31T23:30:00Z"), upTo: try utc("2017-12-31T23:30:00Z"))
        #expect(due.count == 365)
        #expect(due == due.sorted())
        for round in due { #expect(rounds.dueRounds(after: round - 1, upTo: round) == [round]) }
    }

    @Test("I-036 an hour that no clock shows is refused, in JSON too")
    func hours() throws {
        #expect(ReceiptRound(hour: 24) == nil)
        #expect(ReceiptRound(hour: -1) == nil)
        #expect(try JSONDecoder().decode(ReceiptRound.self, from: Data(#"{"hour":8}"#.utf8)) == .morning)
        for wrong in [#"{"hour":24}"#, #"{"everySeconds":0}"#, "{}"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(ReceiptRound.self, from: Data(wrong.utf8))
            }
        }
    }

    @Test("I-036 in a rehearsal a round comes every few seconds: the first after an arrival, each once")
    func everyFewSeconds() throws {
        let rounds = try JSONDecoder().decode(ReceiptRound.self, from: Data(#"{"everySeconds":5}"#.utf8))
        let start = try utc("2017-01-10T10:00:00Z")
        #expect(rounds.round(forArrivalAt: start - 0.001) == start)
        #expect(rounds.round(forArrivalAt: start) == start + 5)
        #expect(rounds.round(forArrivalAt: start + 4.999) == start + 5)
        #expect(rounds.arrivals(in: start + 5) == start..<(start + 5))
        #expect(rounds.dueRounds(after: start + 1, upTo: start + 16) == [start + 5, start + 10, start + 15])
        #expect(try JSONDecoder().decode(ReceiptRound.self, from: try JSONEncoder().encode(rounds)) == rounds)
        #expect(ReceiptRound(everySeconds: 0) == nil && ReceiptRound(everySeconds: 3_601) == nil)
    }
}

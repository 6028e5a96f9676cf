import Foundation
import OsloCalendar
import Testing

@testable import Monitoring

/// The two rates of the silence alarm, measured on simulated years.
@Suite("How often the silence alarm is wrong, and how soon right")
struct SilenceRateTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4]
    private static let years = 4

    private struct Measured {
        var quarters = 0
        var falseAlarms = 0
        var worstQuarter = 0
        var stops = 0
        /// Time to the alarm, as a share of twice the longest normal gap.
        var shares: [Double] = []
        var hours: [Double] = []
    }

    @Test(
        "issue 5.6 at most one false alarm per partner and quarter, and a stop found within twice the longest normal gap",
        arguments: SimulatedPartner.Kind.allCases)
    func rates(kind: SimulatedPartner.Kind) throws {
        var measured = Measured()
        for seed in Self.seeds { try measure(kind, seed: seed, &measured) }
        let (shares, hours) = (measured.shares.sorted(), measured.hours.sorted())
        let perQuarter = Double(measured.falseAlarms) / Double(measured.quarters)
        print(
            """
            Measured: \(kind.rawValue): \(measured.falseAlarms) false alarms in \(measured.quarters) partner quarters \
            (\(String(format: "%.3f", perQuarter)) each, most in one: \(measured.worstQuarter)); \(measured.stops) stops, \
            found after \(Int(hours[hours.count / 2])) h (median), \(Int(hours.last ?? 0)) h (longest), at most \
            \(Int((shares.last ?? 0) * 100)) % of twice the longest normal gap
            """)
        #expect(measured.worstQuarter <= 1)
        #expect(shares.allSatisfy { $0 <= 1 }, "\(shares.suffix(5))")
        #expect(perQuarter < 0.2)
    }

    private func measure(_ kind: SimulatedPartner.Kind, seed: UInt64, _ measured: inout Measured) throws {
        var partner = SimulatedPartner(kind, seed: seed)
        let start = try #require(CivilDate("2023-02-01"))
        let arrivals = partner.arrivals(from: start, days: 365 * Self.years)
        var rhythm = TrafficRhythm(first: arrivals[0])
        var alarms: [Int: Int] = [:]
        var gaps: [(end: Date, length: TimeInterval)] = []
        // A stop in each sixth week after the first year, at any time of the week.
        var stops = (0..<26).map {
            OsloTime.instant(of: start.adding(days: 370 + $0 * 42)) + partner.uniform() * 42 * 86_400
        }
        for arrival in arrivals.dropFirst() {
            while let stop = stops.first, stop < arrival {
                stops.removeFirst()
                let year = gaps.filter { stop.timeIntervalSince($0.end) < 365 * 86_400 }.map(\.length)
                // Within a closing there is nothing to stop.
                guard stop.timeIntervalSince(rhythm.last) < 3 * 86_400, let longest = year.max() else { continue }
                let found = try #require(Self.alarm(rhythm, from: stop), "it is found")
                measured.stops += 1
                measured.hours.append(found.timeIntervalSince(stop) / 3_600)
                measured.shares.append(found.timeIntervalSince(rhythm.last) / (2 * longest))
            }
            // A silence weighs more the longer it lasts: whether there was an alarm is seen at its end.
            if rhythm.silence(at: arrival) != nil {
                let raised = try #require(Self.alarm(rhythm, from: rhythm.last))
                let day = OsloTime.day(at: raised)
                alarms[day.year * 4 + (day.month - 1) / 3, default: 0] += 1
            }
            gaps.append((arrival, arrival.timeIntervalSince(rhythm.last)))
            rhythm.arrive(at: arrival)
        }
        measured.quarters += 4 * Self.years
        measured.falseAlarms += alarms.values.reduce(0, +)
        measured.worstQuarter = max(measured.worstQuarter, alarms.values.max() ?? 0)
    }

    /// When an alarm is raised if nothing comes any more, to the quarter of an hour; nil for never.
    private static func alarm(_ rhythm: TrafficRhythm, from begin: Date) -> Date? {
        var (low, high) = (begin, begin + 59 * 86_400)
        if rhythm.silence(at: low) != nil { return low }
        guard rhythm.silence(at: high) != nil else { return nil }
        while high.timeIntervalSince(low) > 900 {
            let middle = low + high.timeIntervalSince(low) / 2
            if rhythm.silence(at: middle) != nil { high = middle } else { low = middle }
        }
        return high
    }
}

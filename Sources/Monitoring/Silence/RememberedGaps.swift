import Foundation

/// The times between two arrivals that say most of what is normal: the weightiest and the longest of a year, and
/// closings.
struct RememberedGaps: Sendable, Equatable, Codable {
    /// A time between two arrivals.
    struct Gap: Sendable, Equatable, Codable {
        let from: Date
        let to: Date
        /// See `TrafficRhythm`.
        let weight: Double
        /// Whether it stood out when it ended: it is no part of what is normal.
        let stoodOut: Bool

        /// Whether it stood out so far from all others that it may have been a holiday, which comes again.
        let isClosing: Bool

        var duration: TimeInterval { to.timeIntervalSince(from) }
    }

    private var gaps: [Gap] = []

    /// The weight that a silence must have to be beyond those that are remembered: more in the quarter of a year after one
    /// that stood out and ended, for who is told twice of what was nothing does not listen any more.
    func weightToBeat(at now: Date) -> Double {
        let lately = gaps.filter { $0.stoodOut && now.timeIntervalSince($0.to) < Self.quarter }
        return max(1.25 * (gaps.map(\.weight).max() ?? 0), 1.8 * (lately.map(\.weight).max() ?? 0))
    }

    /// The longest that a silence is measured by, seconds: in that quarter it may have been normal all the same.
    func longest(at now: Date) -> TimeInterval {
        let lately = gaps.filter { $0.stoodOut && !$0.isClosing && now.timeIntervalSince($0.to) < Self.quarter }
        return max(longestNormal, lately.map(\.duration).max() ?? 0)
    }

    private static let quarter: TimeInterval = 92 * 86_400

    /// Seconds; 0 while there is none.
    var longestNormal: TimeInterval { gaps.filter { !$0.stoodOut }.map(\.duration).max() ?? 0 }

    mutating func add(_ gap: Gap) {
        let known = (gaps + [gap]).filter {
            gap.to.timeIntervalSince($0.to) < ($0.isClosing ? Self.year + 60 * 86_400 : 365 * 86_400)
        }
        let weightiest = known.sorted { $0.weight > $1.weight }.prefix(4)
        let longest = known.filter { !$0.stoodOut }.sorted { $0.duration > $1.duration }.prefix(2)
        let closings = known.filter(\.isClosing).suffix(4)
        gaps = known.filter { weightiest.contains($0) || longest.contains($0) || closings.contains($0) }
    }

    /// Until when a silence that begins now is expected: to the end of a closing a year ago that began at this time of the
    /// year, and a week more, for holidays are not taken to the day. nil when there was none.
    func closedUntil(from begin: Date) -> Date? {
        gaps.filter(\.isClosing).filter { abs(begin.timeIntervalSince($0.from + Self.year)) <= 10 * 86_400 }
            .map { $0.to + Self.year + 7 * 86_400 }.max()
    }

    /// Fifty-two weeks, so that weekdays agree.
    private static let year: TimeInterval = 364 * 86_400
}

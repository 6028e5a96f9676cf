public import Foundation

/// When one source is wont to be heard of: learned from its own arrivals by hour and day of the week, a fixed few numbers
/// however long it has been heard of.
///
/// A silence is measured in *weight*: each hour weighs as much as it is unusual that nothing comes in it, the negative
/// logarithm of the share of weeks in which nothing came. Nights and weekends of an office weigh nothing, and at a busy
/// hospital a few hours weigh more than a week at a partner who writes twice a month. A silence stands out when its weight
/// is beyond what chance explains and beyond what was normal (Docs/Decisions/0018).
public struct TrafficRhythm: Sendable, Equatable, Codable {
    public private(set) var first: Date
    /// The last arrival.
    public private(set) var last: Date
    private var hours = Habit(parts: WeekHour.count)
    private var days = Habit(parts: 7)
    private var gaps = RememberedGaps()

    public init(first: Date) {
        self.first = first
        last = first
        let hour = WeekHour(Self.hour(first))
        hours.note(hour.slot, isActive: true)
        days.note(WeekHour.weekday(hour.day), isActive: true)
    }

    /// Learns from an arrival. One that is not later than the last changes nothing.
    public mutating func arrive(at now: Date) {
        guard now > last else { return }
        if Self.hour(now) > Self.hour(last) {
            let gap = gap(until: now)
            learn(upTo: Self.hour(now), skipping: gap.stoodOut)
            gaps.add(gap)
        }
        last = now
    }

    /// The silence since the last arrival, when it stands out; nil while it is usual or too little is known.
    public func silence(at now: Date) -> Silence? {
        let begin = max(last, gaps.closedUntil(from: last) ?? last)
        guard now > begin, standsOut(weight(from: begin, to: now), lasting: now.timeIntervalSince(begin)) else {
            return nil
        }
        return Silence(since: last, longestNormal: gaps.longestNormal)
    }

    // MARK: - What stands out

    /// Weeks and arrivals from which a rhythm can be told.
    private static let leastSpan: TimeInterval = 28 * 86_400
    private static let leastArrivals = 10.0

    private func standsOut(_ weight: Double, lasting duration: TimeInterval) -> Bool {
        guard last.timeIntervalSince(first) >= Self.leastSpan, hours.active.reduce(0, +) >= Self.leastArrivals else {
            return false
        }
        if weight > limit { return true }
        // Whatever it weighs: nearly twice as long as ever before, and not just a string of holidays.
        return duration > 1.9 * gaps.longest(at: last) && weight > 0.5 * chance
    }

    /// Were arrivals due to chance alone, a gap of weight w would follow one with probability e^-w: the longest of them
    /// weighs as much as the logarithm of their number.
    private var chance: Double { log(hours.active.reduce(1, +)) }

    /// The weight from which on a silence stands out. Real arrivals are less even than chance, which is learned.
    private var limit: Double { max(chance + 2.5, gaps.weightToBeat(at: last)) }

    private func gap(until now: Date) -> RememberedGaps.Gap {
        let (weight, duration) = (weight(from: last, to: now), now.timeIntervalSince(last))
        // One that stood out teaches, but no single one of any length that the next must weigh far more.
        let (most, stoodOut) = (1.6 * limit, standsOut(weight, lasting: duration))
        let isFarOut = weight > most && duration > max(5 * 86_400, 2.5 * gaps.longestNormal)
        return RememberedGaps.Gap(
            from: last, to: now, weight: min(weight, most), stoodOut: stoodOut, isClosing: stoodOut && isFarOut)
    }

    // MARK: - Weight

    /// By hours or by days, whichever says more: some send through the day, others all at once some time in the night.
    private func weight(from begin: Date, to now: Date) -> Double {
        // Sixty days are looked at, and no more.
        let end = min(now, begin + 60 * 86_400)
        return max(hourly(begin, end), daily(begin, end))
    }

    private func hourly(_ begin: Date, _ end: Date) -> Double {
        (Self.hour(begin)...Self.hour(end)).reduce(0) { sum, hour in
            let start = Double(hour) * 3_600
            let from = max(begin.timeIntervalSince1970, start)
            let to = min(end.timeIntervalSince1970, start + 3_600)
            return sum + hours.weight(WeekHour(hour).slot) * max(0, to - from) / 3_600
        }
    }

    private func daily(_ begin: Date, _ end: Date) -> Double {
        let (first, last) = (WeekHour(Self.hour(begin)), WeekHour(Self.hour(end)))
        guard last.day > first.day else { return 0 }
        let whole = ((first.day + 1)..<last.day).reduce(0) { $0 + days.weight(WeekHour.weekday($1)) }
        let today = WeekHour.weekday(last.day)
        let usual = hours.active[(today * 24)..<(today * 24 + 24)]
        let passed = usual.prefix(last.hour).reduce(0, +) / max(usual.reduce(0, +), 1)
        return whole + days.weight(today, passed: min(passed, 1))
    }

    // MARK: - Learning

    /// - Parameter skipping: whether the time since the last arrival was no part of the rhythm, which would fade with it.
    private mutating func learn(upTo end: Int, skipping: Bool) {
        let begin = Self.hour(last)
        let (before, now) = (WeekHour(begin), WeekHour(end))
        if !skipping {
            for hour in (begin + 1)..<end { hours.note(WeekHour(hour).slot, isActive: false) }
            for day in (before.day + 1)..<max(before.day + 1, now.day) {
                days.note(WeekHour.weekday(day), isActive: false)
            }
        }
        hours.note(now.slot, isActive: true)
        if now.day > before.day { days.note(WeekHour.weekday(now.day), isActive: true) }
    }

    private static func hour(_ date: Date) -> Int { Int((date.timeIntervalSince1970 / 3_600).rounded(.down)) }
}

/// A silence that stands out.
public struct Silence: Sendable, Equatable, Codable {
    /// The last arrival.
    public let since: Date
    /// The longest that has passed between two arrivals in a year without standing out, seconds.
    public let longestNormal: TimeInterval

    public init(since: Date, longestNormal: TimeInterval) {
        self.since = since
        self.longestNormal = longestNormal
    }
}

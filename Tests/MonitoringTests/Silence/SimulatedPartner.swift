import Foundation
import OsloCalendar

/// A partner whose traffic over years is drawn from a seed: how many come in each hour, uneven as real traffic is.
struct SimulatedPartner {
    enum Kind: String, CaseIterable {
        /// Day and night, and more by day.
        case busyHospital
        /// Weekdays 8 to 15, with days off and quieter holidays.
        case smallOffice
        /// As `smallOffice`, and closed for three to four weeks in July.
        case closedInJuly
        /// Three messages a week, on weekdays.
        case threeAWeek
        /// All that a night has gathered, at once, some time between two and five.
        case nightlyBatch
        /// Every day of the week, 7 to 22.
        case homeCare
    }

    let kind: Kind
    private var generator: SeededGenerator

    init(_ kind: Kind, seed: UInt64) {
        self.kind = kind
        generator = SeededGenerator(seed: seed)
    }

    /// Moments at which something comes, in order; at most a few for each hour, which tells as much as all.
    mutating func arrivals(from first: CivilDate, days: Int) -> [Date] {
        var found: [Date] = []
        var closing: ClosedRange<CivilDate>?
        var year = 0
        for number in 0..<days {
            let day = first.adding(days: number)
            if day.year != year {
                year = day.year
                closing = julyClosing(year)
            }
            if kind == .closedInJuly, closing?.contains(day) == true { continue }
            // Some days are busier than others, and on a few nobody is there.
            var level = exp(gaussian() * (kind == .busyHospital ? 0.25 : 0.45)) * season(day)
            if [.smallOffice, .closedInJuly].contains(kind), uniform() < 0.015 { level = 0 }
            if kind == .nightlyBatch {
                guard day.weekday < 6, !day.isNorwegianHoliday, uniform() > 0.01 else { continue }
                found.append(OsloTime.instant(of: day, hour: 2) + uniform() * 3 * 3_600)
                continue
            }
            for hour in 0..<24 {
                let count = min(poisson(rate(day, hour) * level), 3)
                let start = OsloTime.instant(of: day, hour: hour)
                found += (0..<count).map { _ in start + uniform() * 3_599 }.sorted()
            }
        }
        return found.sorted()
    }

    private mutating func julyClosing(_ year: Int) -> ClosedRange<CivilDate> {
        let start = CivilDate(mondayOfWeek: 28, year: year).adding(days: uniform() < 0.3 ? 7 : 0)
        return start...start.adding(days: uniform() < 0.5 ? 20 : 27)
    }

    /// Holidays of schools and offices are quieter.
    private func season(_ day: CivilDate) -> Double {
        if day.month == 7 { return 0.6 }
        if day.month == 12, day.day >= 23 { return 0.5 }
        let toEaster = CivilDate.easterSunday(day.year).daysSince1970 - day.daysSince1970
        return (4...6).contains(toEaster) ? 0.6 : 1
    }

    /// How many come in an hour on an average day.
    private func rate(_ day: CivilDate, _ hour: Int) -> Double {
        let isFree = day.weekday > 5 || day.isNorwegianHoliday
        switch kind {
        case .busyHospital: return (7..<17).contains(hour) ? (isFree ? 6 : 40) : (isFree ? 2 : 4)
        case .smallOffice, .closedInJuly: return !isFree && (8..<15).contains(hour) ? 2 : 0
        case .threeAWeek: return !isFree && (8..<16).contains(hour) ? 3.0 / 40 : 0
        case .nightlyBatch: return 0
        case .homeCare: return (7..<22).contains(hour) ? (isFree ? 0.5 : 1) : 0
        }
    }

    // MARK: - Chance

    mutating func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }

    private mutating func gaussian() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    private mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        // More than three tell no more; see `arrivals`.
        if mean > 12 { return 3 }
        let (limit, most) = (exp(-mean), 12)
        var (count, product) = (0, uniform())
        while product > limit, count < most {
            count += 1
            product *= uniform()
        }
        return count
    }
}

/// The same numbers for the same seed, on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

public import Foundation

/// Norwegian civil time, by the rule of directive 2000/84/EC: one hour ahead of UTC, two from the last Sunday in March
/// to the last Sunday in October, both at 01:00 UTC.
///
/// Worked out here, so that a deadline never depends on which time zone tables a machine has.
public enum OsloTime {
    /// Seconds to add to UTC at an instant, given as seconds since 1970.
    public static func offset(atUTC seconds: Int) -> Int {
        let year = CivilDate(daysSince1970: floorDivide(seconds, 86_400)).year
        let isSummer = (start(month: 3, year: year)..<start(month: 10, year: year)).contains(seconds)
        return isSummer ? 7_200 : 3_600
    }

    /// The instant of a civil time given as seconds since 1970-01-01T00:00 on the Norwegian clock.
    ///
    /// The hour that occurs twice in October means its first occurrence; the hour that is skipped in March is read on
    /// the clock as it was before.
    public static func instant(ofLocal seconds: Int) -> Int {
        let summer = seconds - 7_200
        if offset(atUTC: summer) == 7_200 { return summer }
        return seconds - 3_600
    }

    /// The day it is in Norway at an instant.
    public static func day(at instant: Date) -> CivilDate {
        let utc = Int(instant.timeIntervalSince1970.rounded(.down))
        return CivilDate(daysSince1970: floorDivide(utc + offset(atUTC: utc), 86_400))
    }

    /// The instant at which the Norwegian clock shows an hour and a minute on a day; see `instant(ofLocal:)` for the
    /// two nights when it is turned.
    public static func instant(of day: CivilDate, hour: Int = 0, minute: Int = 0) -> Date {
        let local = day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60
        return Date(timeIntervalSince1970: Double(instant(ofLocal: local)))
    }

    /// `2026-11-27 16:10`: the day and the minute in Norway at an instant.
    public static func text(at instant: Date) -> String {
        let utc = Int(instant.timeIntervalSince1970.rounded(.down))
        let day = day(at: instant)
        let minutes = (utc + offset(atUTC: utc) - day.daysSince1970 * 86_400) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// 01:00 UTC on the last Sunday of a month with 31 days.
    private static func start(month: Int, year: Int) -> Int {
        let lastDay = CivilDate(unchecked: year, month, 31)
        return (lastDay.daysSince1970 - lastDay.weekday % 7) * 86_400 + 3_600
    }
}

import Foundation

/// Norwegian civil time, by the rule of directive 2000/84/EC: one hour ahead of UTC, two from the last Sunday in March
/// to the last Sunday in October, both at 01:00 UTC.
///
/// Worked out here, so that a deadline never depends on which time zone tables a machine has.
enum OsloTime {
    /// Seconds to add to UTC at an instant, given as seconds since 1970.
    static func offset(atUTC seconds: Int) -> Int {
        let year = CivilDate(daysSince1970: floorDivide(seconds, 86_400)).year
        let isSummer = (start(month: 3, year: year)..<start(month: 10, year: year)).contains(seconds)
        return isSummer ? 7_200 : 3_600
    }

    /// The instant of a civil time given as seconds since 1970-01-01T00:00 on the Norwegian clock.
    ///
    /// The hour that occurs twice in October means its first occurrence; the hour that is skipped in March is read on
    /// the clock as it was before.
    static func instant(ofLocal seconds: Int) -> Int {
        let summer = seconds - 7_200
        if offset(atUTC: summer) == 7_200 { return summer }
        return seconds - 3_600
    }

    /// 01:00 UTC on the last Sunday of a month with 31 days.
    private static func start(month: Int, year: Int) -> Int {
        let lastDay = CivilDate(year: year, month: month, day: 31).daysSince1970
        // 1970-01-01 was a Thursday, so day 3 was a Sunday.
        let daysAfterSunday = (lastDay - 3) % 7
        return (lastDay - daysAfterSunday) * 86_400 + 3_600
    }
}

/// A date in the Gregorian calendar, without a clock.
struct CivilDate: Equatable {
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(daysSince1970 days: Int) {
        // Years are counted from 1 March, so that the leap day is the last of a year; eras of 400 years repeat.
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whether there is such a day.
    var exists: Bool { (1...12).contains(month) && day >= 1 && CivilDate(daysSince1970: daysSince1970) == self }
}

private func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
    dividend >= 0 ? dividend / divisor : -((divisor - 1 - dividend) / divisor)
}

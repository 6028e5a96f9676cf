extension CivilDate {
    /// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher's rule), 1583 and later.
    public static func easterSunday(_ year: Int) -> CivilDate {
        let (golden, century, inCentury) = (year % 19, year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * toSunday) / 451
        let days = epact + toSunday - 7 * late + 114
        return CivilDate(unchecked: year, days / 31, days % 31 + 1)
    }

    /// Whether it is a public holiday in Norway that may fall on any day of the week (lov 24.2.1995 nr. 12 § 2, lov
    /// 26.4.1947 nr. 1 § 1): Sundays themselves are not told of.
    public var isNorwegianHoliday: Bool {
        switch (month, day) {
        case (1, 1), (5, 1), (5, 17), (12, 25), (12, 26): return true
        default: break
        }
        // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday.
        let fromEaster = daysSince1970 - CivilDate.easterSunday(year).daysSince1970
        return [-3, -2, 0, 1, 39, 49, 50].contains(fromEaster)
    }
}

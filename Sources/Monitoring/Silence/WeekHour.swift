import OsloCalendar

/// An hour of the Norwegian week, 0 for Monday 00–01 to 167 for Sunday 23–24.
///
/// Public holidays and the two eves on which nothing is open count as Sundays.
struct WeekHour {
    static let count = 168

    /// Days since 1970 on the Norwegian calendar.
    let day: Int
    /// 0 to 23, on the Norwegian clock.
    let hour: Int

    /// - Parameter hour: hours since 1970 in UTC. Norway's clock is whole hours ahead, so its hours begin with these.
    init(_ hour: Int) {
        let local = hour + OsloTime.offset(atUTC: hour * 3_600) / 3_600
        day = local >= 0 ? local / 24 : (local - 23) / 24
        self.hour = local - day * 24
    }

    var slot: Int { Self.weekday(day) * 24 + hour }

    /// 0 for what counts as Monday to 6 for what counts as Sunday.
    static func weekday(_ day: Int) -> Int {
        let date = CivilDate(daysSince1970: day)
        let isEve = date.month == 12 && (date.day == 24 || date.day == 31)
        return (isEve || date.isNorwegianHoliday ? 7 : date.weekday) - 1
    }
}

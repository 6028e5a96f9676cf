public import Foundation
public import OsloCalendar
public import Texts

/// Days and moments as a reader in Norway writes them.
public enum PageTime {
    /// `15.01.2027`, in English `15 January 2027`.
    public static func day(_ day: CivilDate, _ language: Language) -> String {
        guard language == .en else { return "\(pair(day.day)).\(pair(day.month)).\(day.year)" }
        return "\(day.day) \(months[day.month - 1]) \(day.year)"
    }

    public static func day(of date: Date, _ language: Language) -> String { day(OsloTime.day(at: date), language) }

    /// `15.01.2027 kl. 08.00`, in English `15 January 2027 at 08:00`; the Norwegian clock.
    public static func moment(_ date: Date, _ language: Language) -> String {
        let day = OsloTime.day(at: date)
        return self.day(day, language) + (language == .en ? " at " : " kl. ") + clock(date, language)
    }

    /// `15.01.2027 kl. 08.00.12`: for what happens within a minute.
    public static func exact(_ date: Date, _ language: Language) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) % 60
        return moment(date, language) + (language == .en ? ":" : ".") + pair(seconds)
    }

    /// `08.00`, in English `08:00`; the Norwegian clock.
    public static func clock(_ date: Date, _ language: Language) -> String {
        let utc = Int(date.timeIntervalSince1970.rounded(.down))
        let minutes = ((utc + OsloTime.offset(atUTC: utc)) % 86_400 + 86_400) % 86_400 / 60
        let (hour, minute) = (pair(minutes / 60), pair(minutes % 60))
        return language == .en ? "\(hour):\(minute)" : "\(hour).\(minute)"
    }

    private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

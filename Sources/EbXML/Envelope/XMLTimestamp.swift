public import Foundation

/// xs:dateTime as envelopes and agreements write it (ISO 8601).
public enum XMLTimestamp {
    /// Writes a moment in UTC with whole seconds: `2026-11-21T09:30:00Z` (HITS 1171 5.2.3.1).
    public static func write(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let days = floorDivide(seconds, 86_400)
        let clock = seconds - days * 86_400
        let (year, month, day) = civil(fromDays: days)
        let fields = [clock / 3_600, clock / 60 % 60, clock % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(fields)Z"
    }

    /// Reads a moment, fractions of a second included; nil when it is no dateTime.
    ///
    /// A time without zone, which the profile does not allow, is taken as UTC and reported by `hasZone == false`.
    public static func read(_ text: some StringProtocol) -> (date: Date, hasZone: Bool)? {
        var scanner = Scanner(bytes: Array(text.utf8))
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
            let day = scanner.digits(2), scanner.take("T"), let hour = scanner.digits(2), scanner.take(":"),
            let minute = scanner.digits(2), scanner.take(":"), let second = scanner.digits(2)
        else { return nil }
        let fraction = scanner.take(".") ? scanner.fraction() : 0
        guard let fraction, let zone = scanner.zone(), scanner.isAtEnd, (1...12).contains(month),
            (1...daysIn(month, of: year)).contains(day), hour <= 23 || (hour == 24 && minute + second == 0),
            minute <= 59, second <= 60
        else { return nil }
        let wholeSeconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
        let offset = zone.offset ?? 0
        return (Date(timeIntervalSince1970: Double(wholeSeconds - offset) + fraction), zone.offset != nil)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func daysIn(_ month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func floorDivide(_ value: Int, _ by: Int) -> Int {
        value >= 0 ? value / by : -((by - 1 - value) / by)
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth + (marchMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

/// Reads fixed fields of a dateTime from its bytes.
private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard bytes.count - position >= count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += count
        return value
    }

    mutating func fraction() -> Double? {
        var value = 0.0
        var weight = 0.1
        let start = position
        while position < bytes.count, (48...57).contains(bytes[position]), position - start < 20 {
            value += Double(bytes[position] - 48) * weight
            weight /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    /// The offset in seconds, nil inside when none is written; nil outside when it is malformed.
    mutating func zone() -> (offset: Int?, Void)? {
        if isAtEnd { return (nil, ()) }
        if take("Z") { return (0, ()) }
        let sign = take("-") ? -1 : take("+") ? 1 : 0
        guard sign != 0, let hours = digits(2), take(":"), let minutes = digits(2), hours <= 14, minutes <= 59
        else { return nil }
        return (sign * (hours * 3_600 + minutes * 60), ())
    }
}

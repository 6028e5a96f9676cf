public import Foundation
import OsloCalendar

/// A point in time as a message states it (`xs:dateTime`, or `xs:date` where the type allows), and what it means.
///
/// Without a zone it is Norwegian time, as messages have always been written.
public struct HealthTime: Sendable, Equatable {
    /// As the sender wrote it, white space trimmed.
    public let text: String
    public let date: Date
    /// Whether the sender gave a zone.
    public let hasZone: Bool

    /// Reads `2026-11-21T10:15:30`, with fractions, `Z` or an offset if given, or `2026-11-21`; nil for anything else.
    public init?(_ written: some StringProtocol) {
        var scanner = TimeScanner(written.utf8)
        guard let seconds = scanner.dateAndTime(), let zone = scanner.zone(), scanner.isAtEnd else { return nil }
        text = String(decoding: scanner.all, as: UTF8.self)
        hasZone = zone.isGiven
        let instant = zone.isGiven ? seconds.whole - zone.offset : OsloTime.instant(ofLocal: seconds.whole)
        date = Date(timeIntervalSince1970: Double(instant) + seconds.fraction)
    }

    /// An instant, written on the Norwegian clock with its offset, to the second.
    public init(_ instant: Date) {
        let utc = Int(instant.timeIntervalSince1970.rounded(.down))
        let offset = OsloTime.offset(atUTC: utc)
        let day = OsloTime.day(at: instant)
        let clock = utc + offset - day.daysSince1970 * 86_400
        let parts = [clock / 3_600, clock / 60 % 60, clock % 60].map(Self.twoDigits)
        text = "\(day)T\(parts[0]):\(parts[1]):\(parts[2])+0\(offset / 3_600):00"
        date = Date(timeIntervalSince1970: Double(utc))
        hasZone = true
    }

    /// The text as `xs:dateTime`, midnight when only a date was given.
    public var dateTimeText: String { text.utf8.count == 10 ? "\(text)T00:00:00" : text }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Reads the parts of a written time from left to right.
private struct TimeScanner {
    /// What is read, without white space around it.
    let all: ArraySlice<UInt8>
    private var rest: ArraySlice<UInt8>

    init(_ written: some Sequence<UInt8>) {
        let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        var trimmed = ArraySlice(Array(written)).drop(while: isSpace)
        while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
        all = trimmed
        rest = trimmed
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Seconds since 1970 on the clock that is meant, and a fraction below one.
    mutating func dateAndTime() -> (whole: Int, fraction: Double)? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        let midnight = date.daysSince1970 * 86_400
        guard skip("T") else { return (midnight, 0) }
        guard let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
            minute < 60, second < 60, hour < 24 || (hour == 24 && minute == 0 && second == 0)
        else { return nil }
        guard let fraction = fraction() else { return nil }
        return (midnight + hour * 3_600 + minute * 60 + second, fraction)
    }

    mutating func zone() -> (offset: Int, isGiven: Bool)? {
        if skip("Z") { return (0, true) }
        let sign = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0 else { return (0, false) }
        guard let hours = number(2), skip(":"), let minutes = number(2), hours <= 14, minutes < 60 else { return nil }
        return (sign * (hours * 3_600 + minutes * 60), true)
    }

    /// Zero when there is none; nil for a point without digits.
    private mutating func fraction() -> Double? {
        guard skip(".") else { return 0 }
        let digits = rest.prefix { (48...57).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : digits.reversed().reduce(0) { ($0 + Double($1 - 48)) / 10 }
    }

    private mutating func number(_ digits: Int) -> Int? {
        let bytes = rest.prefix(digits)
        guard bytes.count == digits, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(digits)
        return bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

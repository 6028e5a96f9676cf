public import Foundation
import OsloCalendar

/// Moments as people write them on a deviation: by the Norwegian clock.
public enum DeviationMoment {
    /// `2026-11-30 14:05`: read back by `read`.
    public static func text(_ moment: Date) -> String { OsloTime.text(at: moment) }

    /// Reads `2026-11-30 14:05`, `30.11.2026 14.05`, `30.11.2026 kl. 14.05`, a day alone for its beginning, and RFC 3339; nil for
    /// anything else.
    public static func read(_ text: String) -> Date? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        if let exact = try? Date(trimmed, strategy: .iso8601) { return exact }
        let words = trimmed.replacing("T", with: " ").split(separator: " ").filter { $0 != "kl." && $0 != "kl" }
        guard let first = words.first, words.count <= 2, let day = day(first) else { return nil }
        guard words.count == 2 else { return OsloTime.instant(of: day) }
        let parts = words[1].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard parts.count == 2, let hour = number(parts[0], below: 24), let minute = number(parts[1], below: 60) else {
            return nil
        }
        return OsloTime.instant(of: day, hour: hour, minute: minute)
    }

    private static func day(_ text: Substring) -> CivilDate? {
        if let day = CivilDate(text) { return day }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4, let day = number(parts[0], below: 32),
            let month = number(parts[1], below: 13), let year = number(parts[2], below: 10_000)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ text: Substring, below limit: Int) -> Int? {
        guard !text.isEmpty, text.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text).flatMap { $0 < limit ? $0 : nil }
    }
}

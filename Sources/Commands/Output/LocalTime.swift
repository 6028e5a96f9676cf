package import Foundation

/// Times as people read them: in Norway, whatever the machine's own zone is.
package enum LocalTime {
    package static let zone = TimeZone(identifier: "Europe/Oslo") ?? .gmt

    /// `21.11.2026 10:32:07`.
    package static func text(_ date: Date) -> String { format("dd.MM.yyyy HH:mm:ss", date) }

    /// `21.11.2026`.
    package static func day(_ date: Date) -> String { format("dd.MM.yyyy", date) }

    /// Reads `2026-03-01`, `2026-03-01T08:00` and RFC 3339; nil for anything else.
    package static func date(_ text: String) -> Date? {
        if let date = try? Date(text, strategy: .iso8601) { return date }
        for pattern in ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"] {
            let formatter = formatter(pattern)
            formatter.isLenient = false
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }

    /// The last second of a day, for what is allowed until it.
    package static func endOfDay(_ date: Date) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let start = calendar.startOfDay(for: date)
        return (calendar.date(byAdding: .day, value: 1, to: start) ?? start + 86_400) - 1
    }

    private static func format(_ pattern: String, _ date: Date) -> String { formatter(pattern).string(from: date) }

    private static func formatter(_ pattern: String) -> DateFormatter {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = pattern
        return formatter
    }
}

import Foundation

/// Times are stored as whole microseconds since 1970, so they compare and sort as numbers.
extension Date {
    /// Rounded to the microsecond; times beyond 290 000 years are taken as that.
    var microseconds: Int64 {
        let value = (timeIntervalSince1970 * 1_000_000).rounded()
        guard value.isFinite else { return value == .infinity ? .max : .min }
        return Int64(exactly: value) ?? (value > 0 ? .max : .min)
    }

    init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    /// The same time as a store gives it back.
    var asStored: Date { Date(microseconds: microseconds) }
}

extension UUID {
    /// Takes 16 bytes; nil for any other number of them.
    init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}

/// Closed key-value details are stored as JSON with sorted keys, so equal details are equal text.
enum Detail {
    static func text(_ detail: [String: String]) throws -> String {
        guard !detail.isEmpty else { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }

    static func read(_ text: String) -> [String: String]? {
        guard text != "{}" else { return [:] }
        return try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}

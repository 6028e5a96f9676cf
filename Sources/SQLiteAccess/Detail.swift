import Foundation

/// Closed key-value details are stored as JSON with sorted keys, so equal details are equal text.
package enum Detail {
    package static func text(_ detail: [String: String]) throws -> String {
        guard !detail.isEmpty else { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }

    package static func read(_ text: String) -> [String: String]? {
        guard text != "{}" else { return [:] }
        return try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}

import Foundation

/// JSON as commands print it: one line, keys in order, times in UTC, `schemaVersion` beside the value's own keys.
package enum JSONLine {
    package static let schemaVersion = 1

    /// - Parameter dryRun: for a changing command, whether it only looked; nil for one that never changes anything.
    package static func text(_ value: some Encodable, dryRun: Bool? = nil) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Versioned(value: value, dryRun: dryRun)), as: UTF8.self)
    }

    /// A value that encodes as an object, with these keys more.
    private struct Versioned<Value: Encodable>: Encodable {
        enum Key: String, CodingKey { case schemaVersion, dryRun }
        let value: Value
        let dryRun: Bool?

        func encode(to encoder: any Encoder) throws {
            try value.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(schemaVersion, forKey: .schemaVersion)
            try container.encodeIfPresent(dryRun, forKey: .dryRun)
        }
    }
}

import Foundation

/// JSON as commands print it: one line, keys in order, times in UTC, `schemaVersion` beside the value's own keys.
enum JSONLine {
    static let schemaVersion = 1

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Versioned(value: value)), as: UTF8.self)
    }

    /// A value that encodes as an object, with one key more.
    private struct Versioned<Value: Encodable>: Encodable {
        enum Key: String, CodingKey { case schemaVersion }
        let value: Value

        func encode(to encoder: any Encoder) throws {
            try value.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(schemaVersion, forKey: .schemaVersion)
        }
    }
}

import Foundation

/// eb:Description in the header, which shall be JSON about the sending system (HITS 1210 6.2.2), read once.
struct SubjectDescription: Sendable, Equatable {
    enum Field: Sendable, Equatable {
        case missing
        case text(String)
        /// A number, an object, or anything else that is no text.
        case other
    }

    let system: Field
    let version: Field

    init(_ text: String) {
        let object =
            text.utf8.count <= SystemDescription.readLimit
            ? try? JSONSerialization.jsonObject(with: Data(text.utf8)) : nil
        let values = object as? [String: Any] ?? [:]
        system = Self.field(values["MSH-system"])
        version = Self.field(values["MSH-versjon"])
    }

    private static func field(_ value: Any?) -> Field {
        guard let value else { return .missing }
        return (value as? String).map { .text($0.trimmed) } ?? .other
    }
}

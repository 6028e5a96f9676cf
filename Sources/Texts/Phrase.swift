/// The same sentence in the three languages. `{name}` stands for a value that is filled in.
public struct Phrase: Sendable, Equatable {
    public let nb: String
    public let nn: String
    public let en: String

    public init(_ nb: String, _ nn: String, _ en: String) {
        self.nb = nb
        self.nn = nn
        self.en = en
    }

    /// The sentence in one language, with values filled in; a value that is missing reads as a dash.
    public func text(_ language: Language, values: [String: String] = [:]) -> String {
        let template =
            switch language {
            case .nb: nb
            case .nn: nn
            case .en: en
            }
        return Self.fill(template, values)
    }

    /// All three, keyed by the language's code, as files beside a message carry them.
    public func texts(values: [String: String] = [:]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, text($0, values: values)) })
    }

    private static func fill(_ template: String, _ values: [String: String]) -> String {
        guard template.contains("{") else { return template }
        var filled = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            filled += values[String(rest[rest.index(after: open)..<close])] ?? "–"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

/// What a page's model is made of: text, which is always escaped, and ways to put text together.
///
/// The model is data and nothing else, so that no value can bring templates or code with it.
public enum PageValue: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    case text(String)
    case flag(Bool)
    case list([PageValue])
    case fields([String: PageValue])

    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }

    /// As the template library takes it.
    var rendered: Any {
        switch self {
        case .text(let text): Self.separated(text)
        case .flag(let flag): flag
        case .list(let list): list.map(\.rendered)
        case .fields(let fields): fields.mapValues(\.rendered)
        }
    }

    /// The library escapes by characters as people see them, and does not know a `"` that carries a combining mark or
    /// follows a prefixed sign; browsers read by code points. A zero-width space takes the two apart.
    static func separated(_ text: String) -> String {
        guard text.contains(where: { $0.unicodeScalars.count > 1 && $0.unicodeScalars.contains(where: isMarkup) })
        else { return text }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isMarkup(scalar) { output += [zeroWidthSpace, scalar, zeroWidthSpace] } else { output.append(scalar) }
        }
        return String(output)
    }

    private static let zeroWidthSpace: Unicode.Scalar = "\u{200B}"

    private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool { "<>&\"'".unicodeScalars.contains(scalar) }
}

/// What a template shows: from a value of its own that a handler fills in.
public protocol PageView: Sendable {
    var value: PageValue { get }
}

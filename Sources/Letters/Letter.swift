/// The words of a mail before they are set: plain text, and simple HTML of the same.
public struct Letter: Sendable, Equatable {
    /// A piece of the body.
    public enum Block: Sendable, Equatable {
        case paragraph(String)
        /// Alone on its line, so that it can be copied (I-059).
        case link(String)
        /// Name and value, each pair on a line.
        case facts([Fact])
    }

    public struct Fact: Sendable, Equatable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public let subject: String
    private let language: String
    private let blocks: [Block]

    /// - Parameters:
    ///   - language: as `html lang` has it.
    ///   - subject: made into one line.
    public init(language: String, subject: String, blocks: [Block]) {
        self.language = language
        self.subject = Self.oneLine(subject)
        self.blocks = blocks
    }

    public var plain: String {
        let texts = blocks.map { block in
            switch block {
            case .paragraph(let text): text
            case .link(let address): "  \(address)"
            case .facts(let facts): facts.map { "  \($0.name): \($0.value)" }.joined(separator: "\n")
            }
        }
        return texts.joined(separator: "\n\n") + "\n"
    }

    /// No script, no picture, nothing that is fetched: a mail that is opened tells nobody (I-051).
    public var html: String {
        let body = blocks.map { block in
            switch block {
            case .paragraph(let text): "<p>\(Self.escaped(text))</p>"
            case .link(let address): "<p><a href=\"\(Self.escaped(address))\">\(Self.escaped(address))</a></p>"
            case .facts(let facts):
                "<table>"
                    + facts.map {
                        "<tr><th scope=\"row\" align=\"left\">\(Self.escaped($0.name))</th>"
                            + "<td>\(Self.escaped($0.value))</td></tr>"
                    }.joined() + "</table>"
            }
        }
        return "<!DOCTYPE html>\n<html lang=\"\(language)\"><head><meta charset=\"utf-8\">"
            + "<title>\(Self.escaped(subject))</title></head>\n<body>\n" + body.joined(separator: "\n")
            + "\n</body></html>\n"
    }

    // MARK: - Words of strangers

    /// What someone else wrote, such as a name, made fit for a mail: one line, at most 100 characters, and no run of six
    /// digits or more, since such a run may be an identity number.
    public static func foreign(_ text: String) -> String {
        var result = ""
        var digits = ""
        for character in oneLine(text).prefix(100) {
            if character.isNumber {
                digits.append(character)
                continue
            }
            result += digits.count < 6 ? digits : "…"
            digits = ""
            result.append(character)
        }
        return result + (digits.count < 6 ? digits : "…")
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// Controls, line separators and marks that turn the writing direction.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        default: false
        }
    }

    /// By code points, as browsers read: a mark that carries a combining sign is one all the same.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

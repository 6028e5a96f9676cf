/// The words of a mail, before they are set as plain text and as HTML.
struct MailText: Sendable, Equatable {
    /// A piece of the body.
    enum Block: Sendable, Equatable {
        case paragraph(String)
        /// Name and value, each pair on a line.
        case facts([Fact])
    }

    struct Fact: Sendable, Equatable {
        let name: String
        let value: String
    }

    let language: RegisterLanguage
    let subject: String
    let blocks: [Block]

    /// - Parameter subject: made into one line.
    init(language: RegisterLanguage, subject: String, blocks: [Block]) {
        self.language = language
        self.subject = Self.oneLine(subject)
        self.blocks = blocks
    }

    var plain: String {
        let texts = blocks.map { block in
            switch block {
            case .paragraph(let text): text
            case .facts(let facts): facts.map { "  \($0.name): \($0.value)" }.joined(separator: "\n")
            }
        }
        return texts.joined(separator: "\n\n") + "\n"
    }

    /// No script, no picture, nothing that is fetched: a mail that is opened tells nobody (I-051).
    var html: String {
        let body = blocks.map { block in
            switch block {
            case .paragraph(let text): "<p>\(Self.escaped(text))</p>"
            case .facts(let facts):
                "<table>"
                    + facts.map {
                        "<tr><th scope=\"row\" align=\"left\">\(Self.escaped($0.name))</th>"
                            + "<td>\(Self.escaped($0.value))</td></tr>"
                    }.joined() + "</table>"
            }
        }
        return "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
            + "<title>\(Self.escaped(subject))</title></head>\n<body>\n" + body.joined(separator: "\n")
            + "\n</body></html>\n"
    }

    // MARK: - Words of strangers

    /// What someone else wrote, such as a name, made fit for a mail: one line, at most 100 characters, and no run of six
    /// digits or more, since such a run may be an identity number.
    static func foreign(_ text: String) -> String {
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
        String(text.unicodeScalars.map { isControl($0) ? " " : Character($0) })
    }

    /// Controls, line separators and marks that turn the writing direction.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        default: false
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}

/// A sentence in the three languages.
struct Phrase: Sendable, Equatable {
    let bokmål: String
    let nynorsk: String
    let english: String

    init(_ bokmål: String, _ nynorsk: String, _ english: String) {
        self.bokmål = bokmål
        self.nynorsk = nynorsk
        self.english = english
    }

    subscript(language: RegisterLanguage) -> String {
        switch language {
        case .bokmål: bokmål
        case .nynorsk: nynorsk
        case .english: english
        }
    }
}

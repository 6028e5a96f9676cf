/// Reads what `CSVRendering` writes, a line at a time: UTF-8 with a byte order mark, semicolons, CRLF, texts in quotes.
///
/// No text is longer than `FeedbackLimits.characters`, and no line has more fields than `FeedbackLimits.columns`.
/// An apostrophe that keeps a spreadsheet from computing a text is taken off again, so that texts are as they were found.
enum CSVReading {
    /// Not of the form.
    struct Malformed: Error {}
    /// A line or a text is longer than any that is written.
    struct TooMuch: Error {}

    /// What stands in a field, and whether in quotes.
    struct Field {
        let text: String
        let isQuoted: Bool
    }

    /// Hands on each line's fields, the heading first.
    /// - Throws: `Malformed`, `TooMuch`, or what `body` throws.
    static func each(_ octets: [UInt8], _ body: ([String]) throws -> Void) throws {
        try eachLine(octets) { try body($0.map { $0.isQuoted ? unguarded($0.text) : $0.text }) }
    }

    /// Hands on each line's fields as they stand, with the apostrophe that guards a text.
    /// - Throws: `Malformed`, `TooMuch`, or what `body` throws.
    static func eachLine(_ octets: [UInt8], _ body: ([Field]) throws -> Void) throws {
        var rest = octets[...]
        guard rest.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Malformed() }
        rest = rest.dropFirst(3)
        var fields: [Field] = []
        while !rest.isEmpty {
            guard fields.count < FeedbackLimits.columns else { throw TooMuch() }
            fields.append(try field(&rest))
            switch rest.first {
            case UInt8(ascii: ";"): rest = rest.dropFirst()
            case 13 where rest.dropFirst().first == 10:
                rest = rest.dropFirst(2)
                try body(fields)
                fields.removeAll(keepingCapacity: true)
            default: throw Malformed()
            }
        }
        guard fields.isEmpty else { throw Malformed() }
    }

    private static func field(_ rest: inout ArraySlice<UInt8>) throws -> Field {
        guard rest.first == UInt8(ascii: "\"") else {
            let plain = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 13 }
            rest = rest[plain.endIndex...]
            return Field(text: try text(plain), isQuoted: false)
        }
        rest = rest.dropFirst()
        var octets: [UInt8] = []
        while let mark = rest.firstIndex(of: UInt8(ascii: "\"")) {
            octets += rest[..<mark]
            guard octets.count <= longest else { throw TooMuch() }
            rest = rest[(mark + 1)...]
            guard rest.first == UInt8(ascii: "\"") else {
                return Field(text: try text(octets[...]), isQuoted: true)
            }
            octets.append(UInt8(ascii: "\""))
            rest = rest.dropFirst()
        }
        throw Malformed()
    }

    /// Octets of the longest text, with the apostrophe that may stand before it.
    private static let longest = 4 * FeedbackLimits.characters + 1

    private static func text(_ octets: ArraySlice<UInt8>) throws -> String {
        guard octets.count <= longest else { throw TooMuch() }
        guard let text = String(validating: octets, as: UTF8.self) else { throw Malformed() }
        // Scalars, since any number of marks may stand on one letter.
        guard text.unicodeScalars.count <= FeedbackLimits.characters + 1 else { throw TooMuch() }
        return text
    }

    static func unguarded(_ text: String) -> String {
        guard text.first == "'" else { return text }
        let rest = String(text.dropFirst())
        return FormulaGuard.isRisky(rest) ? rest : text
    }
}

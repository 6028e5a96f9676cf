/// Reads what `CSVRendering` writes, a line at a time: UTF-8 with a byte order mark, semicolons, CRLF, texts in quotes.
///
/// An apostrophe that keeps a spreadsheet from computing a text is taken off again, so that texts are as they were found.
enum CSVReading {
    /// Not of the form.
    struct Malformed: Error {}

    /// Hands on each line's fields, the heading first.
    /// - Throws: `Malformed`, or what `body` throws.
    static func each(_ octets: [UInt8], _ body: ([String]) throws -> Void) throws {
        var rest = octets[...]
        guard rest.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Malformed() }
        rest = rest.dropFirst(3)
        var fields: [String] = []
        while !rest.isEmpty {
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

    private static func field(_ rest: inout ArraySlice<UInt8>) throws -> String {
        guard rest.first == UInt8(ascii: "\"") else {
            let plain = rest.prefix { $0 != UInt8(ascii: ";") && $0 != 13 }
            rest = rest[plain.endIndex...]
            return try text(plain)
        }
        rest = rest.dropFirst()
        var octets: [UInt8] = []
        while let mark = rest.firstIndex(of: UInt8(ascii: "\"")) {
            octets += rest[..<mark]
            rest = rest[(mark + 1)...]
            guard rest.first == UInt8(ascii: "\"") else { return unguarded(try text(octets[...])) }
            octets.append(UInt8(ascii: "\""))
            rest = rest.dropFirst()
        }
        throw Malformed()
    }

    private static func text(_ octets: ArraySlice<UInt8>) throws -> String {
        guard let text = String(validating: octets, as: UTF8.self) else { throw Malformed() }
        return text
    }

    private static func unguarded(_ text: String) -> String {
        guard text.first == "'" else { return text }
        let rest = String(text.dropFirst())
        return FormulaGuard.isRisky(rest) ? rest : text
    }
}

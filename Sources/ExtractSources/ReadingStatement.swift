/// The check that a text is one statement that reads, before any database is asked.
///
/// It is the first of three: the databases' own grammar for cursors and statements is the second, and the read-only
/// transaction is the third.
enum ReadingStatement {
    /// - Throws: ``SourceFault`` when the first word is none that begins a query.
    static func check(_ text: String) throws(SourceFault) {
        let word = firstWord(text)
        guard ["select", "with", "values", "("].contains(word) else {
            throw SourceFault(
                .queryRefused, "A query begins with SELECT, WITH or VALUES: the mapping can only read.")
        }
    }

    private static func firstWord(_ text: String) -> String {
        var rest = Substring(text)
        while true {
            rest = rest.drop { $0.isWhitespace }
            if rest.hasPrefix("--") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                guard let end = rest.firstRange(of: "*/") else { return "" }
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("(") {
                return "("
            } else {
                return rest.prefix { $0.isLetter }.lowercased()
            }
        }
    }
}

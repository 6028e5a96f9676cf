/// A statement whose `:name` parameters are `$1`, `$2` and so on, as PostgreSQL takes them.
///
/// What stands in quotes, dollar quotes and comments is left alone, and so is `::` of a cast.
struct NumberedParameters {
    private(set) var text = ""
    /// The names of `$1`, `$2` and so on.
    private(set) var names: [String] = []
    private var rest: Substring

    init(_ statement: String) {
        rest = Substring(statement)
        while let letter = rest.first { step(letter) }
    }

    private mutating func step(_ letter: Character) {
        if rest.hasPrefix("::") { return take(2) }
        if rest.hasPrefix("--") { return take(rest.prefix { !$0.isNewline }.count) }
        if rest.hasPrefix("/*") { return takeComment() }
        switch letter {
        case ":" where rest.dropFirst().first?.isLetter == true: takeParameter()
        case "'": takeQuoted("'", backslashes: text.last.map { "eE".contains($0) } ?? false)
        case "\"": takeQuoted("\"", backslashes: false)
        case "$": takeDollarQuoted()
        default: take(1)
        }
    }

    private mutating func take(_ count: Int) {
        text += rest.prefix(count)
        rest = rest.dropFirst(count)
    }

    private mutating func takeParameter() {
        let name = String(rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        rest = rest.dropFirst(name.count + 1)
        let place = names.firstIndex(of: name) ?? names.count
        if place == names.count { names.append(name) }
        text += "$\(place + 1)"
    }

    private mutating func takeQuoted(_ quote: Character, backslashes: Bool) {
        take(1)
        while let letter = rest.first {
            take(backslashes && letter == "\\" ? 2 : 1)
            // A doubled quote ends here and begins anew at once: the same in the end.
            if letter == quote { return }
        }
    }

    /// Comments nest in PostgreSQL.
    private mutating func takeComment() {
        var depth = 0
        while !rest.isEmpty {
            if rest.hasPrefix("/*") { depth += 1 }
            if rest.hasPrefix("*/") { depth -= 1 }
            take(rest.hasPrefix("/*") || rest.hasPrefix("*/") ? 2 : 1)
            if depth == 0 { return }
        }
    }

    private mutating func takeDollarQuoted() {
        let tag = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let mark = "$\(tag)$"
        guard tag.first?.isNumber != true, rest.hasPrefix(mark) else { return take(1) }
        take(mark.count)
        guard let end = rest.firstRange(of: mark) else { return take(rest.count) }
        text += rest[..<end.upperBound]
        rest = rest[end.upperBound...]
    }
}

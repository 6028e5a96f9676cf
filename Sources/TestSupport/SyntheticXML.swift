/// Writes XML by hand, so that test documents do not come from the writer that is tested. Indented, with a declaration.
struct SyntheticXML {
    private(set) var text = ""
    private var depth = 0

    mutating func element(_ tag: String, _ attributes: [(String, String)] = [], _ body: (inout SyntheticXML) -> Void) {
        line("<\(tag)\(Self.written(attributes))>")
        depth += 1
        body(&self)
        depth -= 1
        line("</\(tag)>")
    }

    mutating func element(_ tag: String, _ attributes: [(String, String)] = [], text: String) {
        line("<\(tag)\(Self.written(attributes))>\(Self.escaped(text))</\(tag)>")
    }

    mutating func empty(_ tag: String, _ attributes: [(String, String)]) {
        line("<\(tag)\(Self.written(attributes))/>")
    }

    /// V, DN and, for the national code lists, S.
    mutating func coded(_ tag: String, _ code: String, _ name: String, list: Int? = nil) {
        let system = list.map { [("S", "2.16.578.1.12.4.1.1.\($0)")] } ?? []
        empty(tag, [("V", code), ("DN", name)] + system)
    }

    /// The document in an encoding; what ISO-8859-1 does not have becomes a character reference.
    func document(_ encoding: SyntheticDocument.Encoding) -> [UInt8] {
        let whole = "<?xml version=\"1.0\" encoding=\"\(encoding.rawValue)\"?>\n" + text
        switch encoding {
        case .utf8: return Array(whole.utf8)
        case .latin1:
            return whole.unicodeScalars.flatMap { scalar in
                scalar.value < 256 ? [UInt8(scalar.value)] : Array("&#\(scalar.value);".utf8)
            }
        }
    }

    private mutating func line(_ content: String) {
        text += String(repeating: "  ", count: depth) + content + "\n"
    }

    private static func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [38, 60, 62, 34].contains($0) }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}

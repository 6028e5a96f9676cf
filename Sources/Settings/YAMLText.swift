/// Text as YAML writes it: what `config show` prints can be read again.
public enum YAMLText {
    /// Double quotes unless the text can only be read as itself.
    public static func scalar(_ text: String) -> String {
        let plain = text.utf8.allSatisfy {
            (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || "/._-@".utf8.contains($0)
        }
        let letters = text.utf8.contains { (97...122).contains($0) || (65...90).contains($0) || $0 == 47 }
        let reserved = ["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
        if plain, letters, !reserved, text.utf8.first != 45, text.utf8.first != 64 { return text }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case _ where scalar.value < 32: "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

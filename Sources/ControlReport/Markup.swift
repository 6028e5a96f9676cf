/// Text as it stands in XML and HTML, in content and in quoted attributes.
enum Markup {
    /// Characters that XML has no place for become U+FFFD; a carriage return stays one.
    static func escape(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\r": output += "&#13;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            case _ where scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE:
                output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Octets of characters that need nothing. Those that begin with C2 and EF have the few others among them.
    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        case 0..<32, 0x7F, 0xC2, 0xEF: false
        default: true
        }
    }
}

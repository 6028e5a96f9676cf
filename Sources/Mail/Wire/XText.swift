/// The `xtext` of RFC 3461 4: printable ASCII, with `+`, `=` and everything else as `+` and two hexadecimal digits.
enum XText {
    static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if (33...126).contains(byte), byte != plus, byte != UInt8(ascii: "=") {
                encoded.append(byte)
            } else {
                encoded += [plus, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The text behind an xtext; nil when it is none or holds a control character.
    static func decode(_ encoded: some StringProtocol) -> String? {
        var decoded: [UInt8] = []
        var rest = Array(encoded.utf8)[...]
        while let byte = rest.popFirst() {
            guard (33...126).contains(byte), byte != UInt8(ascii: "=") else { return nil }
            guard byte == plus else {
                decoded.append(byte)
                continue
            }
            guard rest.count >= 2, let high = digits.firstIndex(of: rest.removeFirst()),
                let low = digits.firstIndex(of: rest.removeFirst())
            else { return nil }
            decoded.append(UInt8(high << 4 | low))
        }
        guard decoded.allSatisfy({ (32...126).contains($0) }) else { return nil }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static let plus = UInt8(ascii: "+")
    private static let digits = Array("0123456789ABCDEF".utf8)
}

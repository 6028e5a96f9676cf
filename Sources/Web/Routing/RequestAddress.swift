/// The path and query of a request, taken apart and decoded (RFC 3986 3.3, 3.4).
struct RequestAddress: Equatable {
    let segments: [String]
    let query: FormFields

    /// nil for what no link of ours can be: not from the root, wrongly encoded, with an encoded `/` or a control
    /// character, with dots for segments.
    init?(_ target: String) {
        guard target.utf8.first == UInt8(ascii: "/"), !target.contains("#") else { return nil }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var segments: [String] = []
        let pieces = parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if pieces != [""] {
            for piece in pieces {
                guard let segment = PercentEncoding.decode(piece, plusIsSpace: false), !segment.isEmpty,
                    segment != ".", segment != "..", !segment.contains("/"), !segment.contains("\\"),
                    segment.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
                else { return nil }
                segments.append(segment)
            }
        }
        self.segments = segments
        guard parts.count > 1, !parts[1].isEmpty else {
            query = FormFields()
            return
        }
        guard let fields = FormFields(encoded: Array(parts[1].utf8)) else { return nil }
        query = fields
    }
}

/// Percent-encoding of the parts of an address (RFC 3986 2.1).
enum PercentEncoding {
    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func encode(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            if plain.contains(byte) {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        decode(Array(text.utf8)[...], plusIsSpace: plusIsSpace)
    }

    /// nil when a `%` is followed by anything but two digits, or the octets are no UTF-8.
    static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String? {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard bytes.endIndex - index > 2, let high = value(bytes[index + 1]), let low = value(bytes[index + 2])
                else { return nil }
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return String(validating: output, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}

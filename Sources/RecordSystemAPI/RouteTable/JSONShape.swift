/// How much JSON a request may hold, looked at before any value of it is made: a body of 48 MB may be one long text, but
/// not millions of small values.
enum JSONShape {
    private static let (mostValues, mostDepth) = (10_000, 16)

    /// Counts values by the marks between them; whether the octets are JSON at all is for the reader to say.
    static func isModest(_ bytes: [UInt8]) -> Bool {
        var (values, depth, isText, isEscaped) = (0, 0, false, false)
        for byte in bytes {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                values += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","): values += 1
            default: break
            }
            if values > mostValues || depth > mostDepth { return false }
        }
        return true
    }
}

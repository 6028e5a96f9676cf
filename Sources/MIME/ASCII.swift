/// The few ASCII characters that MIME gives a meaning.
enum ASCII {
    static let tab: UInt8 = 9
    static let lineFeed: UInt8 = 10
    static let carriageReturn: UInt8 = 13
    static let space: UInt8 = 32
    static let quote: UInt8 = 34
    static let percent: UInt8 = 37
    static let hyphen: UInt8 = 45
    static let colon: UInt8 = 58
    static let equals: UInt8 = 61
    static let backslash: UInt8 = 92

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    static func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = bytes.drop(while: isBlank)
        guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return rest }
        return rest[...last]
    }

    /// The value of a hexadecimal digit of either case.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// A character of an RFC 2045 token: printable, no space, none of the special characters.
    static func isToken(_ byte: UInt8) -> Bool {
        guard (33...126).contains(byte) else { return false }
        switch byte {
        case 34, 40, 41, 44, 47, 58, 59, 60, 61, 62, 63, 64, 91, 92, 93: return false
        default: return true
        }
    }
}

/// How a file's octets are characters. It is said and never guessed.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"

    /// What the octets from 0x80 to 0x9F are in Windows-1252; 0 where there is none.
    private static let windows: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// Appends one octet of a file as UTF-8; false when the encoding has no such octet.
    ///
    /// Octets of UTF-8 are taken as they are: whether they make characters is seen when a value is whole.
    func append(_ octet: UInt8, to row: inout SourceRow) -> Bool {
        guard octet >= 0x80, self != .utf8 else {
            row.extend(octet)
            return true
        }
        var code = UInt16(octet)
        if self == .windows1252, octet < 0xA0 { code = Self.windows[Int(octet) - 0x80] }
        guard code > 0, let scalar = Unicode.Scalar(code) else { return false }
        row.extend(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return true
    }
}

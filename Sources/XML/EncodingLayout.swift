/// How the octets of a document show its markup, known from its first four (XML 1.0, appendix F).
enum EncodingLayout: Equatable {
    /// Markup characters are single ASCII octets. `marked` if a UTF-8 byte order mark comes first.
    case octets(marked: Bool)
    case utf16(littleEndian: Bool)

    /// - Throws: `encoding` for UCS-4 and EBCDIC, which no partner uses.
    static func detect(_ bytes: [UInt8]) throws(XMLError) -> EncodingLayout {
        if bytes.count < 4 { return .octets(marked: false) }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x00, 0x00, _, _), (0x3C, 0x00, 0x00, 0x00), (0xFF, 0xFE, 0x00, 0x00), (0x00, 0x3C, 0x00, 0x00),
            (0x4C, 0x6F, 0xA7, 0x94):
            throw XMLError(.encoding, line: 1, column: 1)
        case (0xFE, 0xFF, _, _), (0x00, 0x3C, 0x00, 0x3F): return .utf16(littleEndian: false)
        case (0xFF, 0xFE, _, _), (0x3C, 0x00, 0x3F, 0x00): return .utf16(littleEndian: true)
        case (0xEF, 0xBB, 0xBF, _): return .octets(marked: true)
        default: return .octets(marked: false)
        }
    }

    /// Whether a document of this layout may declare that encoding.
    func allows(_ declared: String?) -> Bool {
        guard let declared = declared?.uppercased() else { return true }
        return switch self {
        case .utf16: declared.hasPrefix("UTF-16")
        case .octets(marked: true): declared == "UTF-8"
        case .octets(marked: false): Self.asciiSupersets.contains(declared)
        }
    }

    private static let asciiSupersets: Set<String> = [
        "UTF-8", "US-ASCII", "ASCII", "ISO-8859-1", "ISO_8859-1", "LATIN1", "ISO-8859-15", "WINDOWS-1252",
    ]
}

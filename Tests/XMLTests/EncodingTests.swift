import Foundation
import Testing
import XML

@Suite struct EncodingTests {
    private func read(_ bytes: [UInt8]) -> Result<XMLDocument, XMLError> {
        Result { () throws(XMLError) in try XMLDocument.parse(bytes, limits: .envelope) }
    }

    private func code(_ bytes: [UInt8]) -> XMLError.Code? {
        if case .failure(let error) = read(bytes) { error.code } else { nil }
    }

    private static let text = "<navn kilde=\"ÆØÅ\">Blåbær på rømme</navn>"

    private static func declared(_ encoding: String) -> String {
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" + text
    }

    private static func utf16(_ text: String, littleEndian: Bool, marked: Bool) -> [UInt8] {
        (marked ? "\u{FEFF}" + text : text).utf16.flatMap { unit in
            let octets = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return littleEndian ? octets.reversed() : octets
        }
    }

    private static func latin1(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    @Test("M-060, T-010 every accepted encoding gives the same text", arguments: acceptedDocuments)
    func accepted(_ bytes: [UInt8]) throws {
        let document = try read(bytes).get()
        #expect(document.root.text == "Blåbær på rømme")
        #expect(document.root.attribute("kilde") == "ÆØÅ")
    }

    @Test("HITS 1172 r.68, 78 the declared encoding and version are told")
    func declaration() throws {
        #expect(try read(Self.latin1(Self.declared("ISO-8859-1"))).get().declaredEncoding == "ISO-8859-1")
        #expect(try read(Array(Self.declared("UTF-8").utf8)).get().declaredEncoding == "UTF-8")
        #expect(try read(Array(Self.text.utf8)).get().declaredEncoding == nil)
        #expect(try read(Array(Self.text.utf8)).get().version == "1.0")
    }

    @Test("T-010 encodings that are unknown, or not what the octets are, are refused", arguments: refusedDocuments)
    func refused(_ bytes: [UInt8]) {
        #expect([.encoding, .notWellFormed].contains(code(bytes)))
    }

    private static let acceptedDocuments: [[UInt8]] = [
        Array(text.utf8),
        Array(declared("UTF-8").utf8),
        Array(declared("utf-8").utf8),
        [0xEF, 0xBB, 0xBF] + text.utf8,
        [0xEF, 0xBB, 0xBF] + declared("UTF-8").utf8,
        latin1(declared("ISO-8859-1")),
        latin1(declared("iso-8859-1")),
        latin1(declared("windows-1252")),
        latin1(declared("ISO-8859-15")),
        utf16(text, littleEndian: true, marked: true),
        utf16(text, littleEndian: false, marked: true),
        utf16(declared("UTF-16"), littleEndian: true, marked: true),
        utf16(declared("UTF-16"), littleEndian: false, marked: true),
    ]

    private static let refusedDocuments: [[UInt8]] =
        [
            Array(declared("UTF-7").utf8),
            Array(declared("EBCDIC-CP-NO").utf8),
            Array(declared("no-such").utf8),
            Array(declared("UTF-16").utf8),
            Array(declared("UCS-4").utf8),
            [0xEF, 0xBB, 0xBF] + latin1(declared("ISO-8859-1")),
            utf16(declared("ISO-8859-1"), littleEndian: true, marked: true),
            [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x3C],
            [0xFF, 0xFE, 0x00, 0x00, 0x3C, 0x00, 0x00, 0x00],
            [0x4C, 0x6F, 0xA7, 0x94],
            latin1(text),
            latin1(declared("UTF-8")),
        ] + malformedOctets.map { before, octets, after in Array(before.utf8) + octets + Array(after.utf8) }

    /// Octets that are no UTF-8, or no character: overlong, surrogate, beyond the last, cut off, NUL.
    private static let malformedOctets: [(String, [UInt8], String)] = [
        ("<a>", [0xC0, 0xAF], "</a>"),
        ("<a>", [0xC1, 0x81], "</a>"),
        ("<a>", [0xE0, 0x80, 0xAF], "</a>"),
        ("<a>", [0xED, 0xA0, 0x80], "</a>"),
        ("<a>", [0xF0, 0x80, 0x80, 0xAF], "</a>"),
        ("<a>", [0xF4, 0x90, 0x80, 0x80], "</a>"),
        ("<a>", [0xFF], "</a>"),
        ("<a>", [0xC3], "</a>"),
        ("<a b='", [0xC0, 0xA7], "'/>"),
        ("<a", [0xC1, 0xA1], "/>"),
        ("<a>", [0x00], "</a>"),
        ("<a/>", [0x00], ""), ("<a/>", [0x00], "<b/>"), ("", [0x00], "<a/>"), ("<a b='", [0x00], "'/>"),
    ]
}

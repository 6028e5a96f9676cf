import EbXML
import MIME
import Testing

@Suite("The document inside the encryption (HITS 1172 5.15.1)")
struct EnclosedDocumentTests {
    private struct NoInflation: Error {}

    /// In Latin-1, with bare carriage returns and octets that are no UTF-8.
    static let document =
        Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>".utf8) + [0xE6, 0xF8, 0xE5, 13, 10, 13]
        + Array("</a>".utf8)

    /// Stands for gzip here: the real one is another library's.
    private func inflate(_ bytes: [UInt8], _ limit: Int) throws -> [UInt8] {
        guard bytes.starts(with: [0x1F, 0x8B, 8]) else { throw NoInflation() }
        return Array(bytes.dropFirst(3))
    }

    private func unwrap(
        _ plaintext: [UInt8], limit: Int = 10_000
    ) throws -> (document: [UInt8], form: EnclosedDocument.Form) {
        try EnclosedDocument.unwrap(plaintext, limit: limit, inflate: inflate)
    }

    @Test("What we wrap is a MIME part with content type and transfer encoding, and comes out octet for octet")
    func roundTrip() throws {
        let wrapped = EnclosedDocument.wrap(Self.document)
        let part = try MIMEEntity.parse(wrapped)
        #expect(try part.contentType?.value == "application/xml")
        #expect(part.headers["Content-Transfer-Encoding"] == "binary")
        let result = try unwrap(wrapped)
        #expect(result.document == Self.document)
        #expect(result.form == .mimePart)
    }

    @Test(
        "Bare XML, with byte order marks and white space before it",
        arguments: [
            [], [0xEF, 0xBB, 0xBF], Array(" \r\n\t".utf8),
        ] as [[UInt8]])
    func raw(prefix: [UInt8]) throws {
        let result = try unwrap(prefix + Self.document)
        #expect(result.document == prefix + Self.document)
        #expect(result.form == .rawXML)
    }

    @Test(
        "UTF-16 is XML too", arguments: [[0xFE, 0xFF, 0, 0x3C, 0, 0x61], [0xFF, 0xFE, 0x3C, 0, 0x61, 0]] as [[UInt8]])
    func utf16(_ bytes: [UInt8]) throws {
        #expect(try unwrap(bytes).form == .rawXML)
    }

    @Test("gzip of XML, alone and in a MIME part")
    func gzip() throws {
        let zipped: [UInt8] = [0x1F, 0x8B, 8] + Self.document
        #expect(try unwrap(zipped).form == .gzip)
        #expect(try unwrap(zipped).document == Self.document)
        let part =
            Array("Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8)
            + Base64Transfer.encode(zipped)
        #expect(try unwrap(part).form == .gzipInMIMEPart)
        #expect(try unwrap(part).document == Self.document)
    }

    @Test("Parts in base64 and quoted-printable, text/xml and +xml")
    func parts() throws {
        let base64 =
            Array("Content-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8)
            + Base64Transfer.encode(Self.document)
        #expect(try unwrap(base64).document == Self.document)
        let quoted = "Content-Type: application/x+xml\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<a>=E6</a>"
        #expect(try unwrap(Array(quoted.utf8)).document == Array("<a>".utf8) + [0xE6] + Array("</a>".utf8))
    }

    @Test(
        "Anything else is refused",
        arguments: [
            ("", .mediaType), ("plain words", .unreadable), ("Content-Type: text/html\r\n\r\n<p>", .mediaType),
            ("Subject: x\r\n\r\n<a/>", .mediaType), ("Content-Type: application/xml\r\n\r\nwords", .notXML),
            ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--", .mediaType),
            ("Content-Type: application/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n!!", .unreadable),
        ] as [(String, EnclosedDocumentError)])
    func refused(text: String, error: EnclosedDocumentError) {
        #expect(throws: error) { try unwrap(Array(text.utf8)) }
    }

    @Test("gzip that is broken, or of something else, is refused")
    func brokenGzip() {
        #expect(throws: EnclosedDocumentError.unreadable) { try unwrap([0x1F, 0x8B, 9, 1]) }
        #expect(throws: EnclosedDocumentError.notXML) { try unwrap([0x1F, 0x8B, 8, 65]) }
    }

    @Test("A document over the limit is refused in every form")
    func limit() {
        let size = Self.document.count
        for plaintext in [Self.document, EnclosedDocument.wrap(Self.document), [0x1F, 0x8B, 8] + Self.document] {
            #expect(throws: EnclosedDocumentError.tooLarge) { try unwrap(plaintext, limit: size - 1) }
            #expect(throws: Never.self) { try unwrap(plaintext, limit: size) }
        }
        #expect(throws: EnclosedDocumentError.tooLarge) { try unwrap(Array(repeating: 60, count: 70_000), limit: 10) }
    }
}

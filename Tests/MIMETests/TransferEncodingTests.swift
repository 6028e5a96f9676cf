import MIME
import Testing

@Suite("Transfer encodings")
struct TransferEncodingTests {
    @Test(
        "RFC 4648 10 vectors, both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64Vectors(plain: String, encoded: String) throws {
        #expect(try Base64Transfer.decode(bytes(encoded)[...]) == bytes(plain))
        #expect(Base64Transfer.encode(bytes(plain)) == bytes(encoded + (encoded.isEmpty ? "" : "\r\n")))
    }

    @Test("every length up to three lines comes back, whole and with white space after every character")
    func base64RoundTrip() throws {
        var generator = SystemRandomNumberGenerator()
        for length in 0...180 {
            let content = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let encoded = Base64Transfer.encode(content)
            #expect(try Base64Transfer.decode(encoded[...]) == content)
            #expect(try Base64Transfer.decode(encoded.flatMap { [$0, 9] }[...]) == content)
            #expect(encoded.split(separator: 10).allSatisfy { $0.count <= 77 && $0.last == 13 })
        }
    }

    @Test(
        "base64 that is not exactly base64 is refused",
        arguments: [
            "A", "AA", "AAA", "A===", "====", "=", "AA=A", "AA==AA==", "AAAA=", "AAA==", "AB==", "AAB=", "AA-_", "AA!A",
            "AAAA AAA", "å===",
        ])
    func base64Refuses(text: String) {
        #expect(throws: MIMEError.malformedTransferEncoding) { try Base64Transfer.decode(bytes(text)[...]) }
    }

    @Test("a large part is encoded and decoded")
    func base64Large() throws {
        let content = [UInt8](repeating: 0x5A, count: 5_000_000)
        #expect(try Base64Transfer.decode(Base64Transfer.encode(content)[...]) == content)
    }

    @Test(
        "quoted-printable",
        arguments: [
            ("bl=C3=A5b=c3=a6r", "blåbær"), ("a=\r\nb", "ab"), ("a= \t\r\nb", "ab"), ("a=\nb", "ab"),
            ("a  \r\nb\t", "a\r\nb"),
            ("a=20\r\nb", "a \r\nb"), ("x=3Dy", "x=y"), ("end=", "end"), ("", ""),
        ])
    func quotedPrintable(encoded: String, plain: String) throws {
        #expect(try QuotedPrintable.decode(bytes(encoded)[...]) == bytes(plain))
    }

    @Test("an equals sign that means nothing is refused", arguments: ["=4", "=G1", "a=4z", "=\rx", "= x"])
    func quotedPrintableRefuses(text: String) {
        #expect(throws: MIMEError.malformedTransferEncoding) { try QuotedPrintable.decode(bytes(text)[...]) }
    }

    @Test("the field decides, without regard to case; an unknown encoding is refused")
    func chooses() throws {
        func decoded(_ encoding: String, _ body: String) throws -> [UInt8] {
            try MIMEEntity.parse(bytes("Content-Transfer-Encoding: \(encoding)\r\n\r\n\(body)")).decodedBody()
        }
        #expect(try decoded("BASE64", "QQ==") == bytes("A"))
        #expect(try decoded("Quoted-Printable (soft)", "=41") == bytes("A"))
        for identity in ["7bit", "8BIT", "binary"] { #expect(try decoded(identity, "=41\n") == bytes("=41\n")) }
        #expect(throws: MIMEError.unsupportedTransferEncoding) { try decoded("x-uuencode", "") }
    }
}

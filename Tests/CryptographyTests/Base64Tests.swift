import Cryptography
import Testing

@Suite("Base 64")
struct Base64Tests {
    @Test(
        "RFC 4648 10 examples both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func examples(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded.utf8) == Array(plain.utf8))
    }

    @Test("every length survives lines of 76, with CRLF between them and none at the end")
    func lines() {
        for count in 0..<400 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
            let text = Base64.encode(bytes, lineLength: 76)
            #expect(Base64.decode(text) == bytes)
            #expect(text.split(separator: 10).allSatisfy { $0.count <= 77 })
            #expect(text.last != 10)
            #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
        }
    }

    @Test("white space of every kind is ignored wherever it stands")
    func whiteSpace() {
        #expect(Base64.decode(" Zm 9v\r\n\t Ym\nFy \r\n\r\n".utf8) == Array("foobar".utf8))
        #expect(Base64.decode("\r\n \t".utf8) == [])
        #expect(Base64.decode("Zg=\n=".utf8) == Array("f".utf8))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "Zg=", "Zg", "Z", "Zg===", "=", "====", "Zm=v", "Z=9v", "Zm9v=", "Zh==", "Zm9=", "Zm9v!mFy",
            "Zm9v-_Fy", "Zm9vYg==Zm9v",
            "Zm\u{0}v", "Zmåv", "Zg=a",
        ])
    func refusals(text: String) { #expect(Base64.decode(text.utf8) == nil) }

    @Test(
        "T-012 sixty megabytes, one character to a line, are decoded; wrong padding and foreign characters are refused")
    func huge() throws {
        let line = Array("Q\r\nU\r\nJ\r\nD\r\n".utf8)
        let count = 60_000_000 / line.count
        var text: [UInt8] = []
        text.reserveCapacity(count * line.count)
        for _ in 0..<count { text += line }
        let decoded = try #require(Base64.decode(text))
        #expect(decoded.count == count * 3)
        #expect(decoded.prefix(3) == Array("ABC".utf8)[...] && decoded.suffix(3) == Array("ABC".utf8)[...])
        for end in ["Q", "QQ=", "=", "*"] {
            #expect(Base64.decode(text.prefix(1_200_000) + Array(end.utf8)) == nil)
        }
    }
}

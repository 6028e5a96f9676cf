import MIME
import Testing

@Suite("Multiparts")
struct MultipartTests {
    static let mail = """
        MIME-Version: 1.0\r
        Content-Type: multipart/related; boundary="b-1"; type="text/xml"; start="<soap@x.example>"\r
        \r
        preamble\r
        --b-1\r
        Content-Type: text/xml\r
        Content-ID: <soap@x.example>\r
        \r
        <a/>\r
        \r
        --b-1 \t\r
        Content-ID: <p1@x.example>\r
        Content-Transfer-Encoding: base64\r
        \r
        AAEC\r
        /w==\r
        --b-1--\r
        epilogue\r

        """

    @Test("the parts come in order, each exactly as it was sent, without preamble and epilogue")
    func readsParts() throws {
        let multipart = try MIMEEntity.parse(bytes(Self.mail)).multipart()
        #expect(multipart.parts.map { Array($0.body) } == [bytes("<a/>\r\n"), bytes("AAEC\r\n/w==")])
        #expect(multipart.parts.map(\.contentID) == ["soap@x.example", "p1@x.example"])
        #expect(try multipart.parts[1].decodedBody() == [0, 1, 2, 255])
        #expect(multipart.quirks.isEmpty)
        #expect(multipart.root?.contentID == "soap@x.example")
    }

    @Test("the root is the first part where start names none, and none where start names a stranger")
    func findsRoot() throws {
        let plain = Self.mail.replacingOccurrence(of: "; start=\"<soap@x.example>\"", with: "")
        #expect(try MIMEEntity.parse(bytes(plain)).multipart().root?.contentID == "soap@x.example")
        let other = Self.mail.replacingOccurrence(of: "start=\"<soap@", with: "start=\"<none@")
        #expect(try MIMEEntity.parse(bytes(other)).multipart().root == nil)
    }

    @Test("line feeds alone are a quirk of the delimiters too")
    func toleratesLineFeeds() throws {
        let mail = bytes(Self.mail).filter { $0 != 13 }
        let multipart = try MIMEEntity.parse(mail).multipart()
        #expect(multipart.parts.count == 2 && multipart.quirks == [.bareLineFeed])
        #expect(try multipart.parts[1].decodedBody() == [0, 1, 2, 255])
    }

    @Test("a missing closing delimiter is a quirk: read to the end, or refused")
    func toleratesMissingEnd() throws {
        let cut = Self.mail.replacingOccurrence(of: "--b-1--\r\nepilogue\r\n", with: "")
        let entity = try MIMEEntity.parse(bytes(cut))
        let multipart = try entity.multipart()
        #expect(multipart.parts.count == 2 && multipart.quirks == [.missingCloseDelimiter])
        var strict = MIMELimits.mail
        strict.tolerating = []
        #expect(throws: MIMEError.quirk(.missingCloseDelimiter)) { try entity.parts(limits: strict) }
    }

    @Test("a line that only begins like a delimiter belongs to the part")
    func keepsLookalikes() throws {
        let body = "--b-12\r\nx --b-1\r\n--b-1x\r\n--b-"
        let mail = "Content-Type: multipart/mixed; boundary=b-1\r\n\r\n--b-1\r\n\r\n\(body)\r\n--b-1--"
        let parts = try MIMEEntity.parse(bytes(mail)).parts()
        #expect(parts.map { Array($0.body) } == [bytes(body)])
    }

    @Test("a part may be empty, and a multipart may have no part")
    func readsEmpty() throws {
        let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        #expect(try MIMEEntity.parse(bytes(head + "--b\r\n\r\n\r\n--b--\r\n")).parts()[0].body.isEmpty)
        #expect(try MIMEEntity.parse(bytes(head + "--b\r\n--b--\r\n")).parts()[0].body.isEmpty)
        #expect(try MIMEEntity.parse(bytes(head + "--b--\r\n")).parts().isEmpty)
    }

    @Test("what is no multipart, or has no usable boundary, is refused")
    func refuses() throws {
        func parts(_ type: String, _ rest: String = "\r\n--b\r\n\r\nx\r\n--b--") throws -> Int {
            try MIMEEntity.parse(bytes("Content-Type: \(type)\r\n" + rest)).parts().count
        }
        #expect(try parts("multipart/mixed; boundary=b") == 1)
        #expect(throws: MIMEError.notMultipart) { try parts("text/xml; boundary=b") }
        #expect(throws: MIMEError.unusableBoundary) { try parts("multipart/mixed") }
        #expect(throws: MIMEError.unusableBoundary) { try parts("multipart/mixed; boundary=\"b \"") }
        #expect(throws: MIMEError.unusableBoundary) { try parts("multipart/mixed; boundary=\"b*\"") }
        let long = String(repeating: "b", count: 71)
        #expect(throws: MIMEError.unusableBoundary) { try parts("multipart/mixed; boundary=\(long)") }
        #expect(throws: MIMEError.missingDelimiter) { try parts("multipart/mixed; boundary=c") }
        #expect(throws: MIMEError.unsupportedTransferEncoding) {
            try parts("multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64")
        }
    }

    @Test("parts and depth are limited before the work")
    func holdsLimits() throws {
        var limits = MIMELimits.mail
        limits.maximumParts = 3
        func mail(_ count: Int) -> [UInt8] {
            bytes(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                    + String(repeating: "--b\r\n\r\nx\r\n", count: count) + "--b--")
        }
        #expect(try MIMEEntity.parse(mail(3)).parts(limits: limits).count == 3)
        let tooMany = try MIMEEntity.parse(mail(4))
        #expect(throws: MIMEError.tooManyParts) { try tooMany.parts(limits: limits) }

        var nested = "Content-Type: text/plain\r\n\r\nx"
        for level in 0..<6 {
            let head = "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n"
            nested = "\(head)--b\(level)\r\n\(nested)\r\n--b\(level)--"
        }
        var entity = try MIMEEntity.parse(bytes(nested))
        for _ in 0..<limits.maximumDepth { entity = try #require(try entity.parts().first) }
        #expect(throws: MIMEError.tooDeep) { try entity.parts() }
    }
}

extension String {
    func replacingOccurrence(of text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}

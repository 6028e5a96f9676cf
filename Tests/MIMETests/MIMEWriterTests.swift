import MIME
import Testing

@Suite("Writing entities")
struct MIMEWriterTests {
    @Test("a multipart that is written is read back byte for byte, and every line ends in CR LF")
    func roundTrip() throws {
        let contents: [([UInt8], TransferEncoding)] = [
            (bytes("<a>blå</a>"), .eightBit), ((0...255).map { UInt8($0) }, .base64), ([], .base64),
            (bytes("line\r\n\r\n"), .sevenBit), ([0, 10, 13, 255], .binary),
        ]
        var writer = MIMEWriter()
        try writer.field("MIME-Version", "1.0")
        try writer.field("SOAPAction", "\"ebXML\"")
        try writer.field(
            "Content-Type", "multipart/related",
            parameters: ["boundary": "b 1", "type": "text/xml", "start": "<p0@x.example>", "x": "a\"\\b"])
        try writer.multipart(
            boundary: "b 1",
            parts: contents.enumerated().map { index, part in
                MIMEPart(
                    fields: [.init(name: "Content-ID", value: "<p\(index)@x.example>")], content: part.0,
                    encoding: part.1)
            })
        let entity = try MIMEEntity.parse(writer.bytes)
        let multipart = try entity.multipart()
        #expect(multipart.type.parameters["x"] == "a\"\\b")
        #expect(try multipart.parts.map { try $0.decodedBody() } == contents.map(\.0))
        #expect(multipart.root?.contentID == "p0@x.example")
        #expect(multipart.quirks.isEmpty && entity.quirks.isEmpty)
    }

    @Test("T-053 no header can be injected: what could end a line is refused, not cleaned")
    func refusesInjection() {
        var writer = MIMEWriter()
        for value in ["a\r\nBcc: x", "a\nb", "a\rb", "a\0b", "a\u{7F}", "blå", String(repeating: "x", count: 991)] {
            #expect(throws: MIMEError.unwritableField) { try writer.field("Subject", value) }
            #expect(throws: MIMEError.unwritableField) { try writer.field("A", "b", parameters: ["c": value]) }
        }
        for name in ["", "A:", "A b", "A\r\n", "Å"] {
            #expect(throws: MIMEError.unwritableField) { try writer.field(name, "x") }
        }
        #expect(throws: Never.self) { try writer.field("Subject", "") }
    }

    @Test("content that 7bit or 8bit cannot carry is refused")
    func refusesContent() throws {
        func write(_ content: [UInt8], _ encoding: TransferEncoding) throws {
            var writer = MIMEWriter()
            try writer.body(content, encoding: encoding)
        }
        let longest = [UInt8](repeating: 120, count: 998)
        try write(longest + [13, 10] + longest, .sevenBit)
        try write(bytes("blå"), .eightBit)
        for content in [longest + [120], bytes("a\nb"), bytes("a\rb"), bytes("a\r"), [0]] {
            #expect(throws: MIMEError.contentNeedsEncoding) { try write(content, .eightBit) }
            try write(content, .base64)
        }
        #expect(throws: MIMEError.contentNeedsEncoding) { try write(bytes("blå"), .sevenBit) }
        #expect(throws: MIMEError.unsupportedTransferEncoding) { try write([], .quotedPrintable) }
    }

    @Test("a boundary that stands in the content is refused, unless base64 hides it")
    func refusesBoundaryInContent() throws {
        func write(_ content: String, _ encoding: TransferEncoding) throws {
            var writer = MIMEWriter()
            try writer.multipart(
                boundary: "b", parts: [MIMEPart(fields: [], content: bytes(content), encoding: encoding)])
        }
        for content in ["--b", "x\r\n--bc"] {
            #expect(throws: MIMEError.boundaryInContent) { try write(content, .eightBit) }
            try write(content, .base64)
        }
        try write("x --b", .eightBit)
        var writer = MIMEWriter()
        #expect(throws: MIMEError.unusableBoundary) { try writer.multipart(boundary: "b\r\n", parts: []) }
    }
}

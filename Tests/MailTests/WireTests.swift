import Testing

@testable import Mail

@Suite("Bytes on the wire")
struct WireTests {
    static let mails = [
        "", "a\r\n", ".\r\n", "..\r\n", ".a\r\n.b\r\n", "\r\n.\r\n\r\n..\r\n", "a.b\r\n.", "no end", "\r\n\r\n",
        "å.\r\n.å\r\n",
    ]

    @Test("content that is dot-stuffed comes back the same, however it arrives", arguments: mails, Arrival.allCases)
    func dotStuffingRoundTrip(text: String, arrival: Arrival) throws {
        let content = bytes(text)
        let wire = try TransferableMail(content).wireBytes
        var reader = DotStuffedReader(limit: 1000, lineLimit: 998, refusesBareLineEnds: true)
        var outcome = DotStuffedReader.Outcome.incomplete
        var left = 0
        for piece in arrival.pieces(wire + bytes("NEXT")) {
            guard outcome == .incomplete else {
                left += piece.count
                continue
            }
            let taken: Int
            (taken, outcome) = reader.consume(piece)
            left += piece.count - taken
        }
        #expect(outcome == .complete && left == 4)
        #expect(reader.content == content + (content.isEmpty || text.hasSuffix("\r\n") ? [] : [13, 10]))
    }

    @Test(
        "T-054 no mail with a bare CR, a bare LF or a NUL is sent: nothing can be smuggled behind it",
        arguments: ["a\nb\r\n", "a\rb\r\n", "\n.\n", "\r\n.\r", "a\r\r\n", "a\r\n.\n", "\n", "\r", "a\0b\r\n"])
    func refusesUnsafeLineEnds(text: String) {
        #expect(throws: MailError(.unsafeLineEnds, .permanent)) { try TransferableMail(bytes(text)) }
    }

    @Test("a line of 998 bytes goes, one of 999 does not")
    func limitsLines() throws {
        let line = [UInt8](repeating: 120, count: 998)
        #expect(throws: Never.self) { try TransferableMail(line + [13, 10] + line) }
        #expect(throws: MailError(.lineTooLong, .permanent)) { try TransferableMail(line + [120, 13, 10]) }
        #expect(try TransferableMail(bytes("blå")).isEightBit && !TransferableMail(line).isEightBit)
    }

    @Test(
        "a server that reads content strictly stops at the first wrong line end", arguments: Arrival.allCases,
        ["a\nb", "a\rb", "\r\n.\nMAIL", "\r\n.\rx", "\n.\n"])
    func readerRefuses(arrival: Arrival, text: String) {
        var reader = DotStuffedReader(limit: 1000, lineLimit: nil, refusesBareLineEnds: true)
        let outcomes = arrival.pieces(bytes(text)).map { reader.consume($0).outcome }
        #expect(outcomes.contains(.bareLineEnd) && !outcomes.contains(.complete))
    }

    @Test(
        "T-054 a client keeps bare line ends as they came, and ends only at CR LF . CR LF", arguments: Arrival.allCases)
    func readerTolerates(arrival: Arrival) {
        var reader = DotStuffedReader(limit: 1000, lineLimit: nil, refusesBareLineEnds: false)
        var last = DotStuffedReader.Outcome.incomplete
        for piece in arrival.pieces(bytes("a\n.\nb\rc\r\r\n..d\r\n.\r\n")) { last = reader.consume(piece).outcome }
        #expect(last == .complete)
        #expect(reader.content == bytes("a\n.\nb\rc\r\r\n.d\r\n"))
    }

    @Test("content over the limit is counted and dropped, and the end is still found", arguments: Arrival.allCases)
    func readerLimits(arrival: Arrival) {
        for (text, isOver) in [("12345678\r\n", false), ("123456789\r\n", true), ("1\r\n2\r\n3\r\n4\r\n", true)] {
            var reader = DotStuffedReader(limit: 10, lineLimit: nil, refusesBareLineEnds: true)
            var last = DotStuffedReader.Outcome.incomplete
            for piece in arrival.pieces(bytes(text + ".\r\n")) { last = reader.consume(piece).outcome }
            #expect(last == .complete && reader.isOverLimit == isOver && reader.content.count <= 10)
            #expect(reader.size == text.utf8.count)
        }
    }

    @Test("lines are taken one by one, however they arrive", arguments: Arrival.allCases)
    func takesLines(arrival: Arrival) {
        var buffer = InputBuffer()
        var lines: [InputBuffer.Line] = []
        for piece in arrival.pieces(bytes("one\r\n\r\nthree\r\npart")) {
            buffer.append(piece)
            while true {
                let line = buffer.nextLine(limit: 10)
                if line == .incomplete { break }
                lines.append(line)
            }
        }
        #expect(lines == [.complete(bytes("one")), .complete([]), .complete(bytes("three"))])
        #expect(!buffer.isEmpty)
    }

    @Test("a line without its CR, with a CR inside, or too long is told apart")
    func refusesLines() {
        func first(_ text: String) -> InputBuffer.Line {
            var buffer = InputBuffer()
            buffer.append(bytes(text)[...])
            return buffer.nextLine(limit: 5)
        }
        #expect(first("12345\r\n") == .complete(bytes("12345")))
        #expect(first("123456\r\n") == .tooLong)
        #expect(first("1234567") == .tooLong)
        #expect(first("12345\r") == .incomplete)
        #expect(first("a\n") == .bareLineEnd)
        #expect(first("\n") == .bareLineEnd)
        #expect(first("a\rb\r\n") == .bareLineEnd)
    }

    @Test("xtext both ways, and what is none (RFC 3461 4)")
    func xtext() {
        #expect(XText.encode("a+b=c d") == "a+2Bb+3Dc+20d")
        #expect(XText.decode("a+2Bb+3Dc+20d") == "a+b=c d")
        for wrong in ["+", "+2", "+2b", "a=b", "a b", "+0D", "+0A", "å"] { #expect(XText.decode(wrong) == nil) }
    }
}

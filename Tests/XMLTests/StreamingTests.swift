import Testing
import XML

@Suite struct StreamingTests {
    private static func starts(of element: XMLElement) -> [StreamRecorder.Event] {
        var starts: [StreamRecorder.Event] = []
        element.forEachElement { element in
            let attributes = element.attributes.map { "\($0.namespace ?? "") \($0.name) \($0.value)" }
            starts.append(.start(name: element.name, namespace: element.namespace, attributes: attributes.sorted()))
        }
        return starts
    }

    @Test("a document gives its elements, its text and its attributes decoded")
    func events() {
        let text = "<?xml version='1.0'?>\n<!-- x --><a xmlns='urn:a' b='1 &lt; &#50;'>t<![CDATA[<u>]]>&amp;<c/> </a>\n"
        let reading = StreamReading(Array(text.utf8), pieces: text.utf8.count)
        #expect(reading.error == nil)
        #expect(
            reading.events == [
                .start(name: "a", namespace: "urn:a", attributes: [" b 1 < 2"]), .text("t<u>&"),
                .start(name: "c", namespace: "urn:a", attributes: []), .end, .text(" "), .end,
            ])
    }

    @Test("T-012 an odd half of a pair in UTF-16 is never the end of a good document, wherever it stands and it is cut")
    func oddHalf() {
        func units(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
        for (before, after) in [("", "<a/>"), ("<", "a/>"), ("<a>", "</a>"), ("<a/>", ""), ("<a b=\"", "\"/>")] {
            let bytes = [0xFE, 0xFF] + units(before) + [0xD9, 0xD9, 0xD9, 0xD9] + units(after)
            for size in [1, 2, 3, 8, bytes.count] {
                #expect(StreamReading(bytes, pieces: size).error != nil, "\(before) in pieces of \(size)")
            }
        }
    }

    @Test("random documents give the same events whole, cut anywhere and octet by octet, and those of the tree")
    func random() throws {
        var documents = RandomDocuments(seed: 7, for: .jdk)
        for number in 0..<300 {
            let bytes = Array(documents.next().utf8)
            let whole = StreamReading(bytes, pieces: bytes.count)
            let tree = try XMLDocument.parse(bytes, limits: .envelope)
            #expect(whole.error == nil, "\(number)")
            #expect(whole.starts == Self.starts(of: tree.root), "\(number)")
            for size in [1, 2, 3, 7, 64] {
                let cut = StreamReading(bytes, pieces: size)
                #expect(cut.error == nil && cut.events == whole.events, "\(number) in pieces of \(size)")
            }
        }
    }

    @Test("random damage meets the verdict of the tree's parser, however the document is cut")
    func damaged() {
        var documents = RandomDocuments(seed: 8, for: .jdk)
        var random = SeededGenerator(seed: 9)
        var refused = 0
        for number in 0..<1500 {
            var bytes = Array(documents.next().utf8)
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = Array("<>&\"'/!?-]x\u{0} ;=".utf8)[Int(random.next() % 15)]
            default: bytes.insert(UInt8(ascii: "<"), at: place)
            }
            let expected = Result { try XMLDocument.parse(bytes, limits: .envelope) }
            let accepts = if case .success = expected { true } else { false }
            for size in [bytes.count, 1, 5] {
                let reading = StreamReading(bytes, pieces: size)
                #expect(
                    (reading.error == nil) == accepts, "\(number) \(size) \(String(decoding: bytes, as: UTF8.self))")
            }
            if !accepts { refused += 1 }
        }
        #expect(refused > 200)
    }

    @Test("each octet of a document left out at the end is missed")
    func truncated() {
        let bytes = Array("<?xml version=\"1.0\"?><a b=\"c\"><!-- d --><e>f&amp;g</e><![CDATA[h]]><?i j?></a>".utf8)
        for end in 0..<bytes.count {
            #expect(StreamReading(Array(bytes[..<end]), pieces: 3).error != nil, "\(end)")
            #expect(StreamReading(Array(bytes[..<end]), pieces: 100).error != nil, "\(end)")
        }
        #expect(StreamReading(bytes, pieces: 3).error == nil)
    }

    @Test("M-060 every encoding that is accepted gives the same text in pieces of any size")
    func encodings() {
        let text = "<navn>Blåbær på rømme</navn>"
        func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
            text.utf16.flatMap {
                littleEndian ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
            }
        }
        let latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + text
        let documents: [[UInt8]] = [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + text.utf8, latin.unicodeScalars.map { UInt8($0.value) },
            utf16("\u{FEFF}" + text, littleEndian: true), utf16("\u{FEFF}" + text, littleEndian: false),
            utf16("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + text, littleEndian: true),
        ]
        let expected: [StreamRecorder.Event] = [
            .start(name: "navn", namespace: nil, attributes: []), .text("Blåbær på rømme"), .end,
        ]
        for (number, bytes) in documents.enumerated() {
            for size in [bytes.count, 1, 2, 3, 5] {
                let reading = StreamReading(bytes, pieces: size)
                #expect(reading.error == nil, "\(number) in pieces of \(size)")
                #expect(reading.events == expected, "\(number) in pieces of \(size)")
            }
        }
        let refused: [[UInt8]] = [
            Array("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>".utf8), text.unicodeScalars.map { UInt8($0.value) },
            [0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x3C],
        ]
        for bytes in refused {
            for size in [bytes.count, 1] { #expect(StreamReading(bytes, pieces: size).error != nil) }
        }
    }

    @Test("an error says line and column, stays, and what a consumer throws comes out")
    func place() throws {
        let bytes = Array("<a>\n  <b>hemmelig</c>\n</a>".utf8)
        let error = try #require(StreamReading(bytes, pieces: 4).error)
        #expect(error.line == 2 && error.column > 10 && !"\(error)".contains("hemmelig"))

        let reader = XMLStreamReader(limits: .envelope, consumer: StreamRecorder(stopsAt: "b"))
        #expect(throws: StreamRecorder.Enough.self) { try reader.feed(bytes) }
        #expect(throws: StreamRecorder.Enough.self) { try reader.finish() }
        #expect(reader.line == 2)
    }
}

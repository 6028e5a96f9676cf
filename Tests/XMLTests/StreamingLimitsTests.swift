import Testing
import XML

@Suite struct StreamingLimitsTests {
    private func codes(_ text: String, _ limits: XMLLimits = .stream) -> Set<XMLError.Code?> {
        let bytes = Array(text.utf8)
        return Set([bytes.count, 1, 7].map { StreamReading(bytes, pieces: max($0, 1), limits: limits).error?.code })
    }

    private func limits(_ change: (inout XMLLimits) -> Void) -> XMLLimits {
        var limits = XMLLimits(maximumBytes: .max, maximumElements: 1000, maximumTextBytes: 10_000)
        change(&limits)
        return limits
    }

    @Test(
        "T-001, T-002, T-005 any DOCTYPE is refused",
        arguments: [
            "<!DOCTYPE a><a/>", "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a []><a/>",
            "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        ])
    func doctype(_ text: String) { #expect(codes(text) == [.doctype]) }

    @Test("entities other than XML's own five are refused, and those are read")
    func entities() {
        #expect(codes("<a b='&amp;'>&lt;&gt;&quot;&apos;&#229;</a>") == [nil])
        for text in ["<a>&nbsp;</a>", "<a b='&x;'/>", "<a>&#0;</a>", "<a>&</a>", "<a>&x</a>", "<a>\u{0}</a>"] {
            #expect(codes(text) == [.notWellFormed], "\(text)")
        }
    }

    @Test("T-006 depth: as deep as the limit is read, one more is refused, and a bomb at once")
    func depth() {
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        #expect(codes(nested(16)) == [nil])
        #expect(codes(nested(17)) == [.tooDeep])
        #expect(codes(String(repeating: "<a>", count: 100_000)) == [.tooDeep])
    }

    @Test("T-007 attributes, names, elements and texts: a limit is read, one more is refused")
    func counts() {
        let three = limits { $0.maximumAttributes = 3 }
        #expect(codes("<a xmlns='urn:x' b='' c='\">'/>", three) == [nil])
        #expect(codes("<a xmlns='urn:x' b='' c='\">' d=''/>", three) == [.tooManyAttributes])
        #expect(codes("<a><!-- <b c='' d='' e='' f=''> --><![CDATA[<b c='' d='' e='' f=''>]]></a>", three) == [nil])

        let names = limits { $0.maximumNameBytes = 8 }
        #expect(codes("<a2345678/>", names) == [nil])
        #expect(codes("<a23456789/>", names) == [.nameTooLong])
        #expect(codes("<a>&#x00000;</a>", names) == [.notWellFormed])
        #expect(codes("<a>&" + String(repeating: "x", count: 9), names) == [.nameTooLong])

        let elements = limits { $0.maximumElements = 2 }
        #expect(codes("<a><b/></a>", elements) == [nil])
        #expect(codes("<a><b/><c/></a>", elements) == [.tooManyElements])

        let texts = limits { $0.maximumTextBytes = 5 }
        #expect(codes("<a b='12345'>123<![CDATA[45]]></a>", texts) == [nil])
        #expect(codes("<a>123<![CDATA[456]]></a>", texts) == [.textTooLong])
        #expect(codes("<a b='123456'/>", texts) == [.textTooLong])
        #expect(codes("<a><!--123456--></a>", texts) == [.textTooLong])
        #expect(codes("<a><b/>12345<b/>12345</a>", texts) == [nil])
    }

    @Test("octets: a stream may have as many as its limit, and a tag that never ends is not gathered")
    func octets() throws {
        #expect(codes("<abc/>", limits { $0.maximumBytes = 6 }) == [nil])
        #expect(codes("<abc/> ", limits { $0.maximumBytes = 6 }) == [.tooLarge])

        for opening in ["<a b='", "<a ", "<!--", "<?p "] {
            let reader = XMLStreamReader(limits: .stream, consumer: StreamRecorder())
            try reader.feed(Array("<r>\(opening)".utf8))
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
            var fed = 0
            let error = #expect(throws: XMLError.self) {
                while fed < 10 << 20 {
                    try reader.feed(piece)
                    fed += piece.count
                }
            }
            #expect(error?.code == .textTooLong)
            #expect(fed < 100 << 10)
        }
    }

    @Test("names that are all different do not fill the memory")
    func differentNames() throws {
        let reader = XMLStreamReader(limits: .stream, consumer: StreamRecorder())
        try reader.feed(Array("<r>".utf8))
        var fed = 0
        #expect(throws: XMLError.self) {
            while fed < 200_000 {
                try reader.feed(Array("<n\(String(repeating: "x", count: 100))\(fed)/>".utf8))
                fed += 1
            }
        }
        #expect(fed > 1000)
    }
}

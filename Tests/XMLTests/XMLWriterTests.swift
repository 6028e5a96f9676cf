import Testing
import XML

@Suite struct XMLWriterTests {
    private func written(_ body: (inout XMLWriter) -> Void) throws -> String {
        var writer = XMLWriter()
        body(&writer)
        return String(decoding: try writer.finish(), as: UTF8.self)
    }

    private func fault(_ body: (inout XMLWriter) -> Void) -> XMLWriterFault? {
        var writer = XMLWriter()
        body(&writer)
        return writer.fault
    }

    @Test("T-018 an element, its declarations and attributes are written in canonical order")
    func canonicalOrder() throws {
        let text = try written { writer in
            writer.element(
                "b:e", namespaces: [("b", "urn:b"), ("", "urn:d"), ("a", "urn:z")],
                attributes: [("b:x", "1"), ("a:x", "2"), ("y", "3"), ("x", "4"), ("xml:lang", "nb")]
            ) { $0.text("<&>\"'\r\n\tæ") }
        }
        #expect(
            text
                == "<b:e xmlns=\"urn:d\" xmlns:a=\"urn:z\" xmlns:b=\"urn:b\" x=\"4\" y=\"3\""
                + " xml:lang=\"nb\" b:x=\"1\" a:x=\"2\">"
                + "&lt;&amp;&gt;\"'&#xD;\n\tæ</b:e>")
    }

    @Test("attribute values and namespace names are escaped")
    func escapes() throws {
        let text = try written { $0.element("a", namespaces: [("", "urn:a&b")], attributes: [("b", "<&>\"'\r\n\tæ")]) }
        #expect(text == "<a xmlns=\"urn:a&amp;b\" b=\"&lt;&amp;>&quot;'&#xD;&#xA;&#x9;æ\"></a>")
    }

    @Test("declarations are written only where they change something")
    func declarations() throws {
        let text = try written { writer in
            writer.element("p:a", namespaces: [("p", "urn:1"), ("", "")]) { writer in
                writer.element("p:b", namespaces: [("p", "urn:1")]) { writer in
                    writer.element("p:c", namespaces: [("p", "urn:2"), ("", "urn:3")]) {
                        $0.element("d", namespaces: [("", "")])
                    }
                }
                writer.element("p:e")
            }
        }
        #expect(
            text
                == "<p:a xmlns:p=\"urn:1\"><p:b><p:c xmlns=\"urn:3\" xmlns:p=\"urn:2\">"
                + "<d xmlns=\"\"></d></p:c></p:b><p:e></p:e></p:a>"
        )
    }

    @Test("order is by code points, not by Swift's idea of characters")
    func codePoints() throws {
        let text = try written {
            $0.element(
                "a", attributes: [("ø", "1"), ("z", "2"), ("Z", "3"), ("_", "4"), ("e\u{301}", "5"), ("é", "6")])
        }
        #expect(text == "<a Z=\"3\" _=\"4\" e\u{301}=\"5\" z=\"2\" é=\"6\" ø=\"1\"></a>")
    }

    @Test("text given as octets is taken as it is, if it can be")
    func octets() throws {
        #expect(try written { $0.element("a") { $0.text(ascii: Array("QUJD\nREVG".utf8)) } } == "<a>QUJD\nREVG</a>")
        #expect(fault { $0.element("a") { $0.text(ascii: Array("<".utf8)) } } == .character)
    }

    @Test("an error of the body is passed on and the tags still balance")
    func throwing() {
        struct Stopped: Error {}
        var writer = XMLWriter()
        #expect(throws: Stopped.self) {
            try writer.element("a") { writer in try writer.element("b") { _ in throw Stopped() } }
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "<a><b></b></a>")
    }

    @Test("T-020 what XML cannot hold is a fault, and never gets out as it is")
    func characters() {
        for scalar in ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
            var writer = XMLWriter()
            writer.element("a", attributes: [("b", "x" + scalar)]) { $0.text("y" + scalar) }
            #expect(writer.fault == .character)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == "<a b=\"x\u{FFFD}\">y\u{FFFD}</a>")
            #expect(throws: XMLWriterFault.character) { try writer.finish() }
        }
        #expect(fault { $0.element("a") { $0.text("\t\n\r \u{7F}\u{85}\u{E000}\u{10FFFF}") } } == nil)
    }

    @Test("T-053 names that are none are faults")
    func names() {
        for name in ["", "1", "-a", "a b", "a>", "a\"", "a:", ":a", "a:b:c", "a=b", "\n"] {
            #expect(fault { $0.element(name) } != nil, "\(name)")
            #expect(fault { $0.element("a", attributes: [(name, ""), ("q", "")]) } != nil, "\(name)")
            #expect(fault { $0.element("a", namespaces: [(name.isEmpty ? " " : name, "urn:x")]) } != nil, "\(name)")
        }
        #expect(fault { $0.element("a", attributes: [("xmlns", "urn:x")]) } == .name)
        #expect(fault { $0.element("p:a") } == .undeclaredPrefix)
        #expect(fault { $0.element("a", attributes: [("p:b", "")]) } == .undeclaredPrefix)
        #expect(fault { $0.element("a", namespaces: [("p", "")]) } == nil)
        #expect(fault { $0.element("a", namespaces: [("p", "urn:1"), ("p", "urn:2")]) } == .namespace)
        #expect(fault { $0.element("a", namespaces: [("xmlns", "urn:1")]) } == .namespace)
        #expect(fault { $0.element("a", attributes: [("b", "1"), ("b", "2")]) } == .duplicateAttribute)
        #expect(
            fault {
                $0.element("a", namespaces: [("p", "urn:1"), ("q", "urn:1")], attributes: [("p:b", ""), ("q:b", "")])
            } == .duplicateAttribute)
        #expect(fault { $0.element("æ-1.x", attributes: [("xml:lang", "nb"), ("_", "")]) } == nil)
    }
}

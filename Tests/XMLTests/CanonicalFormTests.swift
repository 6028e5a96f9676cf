import Testing
import XML

/// Canonical XML 1.0 and Exclusive Canonicalization, byte for byte, case by case.
@Suite struct CanonicalFormTests {
    private func canonical(
        _ text: String, apex path: [String] = [], exclusive: Bool = false, omitting name: String? = nil
    ) throws -> String {
        let document = try XMLDocument.parse(Array(text.utf8), limits: .envelope)
        let apex = path.reduce(document.root) { element, name in element.children.first { $0.name == name } ?? element }
        let bytes = try Canonicalization.canonicalize(document, apex: path.isEmpty ? nil : apex, exclusive: exclusive) {
            $0.name == name
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "C14N 1.0 the whole document",
        arguments: [
            ("<?xml version='1.0'?>\n<a/>", "<a></a>"),
            ("<!-- x -->\n<?p  d ?>\n<a/><!-- y --><?q?>", "<?p d ?>\n<a></a>\n<?q?>"),
            ("<a  c = 'd'\n b='e' ></a >", "<a b=\"e\" c=\"d\"></a>"),
            ("<a b='&quot;&apos;&lt;>&amp;&#9;&#10;&#13;\t'/>", "<a b=\"&quot;'&lt;>&amp;&#x9;&#xA;&#xD; \"></a>"),
            ("<a>&quot;&apos;&lt;>&amp;&#9;&#10;&#13;\r\n</a>", "<a>\"'&lt;&gt;&amp;\t\n&#xD;\n</a>"),
            ("<a><![CDATA[<&>\"]]></a>", "<a>&lt;&amp;&gt;\"</a>"),
            ("<a><!-- x -->b<?p a&#13;?></a>", "<a>b<?p a&#13;?></a>"),
            (
                "<a xmlns:z='urn:1' xmlns:b='urn:2' xmlns='urn:3'/>",
                "<a xmlns=\"urn:3\" xmlns:b=\"urn:2\" xmlns:z=\"urn:1\"></a>"
            ),
            (
                "<a xmlns:y='urn:1' xmlns:x='urn:2' x:c='' y:d='' e=''/>",
                "<a xmlns:x=\"urn:2\" xmlns:y=\"urn:1\" e=\"\" y:d=\"\" x:c=\"\"></a>"
            ),
            (
                "<a xmlns='urn:1'><b xmlns='urn:1'/><b xmlns=''/></a>",
                "<a xmlns=\"urn:1\"><b></b><b xmlns=\"\"></b></a>"
            ),
            ("<a xmlns=''><b xmlns=''/></a>", "<a><b></b></a>"),
            (
                "<a xmlns:p='urn:1'><b xmlns:p='urn:2'><c xmlns:p='urn:1'/></b></a>",
                "<a xmlns:p=\"urn:1\"><b xmlns:p=\"urn:2\"><c xmlns:p=\"urn:1\"></c></b></a>"
            ),
            ("<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='nb'/>", "<a xml:lang=\"nb\"></a>"),
            (
                "<a xml:lang='nb' b='1' xmlns:x='urn:zzz' x:c=''/>",
                "<a xmlns:x=\"urn:zzz\" b=\"1\" xml:lang=\"nb\" x:c=\"\"></a>"
            ),
            ("<a xmlns='urn:a&amp;b'/>", "<a xmlns=\"urn:a&amp;b\"></a>"),
            ("<æ ø='å'>€\u{1F9C1}</æ>", "<æ ø=\"å\">€\u{1F9C1}</æ>"),
        ])
    func document(_ source: String, _ expected: String) throws {
        #expect(try canonical(source) == expected)
    }

    @Test("C14N 1.0 an apex has the namespaces and xml: attributes it inherits, the nearest of each")
    func inclusiveApex() throws {
        let source =
            "<a xmlns='urn:1' xmlns:p='urn:2' xml:lang='nn' xml:space='preserve'>"
            + "<b xmlns:p='urn:3' xmlns:q='urn:4' xml:lang='nb' c='no'><d xml:space='default'><p:e/></d></b></a>"
        #expect(
            try canonical(source, apex: ["b", "d"])
                == "<d xmlns=\"urn:1\" xmlns:p=\"urn:3\" xmlns:q=\"urn:4\" xml:lang=\"nb\" xml:space=\"default\">"
                + "<p:e></p:e></d>"
        )
        #expect(try canonical("<a xmlns='urn:1'><b xmlns=''><c/></b></a>", apex: ["b"]) == "<b><c></c></b>")
        #expect(try canonical("<a xmlns='urn:1'><b xmlns=''><c/></b></a>", apex: ["b", "c"]) == "<c></c>")
    }

    @Test("Exclusive C14N an element has the namespaces it uses, where it uses them")
    func exclusive() throws {
        let source = "<a xmlns='urn:1' xmlns:p='urn:2' xmlns:q='urn:3' xml:lang='nb'><p:b q:c=''><d/><p:d/></p:b></a>"
        #expect(
            try canonical(source, exclusive: true)
                == "<a xmlns=\"urn:1\" xml:lang=\"nb\"><p:b xmlns:p=\"urn:2\" xmlns:q=\"urn:3\" q:c=\"\">"
                + "<d></d><p:d></p:d></p:b></a>"
        )
        #expect(
            try canonical(source, apex: ["b"], exclusive: true)
                == "<p:b xmlns:p=\"urn:2\" xmlns:q=\"urn:3\" q:c=\"\"><d xmlns=\"urn:1\"></d><p:d></p:d></p:b>")
        #expect(
            try canonical("<p:a xmlns:p='urn:1' xmlns='urn:2'><b xmlns=''/></p:a>", exclusive: true)
                == "<p:a xmlns:p=\"urn:1\"><b></b></p:a>")
    }

    @Test("what is omitted is gone with all inside it, and the rest stays as it is")
    func omitting() throws {
        #expect(try canonical("<a> <b><c/>x</b> <d/> </a>", omitting: "b") == "<a>  <d></d> </a>")
        #expect(try canonical("<?p?><a/>", omitting: "a") == "<?p?>\n")
    }

    @Test("C14N 1.0 1.3 a relative namespace name has no canonical form", arguments: ["x", "../x", "//x/y", "?q"])
    func relativeNamespace(_ name: String) throws {
        #expect(throws: CanonicalizationError.relativeNamespace) { try canonical("<a><b xmlns:p='\(name)'/></a>") }
        #expect(try canonical("<a><b xmlns:p='urn:\(name.filter(\.isLetter))'/></a>").hasPrefix("<a><b xmlns:p="))
    }

    @Test("time grows with the document, not with its depth")
    func linear() throws {
        let limits = XMLLimits(
            maximumBytes: 1 << 24, maximumDepth: 2000, maximumElements: 1 << 20, maximumTextBytes: 1 << 20)
        func time(depth: Int) throws -> Duration {
            let tower = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
            let text = "<r>" + String(repeating: tower, count: 100_000 / depth) + "</r>"
            let document = try XMLDocument.parse(Array(text.utf8), limits: limits)
            return try ContinuousClock().measure { _ = try Canonicalization.canonicalize(document) { $0.name == "x" } }
        }
        _ = try time(depth: 10)
        #expect(try time(depth: 1900) < time(depth: 10) * 5)
    }
}

import Foundation
import Testing
import XML

@Suite struct HostileDocumentTests {
    private func code(_ bytes: [UInt8]) -> XMLError.Code? {
        do {
            _ = try XMLDocument.parse(bytes, limits: .document)
            return nil
        } catch { return error.code }
    }

    @Test(
        "T-001, T-002, T-003, T-004, T-005 any DOCTYPE is refused",
        arguments: [
            "<!DOCTYPE a><a/>",
            "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a []><a/>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<!DOCTYPE a PUBLIC 'x' 'http://127.0.0.1:1/'><a/>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/'> %x;]><a/>",
            "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;'>]><a>&d;</a>",
        ])
    func doctype(_ text: String) {
        #expect(code(Array(text.utf8)) == .doctype)
        #expect(code([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .doctype)
    }

    @Test("the five entities and character references are read, and no others")
    func entities() throws {
        let text = "<a b='&lt;&#65;'>&amp;&lt;&gt;&quot;&apos;&#229;&#x1F9C1;</a>"
        let root = try XMLDocument.parse(Array(text.utf8), limits: .envelope).root
        #expect(root.text == "&<>\"'å🧁")
        #expect(root.attribute("b") == "<A")
        for text in [
            "<a>&nbsp;</a>", "<a b='&x;'/>", "<a>&#0;</a>", "<a>&#x1;</a>", "<a>&#xFFFE;</a>", "<a>&#xD800;</a>",
            "<a>&</a>",
        ] {
            #expect(code(Array(text.utf8)) == .notWellFormed, "\(text)")
        }
    }

    @Test(
        "M-060 what is not well-formed is refused, with its place",
        arguments: [
            "", " ", "x", "<a>", "<a></b>", "<a/><b/>", "<a b='1' b='2'/>",
            "<a xmlns:x='urn:x' xmlns:y='urn:x' x:b='' y:b=''/>",
            "<a b=1/>", "<a b='<'/>", "<x:a/>", "<a x:b=''/>", "<a:b:c xmlns:a='urn:a'/>", "<a xmlns:b=''/>",
            "<a>]]></a>",
            "<a><!-- -- --></a>", " <?xml version='1.0'?><a/>", "<a>\u{1}</a>", "<a/>x", "<a xmlns:xml='urn:x'/>",
            "<a><?xml version='1.0'?></a>",
        ])
    func malformed(_ text: String) {
        #expect(code(Array(text.utf8)) == .notWellFormed)
    }

    @Test("an error says line and column and nothing of the content")
    func place() {
        do {
            _ = try XMLDocument.parse(Array("<a>\n  <b>hemmelig</c>\n</a>".utf8), limits: .envelope)
            Issue.record("accepted")
        } catch {
            #expect(error.line == 2)
            #expect(error.column > 10)
            #expect(!"\(error)".contains("hemmelig"))
        }
    }

    @Test("a truncated document is refused wherever it ends")
    func truncated() {
        let text = Array("<?xml version=\"1.0\"?><a b=\"c\"><!-- d --><e>f&amp;g</e><![CDATA[h]]><?i j?></a>".utf8)
        for end in 0..<text.count { #expect(code(Array(text[..<end])) != nil, "\(end)") }
        #expect(code(text) == nil)
    }

    @Test("T-008 namespaces mean what they say when prefixes are bound anew and the default is undeclared")
    func namespaces() throws {
        let text = "<a xmlns='urn:1' xmlns:p='urn:2'><p:b xmlns:p='urn:3' p:c='' d=''><e xmlns=''/></p:b></a>"
        let root = try XMLDocument.parse(Array(text.utf8), limits: .envelope).root
        let inner = try #require(root.first("b", "urn:3"))
        #expect(inner.attribute("c", namespace: "urn:3") != nil)
        #expect(inner.attribute("d") != nil)
        #expect(inner.attribute("d", namespace: "urn:1") == nil)
        #expect(inner.first("e", nil)?.namespace == nil)
        #expect(inner.first("e", "urn:1") == nil)
        #expect(inner.namespace(forPrefix: "p") == "urn:3")
        #expect(root.namespace(forPrefix: "p") == "urn:2")
        #expect(inner.first("e", nil)?.namespace(forPrefix: "") == nil)
        #expect(inner.namespace(forPrefix: "q") == nil)
    }

    @Test(
        "T-009 text is whole across comments, instructions and CDATA",
        arguments: [
            "80<!-- x -->90", "80<?x y?>90", "<![CDATA[80]]>90", "80<![CDATA[90]]>", "8<!---->0<![CDATA[9]]>&#48;",
        ])
    func splitText(_ inside: String) throws {
        let root = try XMLDocument.parse(Array("<id>\(inside)</id>".utf8), limits: .envelope).root
        #expect(root.text == "8090")
    }
}

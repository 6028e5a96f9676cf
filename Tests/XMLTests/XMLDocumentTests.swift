import Testing
import XML

@Suite struct XMLDocumentTests {
    private func root(_ text: String) throws -> XMLElement {
        try XMLDocument.parse(Array(text.utf8), limits: .envelope).root
    }

    @Test("M-060 elements, attributes, namespaces and text are read")
    func reading() throws {
        let root = try root(
            "<a xmlns='urn:a' xmlns:b='urn:b' x='1' b:x='2'>en<b:c>t<![CDATA[<o>]]></b:c><!-- no -->d</a>")
        #expect(root.name == "a")
        #expect(root.prefix == nil)
        #expect(root.namespace == "urn:a")
        #expect(root.attribute("x") == "1")
        #expect(root.attribute("x", namespace: "urn:b") == "2")
        #expect(root.attribute("x", namespace: "urn:a") == nil)
        #expect(root.attributes.map(\.value) == ["1", "2"])
        #expect(root.attributes.map(\.prefix) == [nil, "b"])
        #expect(root.first("c", "urn:b")?.text == "t<o>")
        #expect(root.first("c", "urn:b")?.prefix == "b")
        #expect(root.text == "ent<o>d")
        #expect(root.first("c", nil) == nil)
        #expect(root.first("c", "urn:a") == nil)
    }

    @Test("neighbours are found, and text and comments are none")
    func neighbours() throws {
        let root = try root("<a>x<b n='1'/><!-- c --><c/><?p?><b n='2'><d>\n<e/></d></b></a>")
        #expect(root.children.map(\.name) == ["b", "c", "b"])
        #expect(root.all("b", nil).map { $0.attribute("n") } == ["1", "2"])
        #expect(root.descendant("b", namespace: nil)?.attribute("n") == "1")
        #expect(root.descendant("b", "d", namespace: nil) == nil)
        let inner = try #require(root.children.last?.descendant("d", "e", namespace: nil))
        #expect(inner.path == "/a/b/d/e")
        #expect(inner.line == 2)
        #expect(inner.parent?.parent == root.children.last)
        #expect(root.parent == nil)
        var names: [String] = []
        root.forEachElement { names.append($0.name) }
        #expect(names == ["a", "b", "c", "b", "d", "e"])
        names = []
        root.children[2].forEachElement { names.append($0.name) }
        #expect(names == ["b", "d", "e"])
    }

    @Test("an element keeps its document alive")
    func lifetime() throws {
        let element = try root("<a><b>\(String(repeating: "x", count: 1000))</b></a>").children[0]
        #expect(element.text.count == 1000)
    }

    @Test("all that may be taken for an id is found")
    func identifiers() throws {
        let root = try root("<a id='1' Id='2' ID='3' xml:id='q4' xmlns:e='urn:e' e:id='5' iD='6' ident='7'/>")
        #expect(Set(root.identifiers) == ["1", "2", "3", "q4", "5"])
    }

    @Test("one document is read by many threads at once")
    func threads() async throws {
        let document = try XMLDocument.parse(Array("<a><b>c</b></a>".utf8), limits: .envelope)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { #expect(document.root.children[0].text == "c") } }
            }
        }
    }
}

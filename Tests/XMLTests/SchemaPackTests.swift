import Foundation
import Testing
import XML

/// Packs of small schemas of our own, made anew for each test.
@Suite struct SchemaPackTests {
    private static let head = Schema(
        "head/Head.xsd", "urn:example:head",
        """
        <xs:import namespace="urn:example:codes" schemaLocation="http://schemas.example/codes.xsd"/>
        <xs:element name="head"><xs:complexType><xs:sequence>
          <xs:element name="number"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[0-9]{11}"/>
          </xs:restriction></xs:simpleType></xs:element>
          <xs:element name="code" type="c:code" minOccurs="0"/>
          <xs:any namespace="##other" processContents="strict" minOccurs="0"/>
        </xs:sequence><xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>
        """)
    private static let codes = Schema(
        "common/codes.xsd", "urn:example:codes",
        """
        <xs:simpleType name="code"><xs:restriction base="xs:string"><xs:enumeration value="A"/></xs:restriction>
        </xs:simpleType>
        """)
    private static let document = Schema(
        "documents/document.xsd", "urn:example:document",
        #"<xs:include schemaLocation="parts.xsd"/><xs:element name="document" type="d:date"/>"#)
    private static let parts = Schema(
        "documents/parts.xsd", "urn:example:document",
        #"<xs:simpleType name="date"><xs:restriction base="xs:date"/></xs:simpleType>"#)

    private struct Schema {
        let path: String
        let text: String

        init(_ path: String, _ namespace: String, _ body: String, before: String = "") {
            self.path = path
            text =
                before + """
                    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:c="urn:example:codes"
                      xmlns:d="urn:example:document" targetNamespace="\(namespace)" elementFormDefault="qualified">
                    \(body)</xs:schema>
                    """
        }
    }

    private func pack(_ schemas: [Schema], choosing: [String: String] = [:]) throws -> SchemaPack {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for schema in schemas {
            let file = folder.appendingPathComponent(schema.path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(schema.text.utf8).write(to: file)
        }
        return try SchemaPack(directory: folder.path, choosing: choosing)
    }

    private func findings(_ pack: SchemaPack, _ text: String) throws -> [SchemaFinding] {
        pack.validate(try XMLDocument.parse(Array(text.utf8), limits: .document))
    }

    private static let all = [head, codes, document, parts]

    private func message(number: String = "17889012345", code: String = "A", date: String = "2026-11-21") -> String {
        "<head xmlns='urn:example:head' id='x'>\n<number>\(number)</number>\n<code>\(code)</code>\n"
            + "<document xmlns='urn:example:document'>\(date)</document></head>"
    }

    @Test("M-060 a document is validated through imports by http location, includes and strict content")
    func validates() throws {
        let pack = try pack(Self.all)
        #expect(pack.namespaces == ["urn:example:head", "urn:example:codes", "urn:example:document"])
        #expect(pack.fileCount == 4)
        #expect(pack.conflicts.isEmpty)
        #expect(pack.missing.isEmpty)
        #expect(try findings(pack, message()).isEmpty)
        for bad in [message(number: "1"), message(code: "B"), message(date: "i dag")] {
            #expect(try findings(pack, bad).count >= 1, "\(bad)")
        }
    }

    @Test("a finding says where and what, and never what the document holds")
    func findingsAreBland() throws {
        let pack = try pack(Self.all)
        let found = try findings(
            pack,
            message(number: "HEMMELIG1", code: "HEMMELIG2", date: "HEMMELIG3").replacing(
                "id='x'", with: "id='1 HEMMELIG4'"))
        #expect(Set(found.map(\.path)) == ["/head", "/head/number", "/head/code", "/head/document"])
        #expect(found.first { $0.path == "/head/number" }?.line == 2)
        #expect(found.allSatisfy { !"\($0)".contains("HEMMELIG") && !$0.message.isEmpty })
        #expect(found.contains { $0.message == "The value does not follow its pattern." })
    }

    @Test("an element out of place is named")
    func names() throws {
        let found = try findings(pack(Self.all), "<head xmlns='urn:example:head'><other/></head>")
        #expect(found.first?.message.contains("other") == true)
    }

    @Test("a root or content that no schema describes is a finding")
    func unknown() throws {
        let pack = try pack(Self.all)
        #expect(try !findings(pack, "<head/>").isEmpty)
        #expect(try !findings(pack, message().replacing("urn:example:document", with: "urn:example:unknown")).isEmpty)
    }

    @Test("T-004 what a document says about schema locations is not followed")
    func instanceLocations() throws {
        let hinted =
            "<x xmlns='urn:none' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
            + "xsi:schemaLocation='urn:none file:///etc/passwd' xsi:noNamespaceSchemaLocation='http://127.0.0.1:1/'/>"
        #expect(try !findings(pack(Self.all), hinted).isEmpty)
    }

    @Test("of several files for one namespace the first by path is taken, or the operator's choice, and it is told")
    func conflicts() throws {
        let other = Schema(
            "common/codes-2.xsd", "urn:example:codes",
            #"<xs:simpleType name="code"><xs:restriction base="xs:string"><xs:enumeration value="B"/>"#
                + "</xs:restriction></xs:simpleType>"
        )
        let first = try pack(Self.all + [other])
        #expect(
            first.conflicts == [
                SchemaConflict(
                    namespace: "urn:example:codes", chosen: "common/codes-2.xsd", passedOver: ["common/codes.xsd"])
            ])
        #expect(try findings(first, message(code: "B")).isEmpty)
        let chosen = try pack(Self.all + [other], choosing: ["urn:example:codes": "common/codes.xsd"])
        #expect(chosen.conflicts.map(\.chosen) == ["common/codes.xsd"])
        #expect(try findings(chosen, message(code: "A")).isEmpty)
        #expect(try !findings(chosen, message(code: "B")).isEmpty)
    }

    @Test("an include that is not in the pack is told and left out")
    func missing() throws {
        let lonely = Schema(
            "a.xsd", "urn:example:lonely",
            #"<xs:include schemaLocation="gone.xsd"/><xs:element name="a" type="xs:int"/>"#)
        let pack = try pack([lonely])
        #expect(pack.missing == [MissingSchema(includedBy: "a.xsd", location: "gone.xsd")])
        #expect(try findings(pack, "<a xmlns='urn:example:lonely'>1</a>").isEmpty)
    }

    @Test("a schema with a DOCTYPE, as that of XML Signature, is read without fetching it")
    func doctype() throws {
        let typed = Schema(
            "a.xsd", "urn:example:typed", #"<xs:element name="a" type="xs:int"/>"#,
            before: #"<!DOCTYPE xs:schema PUBLIC "x" "http://127.0.0.1:1/x.dtd" [<!ENTITY e 'x'>]>"#)
        #expect(try findings(pack([typed]), "<a xmlns='urn:example:typed'>1</a>").isEmpty)
    }

    @Test("packs that cannot be used say why")
    func unusable() throws {
        #expect(throws: SchemaPackError.unreadable("/no/such/folder")) { try SchemaPack(directory: "/no/such/folder") }
        #expect(throws: SchemaPackError.empty) { try pack([]) }
        let broken = Schema("broken.xsd", "urn:example:b", #"<xs:element name="a" type="nothing"/>"#)
        do {
            _ = try pack([broken])
            Issue.record("compiled")
        } catch SchemaPackError.notCompiled(let faults) {
            #expect(faults.first?.file == "broken.xsd")
            #expect(faults.first?.message.contains("attribute 'type'") == true)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("<not-a-schema/>".utf8).write(to: folder.appendingPathComponent("x.xsd"))
        #expect(throws: SchemaPackError.notASchema(file: "x.xsd")) { try SchemaPack(directory: folder.path) }
    }

    @Test("one document is validated by many threads at once")
    func threads() async throws {
        let pack = try pack(Self.all)
        let document = try XMLDocument.parse(Array(message(number: "1").utf8), limits: .document)
        let expected = pack.validate(document)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<100 { #expect(pack.validate(document) == expected) } }
            }
        }
    }
}

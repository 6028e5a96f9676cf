import Foundation
import Glibc
import TestSupport
import Testing
import XML

/// Entities and inclusions that would make a careless reader grow, open a file, or call somebody.
@Suite("Entities and inclusions")
struct HostileEntityTests {
    private func error(_ text: String) -> XMLError? {
        do throws(XMLError) {
            _ = try XMLDocument.parse(Array(text.utf8), limits: .document)
            return nil
        } catch { return error }
    }

    @Test(
        "T-001, T-002 a bomb is refused where its DOCTYPE begins: neither levels nor size of its entities are read",
        arguments: [
            "<!ENTITY a 'aaaaaaaaaa'>" + (1...20).map { "<!ENTITY a\($0) '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>" }.joined(),
            "<!ENTITY a '" + String(repeating: "x", count: 1 << 20) + "'>",
        ])
    func bombs(_ entities: String) throws {
        let uses = String(repeating: "&a;", count: 10_000)
        let refusal = try #require(error("<?xml version='1.0'?>\n<!DOCTYPE a [\n\(entities)\n]>\n<a>\(uses)</a>"))
        #expect(refusal.code == .doctype)
        #expect(refusal.line < 3, "it stops before the first entity, which stands on line 3")
    }

    @Test("T-003 the file that an entity, a DTD or an inclusion names is not opened: a pipe keeps what lies in it")
    func noFile() throws {
        let scratch = try ScratchDirectory()
        let path = "\(scratch.path)/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        let pipe = open(path, O_RDWR | O_NONBLOCK)
        try #require(pipe >= 0)
        defer { close(pipe) }
        let inside = Array("<!ENTITY y 'read'>".utf8)
        try #require(write(pipe, inside, inside.count) == inside.count)
        for text in Self.documents(naming: "file://\(path)") { _ = error(text) }
        var buffer = [UInt8](repeating: 0, count: 100)
        #expect(read(pipe, &buffer, buffer.count) == inside.count, "nobody has read from it")
    }

    @Test("T-004 nobody is called for an entity, a DTD, an inclusion, a stylesheet or a schema")
    func noConnection() throws {
        let listener = try LoopbackListener()
        for scheme in ["http", "ftp", "gopher"] {
            for text in Self.documents(naming: "\(scheme)://127.0.0.1:\(listener.port)/x") { _ = error(text) }
        }
        #expect(!listener.wasCalled)
        #expect(listener.answersItself(), "and it would have been seen")
    }

    private static func documents(naming address: String) -> [String] {
        [
            "<!DOCTYPE a SYSTEM '\(address)'><a/>", "<!DOCTYPE a PUBLIC 'x' '\(address)'><a/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM '\(address)'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY % x SYSTEM '\(address)'> %x;]><a/>",
            "<?xml-stylesheet href='\(address)' type='text/xsl'?><a/>",
            "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='\(address)' parse='text'/></a>",
            "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x \(address)'/>",
            "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='\(address)'/>",
            "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:include href='\(address)'/>"
                + "</xsl:stylesheet>",
        ]
    }

    @Test("T-004 an inclusion is an element like any other, and is not followed")
    func inclusion() throws {
        let text = "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></a>"
        let root = try XMLDocument.parse(Array(text.utf8), limits: .document).root
        #expect(root.children.map(\.name) == ["include"])
        #expect(root.text == "")
    }
}

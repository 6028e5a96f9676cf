import IplosContent
import IplosExtract
import Testing

@Suite("The file of identity numbers beside an extract")
struct CompanionIdentitiesTests {
    private func person(_ local: String) -> PersonRecord {
        var person = PersonRecord()
        person.append(.pePeID, local.utf8)
        return person
    }

    private func read(_ text: String) throws -> CompanionIdentities {
        try CompanionIdentities(Array(text.utf8))
    }

    @Test(
        "I-009 separators, quotes, headings, line ends and a byte order mark are taken as they come",
        arguments: [
            "pePeID;identity\n17;abc\n18;def\n", "17;abc\r\n18;def\r\n", "17,abc\n18,def", "17\tabc\r18\tdef",
            "\u{FEFF}\"17\";\"abc\"\n\n \"18\" ; \"def\"\n", "lokal;fnr\r\n\r\n17;abc\r\n18;def",
        ])
    func forms(_ text: String) throws {
        let file = try read(text)
        #expect(file.count == 2)
        #expect(file.identity(of: person("17")) == Array("abc".utf8))
        #expect(file.identity(of: person("0018")) == Array("def".utf8))
        #expect(file.identity(of: person("19")) == nil)
    }

    @Test(
        "I-006 a line that says nothing refuses the file and is named",
        arguments: [
            ("17;abc\nabc\n", 2, CompanionIdentities.Fault.Code.malformed), ("17;a;b\n", 1, .malformed),
            ("17;abc\nx;def\n", 2, .malformed), ("17;abc\n18;def\n17;ghi\n", 3, .ambiguous),
        ])
    func faults(_ text: String, _ line: Int, _ code: CompanionIdentities.Fault.Code) {
        #expect(throws: CompanionIdentities.Fault.self) { try read(text) }
        do { _ = try read(text) } catch {
            #expect((error as? CompanionIdentities.Fault)?.line == line)
            #expect((error as? CompanionIdentities.Fault)?.code == code)
        }
    }

    @Test("I-006 the same line twice is no fault, and a text that is too long stays so")
    func repeated() throws {
        let file = try read("17;abc\n17;abc\n18;0123456789012345678\n")
        #expect(file.count == 2)
        #expect(file.identity(of: person("18"))?.count == 15)
    }
}

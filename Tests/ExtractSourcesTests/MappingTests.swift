import IplosContent
import Testing

@testable import ExtractSources

@Suite("The mapping file")
struct MappingTests {
    private func read(_ text: String) throws -> ExtractMapping {
        try ExtractMapping(yaml: Array(text.utf8), directory: "/etc/x")
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch { return (error as? MappingError)?.problems.map(\.description) ?? [] }
    }

    private static let small = """
        source: {sqlite: {file: db.sqlite}}
        system: {name: P, version: "1"}
        records:
          PERSON:
            query: SELECT 1
            fields: {pePeID: id, peFnr: fnr}
        """

    @Test(
        "I-009 the examples are whole mappings, and fill every field that no year derives",
        arguments: MappingExample.Kind.allCases)
    func example(kind: MappingExample.Kind) throws {
        let mapping = try read(MappingExample.text(kind))
        let derived: Set<IplosField> = [.peAlder, .peKjonn]
        for record in [RecordKind.person] + RecordKind.inPerson {
            let table = try #require(mapping.tables.first { $0.kind == record })
            let filled = Set(table.fields.map(\.field))
            #expect(Set(record.fields.fields).subtracting(derived) == filled, "\(record)")
        }
        #expect(mapping.organisations != nil && mapping.contacts.count == 2)
        if kind == .csv {
            #expect(mapping.tables.first?.table == .file("person.csv"))
            #expect(mapping.organisations?.table == .file("institution.csv"))
        }
    }

    @Test("paths begin from the mapping's folder, and a value alone is a column")
    func values() throws {
        let mapping = try read(Self.small)
        #expect(mapping.source == .sqlite(path: "/etc/x/db.sqlite"))
        #expect(mapping.tables[0].field(.pePeID)?.value == ValueSource(.column("id")))
        #expect(mapping.tables[0].identity == ValueSource(.column("fnr")))
        let codes = try read(
            Self.small.replacing(
                "pePeID: id", with: "pePeID: id, peKjonn: {column: k, codes: {f: K, 1: M}, whenEmpty: K}"))
        #expect(
            codes.tables[0].field(.peKjonn)?.value
                == ValueSource(.column("k"), codes: ["f": "K", "1": "M"], whenEmpty: "K"))
    }

    @Test(
        "what is wrong is told with its line, its place and what would be right",
        arguments: [
            (
                "sqlite: {file: db.sqlite}", "sqlite: {fil: db.sqlite}", "line 1: source.sqlite.fil",
                "Did you mean `file`?"
            ),
            ("sqlite: {file", "mysql: {file", "line 1: source.mysql", "Known here: postgresql, sqlite, csv"),
            ("PERSON:", "PERSONER:", "line 4: records.PERSONER", "Did you mean `PERSON`?"),
            ("pePeID: id", "pePeId: id", "fields.pePeId", "Did you mean `pePeID`?"),
            ("pePeID: id, ", "", "fields", "pePeID is missing"), (", peFnr: fnr", "", "fields", "peFnr is missing"),
            ("query: SELECT 1", "file: x.csv", "records.PERSON", "`query` for each table"),
            ("version: \"1\"", "versjon: \"1\"", "system.versjon", "Did you mean `version`?"),
            ("pePeID: id", "pePeID: {column: a, value: b}", "pePeID", "one only"),
            ("pePeID: id", "pePeID: {institution: a}", "pePeID", "organisation number"),
            ("pePeID: id", "pePeID: [id]", "pePeID", "column's name"),
            (
                "sqlite: {file: db.sqlite}", "postgresql: {host: h, password: x}", "source.postgresql.password",
                "passwordFile"
            ),
            ("sqlite: {file: db.sqlite}", "csv: {encoding: latin, separator: x}", "source.csv", "`encoding` is one of"),
            ("system:", "system: {a: b}\nsystem:", "line 2", "twice"), ("system:", "\tsystem:", "line 2", "not YAML"),
        ])
    func wrong(old: String, new: String, place: String, advice: String) {
        let found = problems(Self.small.replacing(old, with: new)).joined(separator: "\n")
        #expect(found.contains(place) && found.contains(advice), "\(found)")
    }

    @Test("an institution needs the list of organisation numbers, and an empty or huge file is no mapping")
    func more() {
        let rows = "\n  DOGNTILBUD:\n    query: SELECT 1\n    fields: {dgPeID: p, dgInstOrgnr: {institution: i}}"
        #expect(problems(Self.small + rows).first?.contains("organisationNumbers") == true)
        #expect(problems(Self.small + rows + "\norganisationNumbers: {query: SELECT 1, code: c, number: n}").isEmpty)
        let beside = "\norganisationNumbers: {file: o.csv, code: c, number: n"
        #expect(problems(Self.small + rows + beside + ", encoding: utf-8, separator: tab}").isEmpty)
        #expect(problems(Self.small + rows + beside + "}").joined().contains("`encoding` is missing"))
        #expect(problems("") != [] && problems("- a") != [] && problems("source: \u{0}") != [])
        #expect((try? ExtractMapping(yaml: [0xFF], directory: ".")) == nil)
    }
}

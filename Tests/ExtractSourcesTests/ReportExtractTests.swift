import ExtractSources
import Foundation
import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import TestSupport
import Testing

@testable import Reporting

/// Extraction, end to end: a generated extract put into the sample record system comes out of it the same.
@Suite("Extracting the yearly report")
struct ReportExtractTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func order(_ year: Int) throws -> ExtractOrder {
        try #require(
            ExtractOrder(
                unit: ReportingUnit(municipality: SampleSystem.municipality), year: year, realm: .test,
                made: "\(year + 1)0103", sequence: 1))
    }

    private func mapping(_ kind: MappingExample.Kind, _ change: (inout String) -> Void = { _ in }) throws
        -> ExtractMapping
    {
        var text = MappingExample.text(kind)
        change(&text)
        return try ExtractMapping(yaml: Array(text.utf8), directory: scratch.path)
    }

    /// Extracts and gives both files.
    private func run(
        _ mapping: ExtractMapping, _ year: Int, sortMemory: Int = RecordSorter.usualMemory
    ) throws -> (extract: [UInt8], identities: [UInt8], summary: ExtractSummary) {
        let extract = ReportExtract(
            try order(year), mapping: mapping, sortDirectory: scratch.path, sortMemory: sortMemory)
        var octets: [UInt8] = [], identities: [UInt8] = []
        let summary = try extract.run(
            from: extract.open(environment: [:]),
            to: .init(extract: { octets += $0 }, identities: { identities += $0 }))
        return (octets, identities, summary)
    }

    /// What comes out is what went in: head, contacts, persons, identities and rows, field by field.
    private func expectSame(
        _ made: (extract: [UInt8], identities: [UInt8], summary: ExtractSummary), _ system: SampleSystem
    ) throws {
        let content = try ExtractContent(made.extract, companion: system.identities == nil ? nil : made.identities)
        #expect(system.identities != nil || made.identities.isEmpty)
        #expect(content.persons.count == system.generator.persons)
        for (ours, theirs) in zip(content.persons, system.content.persons) where ours != theirs {
            #expect(ours.values == theirs.values && ours.identity == theirs.identity)
            #expect(ours.rows == theirs.rows, "\(theirs.values["pePeID"]!)")
        }
        var head = system.content.head
        head["iiSysID"] = "SAMPLE"
        #expect(content.head == head)
        #expect(content.contacts.map(\.name) == system.content.contacts.map(\.name))
        #expect(made.summary.problems.filter { $0.kind != .fieldNotInYear } == [], "\(made.summary.problems)")
        for record in RecordKind.inPerson {
            let table = try #require(made.summary.tables.first { $0.name == record.element })
            #expect(table.rows == table.written && table.written == system.content.rows(record).count)
        }
    }

    @Test(
        "I-017 an extract out of PostgreSQL is the generated one, field by field, in each revision",
        arguments: [2016, 2018, 2020])
    func postgreSQL(year: Int) async throws {
        let system = try SampleSystem(persons: 120, year: year)
        try await withPostgreSQL { server in
            try await server.psql(system.sql())
            var mapping = try mapping(.postgresql)
            mapping.source = .postgreSQL(server.settings)
            try expectSame(try run(mapping, year), system)
        }
    }

    @Test(
        "I-017 an extract out of SQLite is the generated one, field by field, in each revision",
        arguments: [2016, 2018, 2020])
    func sqlite(year: Int) throws {
        let system = try SampleSystem(persons: 120, year: year)
        try system.fillSQLite(scratch.path("records.sqlite"))
        try expectSame(try run(try mapping(.sqlite), year), system)
    }

    @Test(
        "I-017 an extract out of files is the generated one, field by field, in each revision",
        arguments: [2016, 2018, 2020])
    func files(year: Int) throws {
        let system = try SampleSystem(persons: 120, year: year)
        try FileManager.default.createDirectory(
            atPath: scratch.path("export"), withIntermediateDirectories: false)
        let folder = try ScratchDirectory()
        try system.fillFolder(folder, separator: "\t", encoding: .isoLatin1)
        var mapping = try mapping(.csv)
        mapping.source = .csv(CSVSettings(directory: folder.path, encoding: .latin1, separator: 0x09))
        try expectSame(try run(mapping, year), system)
    }

    @Test("I-019 what memory does not hold is sorted in sealed runs without a name, and comes out the same")
    func spilled() throws {
        let system = try SampleSystem(persons: 300, year: 2016)
        try system.fillSQLite(scratch.path("records.sqlite"))
        let mapping = try mapping(.sqlite)
        let whole = try run(mapping, 2016)
        let before = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        // Forty runs or so of the largest table.
        let spilled = try run(mapping, 2016, sortMemory: 32 << 10)
        #expect(spilled.extract == whole.extract)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == before)
        try expectSame(spilled, system)
    }

    @Test("I-009 beside a database the list of organisation numbers may be a file of the municipality's own")
    func listInFile() throws {
        let system = try SampleSystem(persons: 40, year: 2016)
        try system.fillSQLite(scratch.path("records.sqlite"))
        var mapping = try mapping(.sqlite)
        let files = CSVSettings(directory: scratch.path, encoding: .latin1, separator: 0x3B)
        mapping.organisations = OrganisationTable(
            table: .file("hus.csv"), files: files, code: "Kode", number: "Orgnr")
        let lines = system.generator.providers.map { "Hus \($0.digits.suffix(3));\($0.digits)\r\n" }
        try scratch.write(Array(("Kode;Orgnr\r\n" + lines.joined()).utf8), to: "hus.csv")
        try expectSame(try run(mapping, 2016), system)
    }

    @Test("the extract passes the register's own rules as the generated one does")
    func checks() throws {
        let system = try SampleSystem(persons: 60, year: 2016)
        try system.fillSQLite(scratch.path("records.sqlite"))
        let made = try run(try mapping(.sqlite), 2016)
        func summary(_ octets: [UInt8], _ name: String) throws -> CheckSummary {
            let file = ExtractFile(path: try scratch.write(octets, to: name))
            return try ReportCheck(.init(realm: .test)).run(file)
        }
        let (ours, theirs) = (try summary(made.extract, "ours.xml"), try summary(system.extract, "theirs.xml"))
        #expect(ours.verdict == theirs.verdict && ours.personsLeftOut == 0)
        #expect(ours.recipients == theirs.recipients)
        #expect(ours.groups.map(\.first.control) == theirs.groups.map(\.first.control))
    }
}

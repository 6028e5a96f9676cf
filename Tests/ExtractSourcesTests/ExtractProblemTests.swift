import ExtractSources
import Foundation
import Identifiers
import IplosContent
import NationalIdentity
import TestSupport
import Testing

@testable import Reporting

/// What an extraction says of rows and values that it cannot use: nothing disappears without being counted.
@Suite("What an extraction finds")
struct ExtractProblemTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// Invented: month + 80.
    private static let woman = "01810112251"

    private static let mapping = """
        source: {csv: {encoding: utf-8, separator: ";"}}
        system: {name: P, version: "1"}
        organisationNumbers: {file: houses.csv, code: code, number: number}
        records:
          PERSON:
            file: person.csv
            fields: {pePeID: id, peFnr: fnr, peFraDato: since, peEndrDato: since}
          TJENESTE:
            file: service.csv
            fields:
              tjPeID: id
              tjTjenType: {column: type, codes: {HJ: 15}}
              tjTimerUke: hours
              tjInstOrgnr: {institution: house}
              tjFraDato: from
        """

    private struct Made {
        let content: ExtractContent
        let summary: ExtractSummary

        func problem(_ kind: ExtractProblem.Kind, _ field: String? = nil) -> ExtractProblem? {
            summary.problems.first { $0.kind == kind && (field == nil || $0.field == field) }
        }
    }

    private func extract(
        _ mapping: String = mapping, person: String = "id;fnr;since\n7;\(woman);01.02.2015\n", service: String,
        houses: String = "code;number\n"
    ) throws -> (ReportExtract, [UInt8], Made?) {
        try scratch.write(Array(person.utf8), to: "person.csv")
        try scratch.write(Array(service.utf8), to: "service.csv")
        try scratch.write(Array(houses.utf8), to: "houses.csv")
        let order = try #require(
            ExtractOrder(
                unit: ReportingUnit(municipality: SampleSystem.municipality), year: 2016, realm: .test,
                made: "20170103", sequence: 1))
        let extract = ReportExtract(
            order, mapping: try ExtractMapping(yaml: Array(mapping.utf8), directory: scratch.path),
            sortDirectory: scratch.path)
        return (extract, [], nil)
    }

    private func make(
        _ mapping: String = mapping, person: String = "id;fnr;since\n7;\(woman);01.02.2015\n", service: String,
        houses: String = "code;number\n"
    ) throws -> Made {
        let extract = try extract(mapping, person: person, service: service, houses: houses).0
        var octets: [UInt8] = []
        let summary = try extract.run(
            from: extract.open(environment: [:]), to: .init(extract: { octets += $0 }, identities: { _ in }))
        return Made(content: try ExtractContent(octets), summary: summary)
    }

    @Test("I-009 organisation numbers come by themselves; who has none is listed with the number of rows")
    func institutions() throws {
        let numbers = SyntheticOrganisations.numbers(3).map(\.digits)
        let wrong = String(numbers[0].dropLast()) + (numbers[0].last == "0" ? "1" : "0")
        let made = try make(
            service:
                "id;type;hours;house;from\n7;21;;Solhaug  Bo;2016-01-01\n7;21;;B2;2016-01-01\n7;21;;b2 ;2016-02-01\n"
                + "7;21;;\(numbers[2]);2016-01-01\n7;21;;Lia;2016-01-01\n7;21;;To;2016-01-01\n7;21;;;2016-01-01\n",
            houses: "code;number\nsolhaug bo;\(numbers[0])\nLia;\(wrong)\nTo;\(numbers[0])\nTO;\(numbers[1])\n")
        let filled = made.content.rows(.service).map { $0.values["tjInstOrgnr"] }
        #expect(filled == [numbers[0], nil, nil, numbers[2], nil, nil, nil])
        let unknown = try #require(made.problem(.unknownInstitution))
        #expect(unknown.count == 4 && unknown.firstRow == 3)
        #expect(unknown.values == ["B2": 1, "b2": 1, "Lia": 1, "To": 1])
        let unusable = try #require(made.problem(.unusableNumber))
        #expect(unusable.count == 2 && unusable.firstRow == 3)
        #expect(made.summary.loses)
        // The rows are there all the same.
        #expect(made.summary.tables.first { $0.name == "TJENESTE" }?.written == 7)
    }

    @Test("an extract made into the spool is the one made into a file; a mapping or a source that is none says so")
    func spooled() throws {
        let service = "id;type;hours;house;from\n7;15;;;2016-01-01\n8;15;;;2016-01-01\n"
        let (extract, _, _) = try extract(service: service)
        var octets: [UInt8] = []
        _ = try extract.run(
            from: extract.open(environment: [:]), to: .init(extract: { octets += $0 }, identities: { _ in }))
        let order = try #require(
            ExtractOrder(
                unit: ReportingUnit(municipality: SampleSystem.municipality), year: 2016, realm: .test,
                now: Date(timeIntervalSince1970: 1_483_448_400), sequence: 1))
        let spool = Spool(directory: scratch.path("spool"))
        func make(_ mapping: String) throws -> (made: MappedExtract, counted: Int) {
            let path = try scratch.write(Array(mapping.utf8), to: "mapping.yaml")
            var counted = 0
            let made = try MappedExtract.make(
                order, mapping: path, into: spool, sortDirectory: scratch.path, environment: [:]
            ) { counted += $0 }
            return (made, counted)
        }
        let (made, counted) = try make(Self.mapping)
        #expect(try made.extract.whole() == octets && counted == octets.count)
        #expect(made.identities == nil && made.summary.problems.contains { $0.kind == .unknownPerson })
        #expect(throws: MappedExtract.Fault.mapping("3:1 organisationNumber")) {
            try make(Self.mapping.replacing("organisationNumbers", with: "organisationNumber"))
        }
        #expect(throws: MappedExtract.Fault.self) {
            try make(Self.mapping.replacing("encoding: utf-8", with: "encoding: utf-8, directory: borte"))
        }
        #expect(throws: MappedExtract.Fault.self) {
            try MappedExtract.make(
                order, mapping: scratch.path("borte.yaml"), into: spool, sortDirectory: scratch.path, environment: [:]
            ) { _ in }
        }
        #expect(throws: ExtractFault.self) { try make(Self.mapping.replacing("pePeID: id", with: "pePeID: nummer")) }
    }

    @Test("I-006 rows that nobody can place are left out, counted, and named by table and row")
    func orphans() throws {
        let made = try make(
            person:
                "id;fnr;since\n7;\(Self.woman);20150201\n;\(Self.woman);20150201\n7;;20150201\n\(Self.woman);;20150201\n",
            service:
                "id;type;hours;house;from\n6;15;;;2016-01-01\n7;15;;;2016-01-01\n;15;;;2016-01-01\n8;15;;;2016-01-01\n")
        #expect(made.summary.tables.first { $0.name == "TJENESTE" }?.written == 1)
        let unknown = try #require(made.problem(.unknownPerson))
        #expect(unknown.count == 2 && unknown.firstRow == 2 && unknown.table == "TJENESTE")
        #expect(made.problem(.noPerson, "tjPeID")?.firstRow == 4)
        // An identity number is no local number: it is not written where everybody reads.
        #expect(made.problem(.noPerson, "pePeID")?.count == 2)
        #expect(made.problem(.leftOut, "pePeID")?.firstRow == 5)
        #expect(made.problem(.samePerson)?.firstRow == 4)
        #expect(made.problem(.noIdentity)?.count == 1)
        #expect(made.content.persons.count == 2)
    }

    @Test("local codes are translated, and those that are not are shown with the number of rows")
    func codes() throws {
        let made = try make(
            service:
                "id;type;hours;house;from\n7;HJ;12,5;;31.01.2016\n7;15.0;3;;2016-02-01 00:00:00\n7;XY;x;;soon\n7;XY;;;\n"
        )
        let rows = made.content.rows(.service).map(\.values)
        #expect(rows[0]["tjTjenType"] == "15" && rows[0]["tjTimerUke"] == "12.50" && rows[0]["tjFraDato"] == "20160131")
        #expect(rows[1]["tjTjenType"] == "15" && rows[1]["tjTimerUke"] == "3.00" && rows[1]["tjFraDato"] == "20160201")
        #expect(rows.map { $0["tjTjID"] } == ["1", "2", "3", "4"])
        #expect(made.problem(.unknownCode)?.values == ["XY": 2])
        #expect(made.problem(.wrongForm, "tjTimerUke")?.firstRow == 4)
        #expect(made.problem(.wrongForm, "tjFraDato")?.count == 1)
        #expect(!made.summary.loses)
    }

    @Test("age and sex come out of the identity number where no column has them")
    func derived() throws {
        let made = try make(
            person: "id;fnr;since\n7;\(Self.woman);20150201\n8;1810112251;20150201\n9;12345;20150201\n",
            service: "id;type;hours;house;from\n")
        let persons = made.content.persons
        #expect(persons[0].values["peAlder"] == "115")
        #expect(persons[0].values["peKjonn"] == "K")
        // Kept as a number somewhere, it had lost its zero.
        #expect(persons[1].identity == Self.woman)
        #expect(persons[2].values["peAlder"] == nil && persons[2].identity == "12345")
        #expect(made.problem(.notDerived, "peAlder")?.firstRow == 4)
        #expect(persons[0].values["peKomnr"] == "9901" && persons[0].values["peBydelsnr"] == "00")
    }

    @Test("no problem shows an identity number, wherever it stood")
    func planted() throws {
        let fnr = Self.woman
        let made = try make(
            person: "id;fnr;since\n7;\(fnr);\(fnr)\n\(fnr);\(fnr);1\n",
            service:
                "id;type;hours;house;from\n7;\(fnr);\(fnr);\(fnr);\(fnr)\n\(fnr);a \(fnr);;x \(fnr);\n")
        #expect(made.summary.problems.count > 5)
        #expect(!"\(made.summary)".contains(fnr) && !"\(made.summary)".contains("810112"))
        for problem in made.summary.problems {
            for text in [problem.sentence.nb, problem.sentence.nn, problem.sentence.en] {
                #expect(!text.contains("810112") && !text.isEmpty)
            }
        }
        #expect(made.problem(.unknownInstitution)?.hidden == 2)
        // A file without a heading has a person where the names should be.
        let headless = try extract(person: "7;\(fnr);20150201\n", service: "id;type;hours;house;from\n").0
        let summary = try headless.look(at: headless.open(environment: [:]))
        #expect(summary.problems.contains { $0.kind == .columnMissing && $0.detail?.contains("heading") == true })
        #expect(!"\(summary)".contains(fnr))
    }

    @Test("a look says of each table what is there, and goes on where an extract would stop")
    func look() throws {
        let extract = try extract(service: "id;tpye;hours;house;from;name\n7;15;1,5;;2016-01-01;x\n").0
        let summary = try extract.look(at: extract.open(environment: [:]))
        let table = try #require(summary.tables.first { $0.name == "TJENESTE" })
        #expect(table.columns == ["id", "tpye", "hours", "house", "from", "name"] && table.unused == ["tpye", "name"])
        #expect(table.rows == 1 && table.written == 1)
        let missing = try #require(summary.problems(of: table).first)
        #expect(missing.kind == .columnMissing && missing.field == "type" && missing.detail == "Did you mean `tpye`?")
        #expect(throws: ExtractFault.columns(table: "TJENESTE", ["type"])) {
            try extract.run(
                from: extract.open(environment: [:]), to: .init(extract: { _ in }, identities: { _ in }))
        }
        try scratch.write(Array("id;type;hours;house;from\n7;\"1\n".utf8), to: "service.csv")
        let broken = try extract.look(at: extract.open(environment: [:]))
        #expect(broken.problems.first { $0.kind == .unread }?.detail?.contains("Line 3") == true && broken.loses)
        #expect(throws: ExtractFault.self) {
            try extract.run(
                from: extract.open(environment: [:]), to: .init(extract: { _ in }, identities: { _ in }))
        }
    }

    @Test("fields that the year does not have or wants in every row are told")
    func fields() throws {
        let made = try make(
            Self.mapping + "\n  PERSONOPPL: {file: service.csv, fields: {poPeID: id, poHeldg: {value: \"1\"}}}\n",
            service: "id;type;hours;house;from\n7;15;1,5;;2016-01-01\n")
        #expect(made.problem(.fieldNotInYear)?.field == "poHeldg")
        #expect(made.problem(.fieldNotMapped, "poHusstand") != nil && made.problem(.fieldNotMapped, "peKomnr") == nil)
    }
}

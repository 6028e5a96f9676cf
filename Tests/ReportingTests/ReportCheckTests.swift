import Foundation
import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import Reporting
import TestSupport
import Testing

@Suite("Checking an extract")
struct ReportCheckTests {
    private let office: ReportingOffice

    init() throws { office = try ReportingOffice() }

    private func check(
        _ file: ExtractFile, realm: IdentityRealm = .test, municipality: MunicipalityNumber? = nil, year: Int? = nil
    ) throws -> CheckSummary {
        try ReportCheck(.init(realm: realm, municipality: municipality, year: year, examples: 2)).run(file)
    }

    @Test("I-007 an extract without faults is clean, and everybody counts")
    func clean() throws {
        let summary = try check(office.extract(150))
        #expect(summary.verdict == .clean && summary.groups.isEmpty)
        #expect(summary.persons == 150 && summary.personsLeftOut == 0)
        #expect(summary.unit == office.unit && summary.year == 2016)
        #expect(summary.recipients.values.reduce(0, +) > 150)
    }

    @Test("I-006 faults are counted by control, the first few shown, and only those that cost rows are losses")
    func faults() throws {
        let warned = try check(office.extract(100, faults: [.noServices: 4]))
        #expect(warned.verdict == .findings)
        #expect(warned.groups.map(\.first.control) == ["K-301"])
        #expect(warned.groups[0].count == 4 && warned.groups[0].examples.count == 2)
        let lost = try check(office.extract(100, name: "b.xml", faults: [.invalidIdentity: 3]))
        #expect(lost.verdict == .losses && lost.personsLeftOut == 3)
    }

    @Test("I-033 invented persons are left out where real ones are counted, and the other way round")
    func realms() throws {
        let summary = try check(office.extract(10), realm: .production)
        #expect(summary.personsLeftOut == 10)
        #expect(summary.groups.map(\.first.control) == ["K-405"])
        #expect(summary.sentence.nb.hasPrefix("Sendes det slik, blir ingen talt: alle personene faller ut."))
        let some = try check(office.extract(100, name: "c.xml", faults: [.invalidIdentity: 3]))
        #expect(some.sentence.nb.hasPrefix("Kan sendes, men noen"))
    }

    @Test("I-021 another municipality and another year stop the file by name")
    func stopped() throws {
        let file = try office.extract(5)
        let municipality = try check(file, municipality: MunicipalityNumber("0301"))
        #expect(municipality.verdict == .stopped && municipality.groups.map(\.first.control) == ["K-002"])
        let year = try check(file, year: 2015)
        #expect(year.verdict == .stopped && year.groups.map(\.first.control) == ["K-003"])
        #expect(try check(file, municipality: office.unit.municipality, year: 2016).verdict == .clean)
    }

    @Test("I-006 what is no extract, or is cut off, is stopped and said to be unreadable")
    func unreadable() throws {
        var octets: [UInt8] = []
        try office.generator(5).write { octets += $0 }
        for bytes in [[], Array("hei".utf8), Array("<a/>".utf8), Array(octets.dropLast(40))] {
            let summary = try check(ExtractFile(path: try office.scratch.write(bytes, to: "x.xml")))
            #expect(summary.verdict == .stopped && summary.unreadable != nil)
        }
    }

    @Test("I-006 a file that is not there or is no file is a fault, not a finding")
    func files() throws {
        let nowhere = office.scratch.path("nowhere.xml")
        #expect(throws: ExtractFile.Fault.notThere(nowhere)) { try check(ExtractFile(path: nowhere)) }
        #expect(throws: ExtractFile.Fault.notOrdinary(office.scratch.path)) {
            try check(ExtractFile(path: office.scratch.path))
        }
    }

    @Test("M-002 no finding shows an identity number")
    func bland() throws {
        var shown = ""
        let file = try office.extract(40, faults: [.invalidIdentity: 10, .wrongAge: 10, .missingIdentity: 3])
        _ = try ReportCheck(.init(realm: .test)) { shown += "\($0) \($0.message.nb) " }.run(file)
        #expect(!shown.isEmpty)
        let content = try String(contentsOfFile: file.path, encoding: .utf8)
        let numbers = content.components(separatedBy: "<peFnr>").dropFirst().map { $0.prefix(11) }
        #expect(numbers.count == 37)
        for number in numbers { #expect(!shown.contains(number)) }
    }
}

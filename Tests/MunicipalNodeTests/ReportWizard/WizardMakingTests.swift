import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("Making the extract by an installed mapping, in the wizard")
struct WizardMakingTests {
    private static let mapping = """
        source: {csv: {encoding: utf-8, separator: ";"}}
        system: {name: P, version: "1"}
        records:
          PERSON:
            file: person.csv
            fields: {pePeID: id, peFnr: fnr, peFraDato: since, peEndrDato: since}
          TJENESTE:
            file: service.csv
            fields: {tjPeID: id, tjTjenType: type, tjFraDato: since}
        """
    private static let persons = (0..<3).map { SyntheticPerson.number($0).identityNumber }

    private let stage: WizardStage
    private let browser: WizardBrowser
    private let id: ReportID

    init() async throws {
        stage = try await WizardStage()
        browser = try await WizardBrowser.admitted(stage, rights: [.extract])
        id = try await browser.begin()
        try install()
    }

    /// A record system's files, with a service of a person who is none of them, and the mapping beside them.
    private func install(_ mapping: String = mapping, as name: String = "fagsystem") throws {
        let folder = stage.installation.directory
        let persons = Self.persons.enumerated().map { "\($0 + 1);\($1);2015-02-01\n" }.joined()
        try folder.write(Array("id;fnr;since\n\(persons)".utf8), to: "mappings/nord/person.csv")
        try folder.write(
            Array("id;type;since\n1;15;2016-01-01\n2;15;2016-03-01\n9;15;2016-03-01\n".utf8),
            to: "mappings/nord/service.csv")
        try folder.write(Array(mapping.utf8), to: "mappings/nord/\(name).yaml")
    }

    private func make(
        _ mapping: String = "fagsystem", unit: String = "9901-00", year: String = "2016"
    ) async -> WebAnswer {
        _ = await browser.get(WizardRoute.extract(id))
        return await browser.post(.make(id), ["mapping": mapping, "unit": unit, "year": year])
    }

    @Test("I-001 I-006 the record system is read by the mapping, checked like an upload, and what did not fit is told")
    func whole() async throws {
        let page = await browser.get(WizardRoute.extract(id)).text
        #expect(page.contains("Hent uttrekket fra fagsystemet") && page.contains("value=\"fagsystem\""))
        #expect(page.contains("value=\"9901-00\"") && !page.contains("9902"))
        #expect(await make().location == WizardRoute.work(id).path)
        let findings = await browser.afterWork(id).text
        #expect(findings.contains("3 personer"), "\(findings)")
        #expect(findings.contains("Noe gikk ikke opp da uttrekket ble laget."))
        let made = await browser.get(WizardRoute.extract(id)).text
        #expect(made.contains("Etter oppskriften «fagsystem».") && made.contains("9901-00-2016.xml"))
        #expect(made.contains("<th scope=\"row\">TJENESTE</th><td>3</td><td>2</td>"))
        #expect(made.contains("Rad om en person som ikke er i PERSON: utelatt (1 rader, først rad 4)."))
        // Nothing of it is on a page or on disk in clear, but where it came from.
        for number in Self.persons {
            #expect(!browser.seen.contains(number))
            let files = PlantedNumber(number).files(below: stage.installation.directory.path)
            #expect(files == ["mappings/nord/person.csv"])
        }
        let records = try await stage.installation.ask(AuditShow(tenant: Installation.tenant)).records
        let permission = try #require(records.first { $0.action == "report.permission" })
        #expect(permission.actor == "web:\(WizardStage.person)" && permission.detail["right"] == "extract")
        // An upload takes its place.
        _ = try await browser.check(WizardStage.extract().extract, in: id)
        #expect(!(await browser.get(WizardRoute.extract(id)).text.contains("Etter oppskriften")))
        #expect(stage.reports == [])
    }

    @Test(
        "I-001 the work is shown until there is an outcome: nobody is led back to the beginning between two steps of it"
    )
    func noGap() async throws {
        let guest = try #require(
            ReportGuest(
                tenant: Installation.tenant, person: WizardStage.person, rights: [.extract], maker: WizardStage.maker))
        // The second step begins while a look waits for every turn of the desk.
        _ = await make()
        var looks = 0
        while let report = try await stage.desk.report(id, for: guest), report.work != nil { looks += 1 }
        let report = try #require(try await stage.desk.report(id, for: guest))
        #expect(report.check != nil && report.trouble == nil, "\(looks) looks: \(report)")
    }

    @Test("from 2018 on the identity numbers that the mapping gives are there for the check")
    func companion() async throws {
        #expect(await make(year: "2018").location == WizardRoute.work(id).path)
        #expect(await browser.afterWork(id).text.contains("3 personer, 0 blir ikke talt med"))
    }

    @Test("no mapping but those of the municipality, no unit but its own, and no year but the format's")
    func refused() async throws {
        try stage.installation.directory.write(Array(Self.mapping.utf8), to: "outside.yaml")
        for (mapping, unit, year, field) in [
            ("../../outside", "9901-00", "2016", "mapping"), ("", "9901-00", "2016", "mapping"),
            ("fagsystem", "9902-00", "2016", "unit"), ("fagsystem", "9901-01", "2016", "unit"),
            ("fagsystem", "9901-00", "2022", "year"), ("fagsystem", "9901-00", "i fjor", "year"),
        ] {
            let answer = await make(mapping, unit: unit, year: year)
            #expect(answer.status == .unprocessableContent, "\(mapping) \(unit) \(year)")
            #expect(answer.text.contains("href=\"#\(field)\""), "\(mapping) \(unit) \(year)")
        }
        let south = try await WizardBrowser.admitted(stage, to: WizardStage.south)
        let other = try await south.begin()
        #expect(!(await south.get(WizardRoute.extract(other)).text.contains("fagsystem\"")))
        #expect(
            await south.post(.make(other), ["mapping": "fagsystem", "unit": "9902-00", "year": "2016"]).status
                == .unprocessableContent)
        let fetcher = try await WizardBrowser.admitted(stage, rights: [.fetch])
        _ = await fetcher.get(WizardRoute.extract(id))
        #expect(await fetcher.post(.make(id)).status == .forbidden)
    }

    @Test("a mapping with a fault, and a record system that cannot be read, say whose work it is")
    func broken() async throws {
        try install(Self.mapping.replacing("PERSON:", with: "PERSONER:"), as: "feil")
        try install(Self.mapping.replacing("person.csv", with: "borte.csv"), as: "borte")
        try install(Self.mapping.replacing("pePeID: id", with: "pePeID: nummer"), as: "kolonne")
        for (mapping, words) in [
            ("feil", "Oppskriften har en feil."), ("borte", "passer ikke med det som ligger i fagsystemet"),
            ("kolonne", "passer ikke med det som ligger i fagsystemet"),
        ] {
            #expect(await make(mapping).location == WizardRoute.work(id).path)
            let page = await browser.afterWork(id).text
            #expect(page.contains(words), "\(mapping): \(page)")
        }
        #expect(stage.reports == [])
        // And then it goes with the right one.
        _ = await make()
        #expect(await browser.afterWork(id).text.contains("3 personer"))
    }
}

import Certificates
import Foundation
import HTTPTypes
import Identifiers
import IplosExtract
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("The wizard, from the extract to the sealed report")
struct WizardFlowTests {
    @Test("I-001 I-016 a link, an extract, its findings, the keys, and it is sealed in the municipality's name")
    func whole() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let extract = try WizardStage.extract(persons: 30, faults: [.noServices: 2, .invalidIdentity: 1]).extract
        let findings = try await browser.check(extract, in: id)
        #expect(findings.text.contains("Kan sendes, men noen rader eller personer blir ikke talt med."))
        #expect(findings.text.contains("Kommune 9901, bydel 00, år 2016: 30 personer, 1 blir ikke talt med."))
        #expect(findings.text.contains("Rettes i fagsystemet, av den som registrerer"))

        let waiting = await browser.get(WizardRoute.seal(id))
        #expect(waiting.text.contains("Når begge nøklene er hentet inn"))
        await browser.bringKeys(id)
        let page = await browser.get(WizardRoute.seal(id))
        #expect(page.text.contains("Fjordheim sykehus HF") && page.text.contains("Legene på Torget AS"))
        let digits = WizardBrowser.value(of: "digits-trustee", in: page.text)
        #expect(digits.split(separator: " ").count == 16)
        #expect(await browser.post(.sealNow(id), browser.sealFields(page.text)).location == WizardRoute.work(id).path)
        let sealed = await browser.afterWork(id)
        #expect(sealed.text.contains("Rapporten er forseglet") && sealed.text.contains("9901-00, 2016, Ordinær 1"))
        #expect(stage.reports == [])

        // What lies there is the submission, and the extract is nowhere.
        let folder = stage.installation.directory.path("data/reports/nord/9901-00-2016-ordinary-1")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["content-0001.p7m", "identity-0001.p7m", "manifest.p7s"])
        let manifest = try stage.desk.signers().open(
            SubmissionFolder(path: folder).signedManifest(), as: SubmissionManifest.self)
        #expect(manifest.organisation == SyntheticOrganisations.northMunicipality.number)
        #expect(manifest.document.personCount == 30 && manifest.document.contact.email == "iplos@nord.example")
        #expect(await browser.get(WizardRoute.findings(id)).location == WizardRoute.extract(id).path)
        #expect(await browser.get("/reports").text.contains(WizardRoute.seal(id).path))
        // A report that is sealed takes nothing more.
        _ = await browser.get("/reports")
        let again = await browser.upload(extract, as: "x.xml", field: "extract", to: .upload(id))
        #expect(again.status == .unprocessableContent && again.text.contains("forseglet alt"))
        #expect(await browser.post(.sealNow(id)).location == WizardRoute.seal(id).path)
        // The next one begins with the contacts of this one.
        let next = try await browser.begin()
        _ = try await browser.check(extract, in: next)
        let form = await browser.get(WizardRoute.seal(next)).text
        #expect(form.contains("value=\"iplos@nord.example\""))
    }

    @Test("I-004 many findings are paged through a hundred at a time, and all are in the spreadsheet")
    func many() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let extract = try WizardStage.extract(persons: 260, faults: [.noServices: 230]).extract
        let findings = try await browser.check(extract, in: id).text
        let link = try #require(findings.range(of: "/findings/K-[0-9]+/1", options: .regularExpression))
        let control = String(findings[link].split(separator: "/")[1])
        #expect(findings.contains("Se alle 230 av \(control)"))
        var rows = 0
        for page in 1...3 {
            let text = await browser.get(WizardRoute.control(id, control, page: page)).text
            #expect(text.contains("Side \(page) av 3"))
            #expect(text.contains("Neste side") == (page < 3) && text.contains("Forrige side") == (page > 1))
            rows += text.components(separatedBy: "<th scope=\"row\">").count - 1
        }
        #expect(rows == 230)
        for (control, page) in [(control, 4), ("K-999", 1), ("..", 1)] {
            #expect(await browser.get(WizardRoute.control(id, control, page: page)).status == .notFound)
        }
        let answer = await browser.get(WizardRoute.findingsFile(id))
        #expect(
            answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"funn-9901-00-2016.csv\"") == true)
        let csv = try await answer.downloaded()
        #expect(csv.starts(with: [0xEF, 0xBB, 0xBF]))
        let lines = String(decoding: csv, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.count { $0.hasPrefix("\"\(control) ") } == 230)
    }

    @Test(
        "I-019 what is no extract says so in plain words, and cannot be sealed",
        arguments: [
            ("<IPLOS", "Be den som lager uttrekket"), ("hei på deg", "ikke hel XML"),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "dokumenttypedeklarasjon"),
            ("<html><body/></html>", "ikke et uttrekk"),
        ])
    func nonsense(_ text: String, _ words: String) async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let page = try await browser.check(Array(text.utf8), in: id)
        #expect(page.text.contains("Kan ikke sendes.") && page.text.contains(words), "\(page.text)")
        #expect(await browser.get(WizardRoute.seal(id)).location == WizardRoute.extract(id).path)
        #expect(await browser.post(.sealNow(id)).location == WizardRoute.extract(id).path)
        // It can be brought in anew.
        #expect(try await browser.check(WizardStage.extract().extract, in: id).text.contains("12 personer"))
    }

    @Test("T-095 a file beyond its limit is not taken, whether it says so or not; no file is said to be none")
    func sizes() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        _ = await browser.get(WizardRoute.extract(id))
        let said = await browser.send(
            "POST", WizardRoute.upload(id).path,
            ["Content-Type": "multipart/form-data; boundary=grense", "Content-Length": "\(5 << 30)"], [[]])
        #expect(said.status == .contentTooLarge)
        for (octets, name) in [([UInt8](), ""), ([], "x.xml")] {
            _ = await browser.get(WizardRoute.extract(id))
            let none = await browser.upload(octets, as: name, field: "extract", to: .upload(id))
            #expect(none.status == .unprocessableContent && none.text.contains("Velg en fil."))
        }
        _ = try await browser.check(WizardStage.extract().extract, in: id)
        let key = await browser.upload(
            [UInt8](repeating: 1, count: 70_000), as: "k", field: "key-trustee", to: .key(id, .trustee))
        #expect(key.status == .contentTooLarge)
    }

    @Test("an extract of 2018 asks for its identity numbers, and is checked anew with them")
    func companion() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let made = try WizardStage.extract(persons: 9, year: 2018)
        let without = try await browser.check(made.extract, in: id).text
        #expect(without.contains("Dette uttrekket mangler fødselsnumre.") && without.contains("9 blir ikke talt med"))
        _ = await browser.get(WizardRoute.extract(id))
        let wrong = await browser.upload(
            Array("bare tull\nog mer\n".utf8), as: "i.csv", field: "identities", to: .identities(id))
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("kan ikke brukes"))
        let taken = await browser.upload(made.identities, as: "i.csv", field: "identities", to: .identities(id))
        #expect(taken.location == WizardRoute.work(id).path)
        #expect(await browser.afterWork(id).text.contains("9 personer, 0 blir ikke talt med"))
    }

    @Test("an extract that lies ready is read where it lies, and no name leads out of the folder")
    func ready() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let made = try WizardStage.extract(persons: 7, year: 2018)
        try stage.installation.directory.write(made.extract, to: "ready/nord/2018.xml")
        try stage.installation.directory.write(made.identities, to: "ready/nord/2018.identities.csv")
        try stage.installation.directory.write(made.extract, to: "outside.xml")
        #expect(await browser.get(WizardRoute.extract(id)).text.contains("2018.xml ("))
        for name in ["../../outside.xml", "outside.xml", "", "/etc/passwd"] {
            let answer = await browser.post(.choose(id), ["ready": name])
            #expect(answer.status == .unprocessableContent, "\(name)")
        }
        #expect(await browser.post(.choose(id), ["ready": "2018.xml"]).location == WizardRoute.work(id).path)
        #expect(await browser.afterWork(id).text.contains("7 personer, 0 blir ikke talt med"))
    }

    @Test("a report can be discarded, after a question, and one begun twice is one")
    func discard() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let other = try await WizardBrowser.admitted(stage)
        #expect(try await other.begin("trial") == id)
        _ = try await browser.check(WizardStage.extract().extract, in: id)
        #expect(await browser.get(WizardRoute.askDiscard(id)).text.contains("Behold rapporten"))
        #expect(await browser.post(.discard(id)).location == "/reports")
        #expect(await browser.get(WizardRoute.findings(id)).status == .notFound)
        #expect(try await browser.begin() != id)
    }
}

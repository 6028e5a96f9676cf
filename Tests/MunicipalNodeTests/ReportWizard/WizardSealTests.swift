import Foundation
import HTTPTypes
import Identifiers
import IplosExtract
import Reporting
import SealedSubmission
import Store
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("Sealing in the wizard: what is refused, and what a restart leaves")
struct WizardSealTests {
    private let stage: WizardStage
    private let browser: WizardBrowser
    private let id: ReportID

    init() async throws {
        stage = try await WizardStage()
        browser = try await WizardBrowser.admitted(stage)
        id = try await browser.begin()
        _ = try await browser.check(WizardStage.extract().extract, in: id)
    }

    private func bring(_ key: [UInt8], as holder: KeyHolder) async -> WebAnswer {
        await browser.upload(key, as: "k.p7s", field: "key-\(holder.rawValue)", to: .key(id, holder))
    }

    @Test("I-018 a key of the other party, of a stranger, of another year, or none is refused where it was brought in")
    func keys() async throws {
        _ = await browser.get(WizardRoute.seal(id))
        let installation = stage.installation
        let stranger = try WizardStage.published(.trustee, SyntheticOrganisations.stranger, installation)
        let old = try WizardStage.published(.trustee, SyntheticOrganisations.hospital, installation, year: 2015)
        for (key, words) in [
            (stage.registerKey, "den andre partens"), (stranger, "ikke signert av den den skal komme fra"),
            (old, "for et annet år"), (Array("tull".utf8), "ikke en nøkkel"),
        ] {
            let answer = await bring(key, as: .trustee)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
            #expect(answer.text.contains("href=\"#key-trustee\""))
        }
        let audit = try await installation.ask(AuditShow(tenant: Installation.tenant)).records.map(\.action)
        #expect(!audit.contains("report.wizard.key"))
    }

    @Test("I-016 each field that is wrong is named beside it, and what was written stands there still")
    func fields() async throws {
        await browser.bringKeys(id)
        let page = await browser.get(WizardRoute.seal(id)).text
        let good = browser.sealFields(page)
        for (change, field) in [
            (["kind": "test"], "kind"), (["kind": ""], "kind"), (["role": " "], "role"),
            (["name": "a\u{202E}b"], "name"),
            (["email": "iplos"], "email"), (["phone": "12"], "phone"), (["compared-trustee": ""], "compared-trustee"),
            (["compared-register": "no"], "compared-register"), (["deputy-name": "Ola"], "deputy-role"),
        ] {
            let answer = await browser.post(.sealNow(id), good.merging(change) { $1 })
            #expect(answer.status == .unprocessableContent, "\(field)")
            #expect(answer.text.contains("<a href=\"#\(field)\">"), "\(field)")
            #expect(answer.text.contains("value=\"68050001\"") || field == "phone")
        }
        // The digits on the page were another key's.
        let changed = await browser.post(
            .sealNow(id), good.merging(["digits-trustee": good["digits-register"] ?? ""]) { $1 })
        #expect(changed.status == .unprocessableContent && changed.text.contains("Sammenlign sifrene på nytt"))
        #expect(try await stage.installation.ask(ReportList(tenant: Installation.tenant)).submissions.isEmpty)
    }

    @Test("I-083 without an organisation certificate it is said before the work begins")
    func certificate() async throws {
        let south = try await WizardBrowser.admitted(stage, to: WizardStage.south)
        let own = try await south.begin()
        _ = await south.get(WizardRoute.extract(own))
        _ = await south.upload(
            try WizardStage.extract().extract, as: "x.xml", field: "extract", to: .upload(own))
        _ = await south.afterWork(own, of: WizardStage.south)
        await south.bringKeys(own)
        let page = await south.get(WizardRoute.seal(own)).text
        let answer = await south.post(.sealNow(own), south.sealFields(page))
        #expect(answer.status == .unprocessableContent && answer.text.contains("virksomhetssertifikat"))
    }

    @Test("one work at a time: its page says how far it is and loads itself again, and another is told to wait")
    func busy() async throws {
        let gate = DispatchSemaphore(value: 0)
        let blocker = Task(executorPreference: stage.desk.thread) { gate.wait() }
        _ = await browser.get(WizardRoute.extract(id))
        let first = await browser.upload(
            try WizardStage.extract().extract, as: "x.xml", field: "extract", to: .upload(id))
        #expect(first.location == WizardRoute.work(id).path)
        let page = await browser.get(WizardRoute.work(id))
        #expect(page.headers[.init("Refresh")!] == "5")
        #expect(page.text.contains("Uttrekket kontrolleres") && page.text.contains("value=\"0\""))
        let still = await browser.get(WizardRoute.stillWork(id))
        #expect(still.status == .ok && still.headers[.init("Refresh")!] == nil)
        _ = await browser.get(WizardRoute.extract(id))
        let second = await browser.upload([1], as: "y.xml", field: "extract", to: .upload(id))
        #expect(second.status == .unprocessableContent && second.text.contains("Vent til det er ferdig"))
        _ = await browser.get(WizardRoute.askDiscard(id))
        #expect(await browser.post(.discard(id)).status == .conflict)
        gate.signal()
        await blocker.value
        #expect(await browser.afterWork(id).text.contains("12 personer"))
    }

    @Test("a sealing that cannot begin is told as a fault of ours, and leaves nobody waiting for it")
    func cannotBegin() async throws {
        await browser.bringKeys(id)
        let page = await browser.get(WizardRoute.seal(id)).text
        let place = stage.installation.directory.path("data/reports")
        try stage.installation.directory.write([], to: "data/reports")
        #expect(await browser.post(.sealNow(id), browser.sealFields(page)).status == .internalServerError)
        #expect(stage.reports.count == 1)
        try FileManager.default.removeItem(atPath: place)
        #expect(await browser.post(.sealNow(id), browser.sealFields(page)).location == WizardRoute.work(id).path)
        #expect(await browser.afterWork(id).text.contains("Rapporten er forseglet"))
    }

    @Test("a restart is told: what was brought in is gone, and nothing has been sent")
    func restart() async throws {
        let next = try await WizardStage(after: stage)
        let browser = try await WizardBrowser.admitted(next)
        #expect(try await browser.begin() == id)
        let page = await browser.get(WizardRoute.extract(id))
        #expect(page.text.contains("Tjenesten ble startet på nytt"))
        #expect(await browser.get(WizardRoute.findings(id)).location == WizardRoute.extract(id).path)
        let again = try await browser.check(WizardStage.extract().extract, in: id)
        #expect(again.text.contains("12 personer"))
        #expect(!(await browser.get(WizardRoute.extract(id)).text.contains("startet på nytt")))
    }

    @Test("a sealing that nobody was left to note is found again, and one that broke off is told")
    func brokenOff() async throws {
        await browser.bringKeys(id)
        let page = await browser.get(WizardRoute.seal(id)).text
        _ = await browser.post(.sealNow(id), browser.sealFields(page))
        await stage.desk.settle(Installation.tenant)
        let guest = WizardEntryTests.guest
        // As if the process had ended between the last file and the note of it.
        var draft = try #require(try await stage.desk.draft(id, for: guest))
        let sealed = try #require(draft.sealed)
        draft.sealed = nil
        try await stage.desk.keep(draft, for: guest)
        let next = try await WizardStage(after: stage)
        let browser = try await WizardBrowser.admitted(next)
        #expect(await browser.get(WizardRoute.seal(id)).text.contains(sealed.submission.text))
        #expect(try await next.desk.draft(id, for: guest)?.sealed?.submission == sealed.submission)

        // As if it had ended before.
        try await next.desk.keep(draft, for: guest)
        try FileManager.default.removeItem(atPath: next.desk.reportsFolder(of: guest) + "/" + sealed.folder)
        let last = try await WizardBrowser.admitted(WizardStage(after: next))
        #expect(await last.get(WizardRoute.extract(id)).text.contains("Tjenesten ble startet på nytt"))
    }

    @Test("M-002 a planted identity number is on no page, in no log and in no file, whatever it stands in")
    func canary() async throws {
        let extract = String(decoding: try WizardStage.extract(persons: 5).extract, as: UTF8.self)
        let number = try #require(
            extract.components(separatedBy: "<peFnr>").dropFirst().first.map { String($0.prefix(11)) })
        // In its own place, as a local number, and in the file's name.
        let planted = extract.replacing(/pePeID="[^"]*"/, with: "pePeID=\"\(number)\"", maxReplacements: 2)
        let page = try await browser.check(Array(planted.utf8), as: "\(number).xml", in: id)
        #expect(page.text.contains("•••"))
        let held = await browser.get(WizardRoute.extract(id))
        #expect(held.text.contains("•••, "))
        let csv = try await browser.get(WizardRoute.findingsFile(id)).downloaded()
        #expect(csv.count > 100)
        await browser.bringKeys(id)
        let form = await browser.get(WizardRoute.seal(id)).text
        _ = await browser.post(.sealNow(id), browser.sealFields(form))
        #expect(await browser.afterWork(id).text.contains("Rapporten er forseglet"))
        #expect(!browser.seen.contains(number))
        #expect(!String(decoding: csv, as: UTF8.self).contains(number))
        #expect(!stage.reports.contains { $0.contains(number) })
        #expect(PlantedNumber(number).files(below: stage.installation.directory.path) == [])
        // The search itself finds what is there.
        try stage.installation.directory.write(Array(number.utf8), to: "control.txt")
        #expect(PlantedNumber(number).files(below: stage.installation.directory.path) == ["control.txt"])
    }
}

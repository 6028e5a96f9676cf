import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

@Suite("The pages of a tenant's messages")
struct ConsolePagesTests {
    @Test("U-20 the first page says in one sentence whether all is well, and for what is not what to do and who can")
    func overview() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        let calm = await browser.get(ConsoleRoute.overview.path)
        #expect(calm.status == .ok && calm.text.contains("Alt er i orden: ingen melding trenger hjelp."))
        #expect(calm.text.contains("dager igjen") && calm.text.contains("Nordbygda"))
        #expect(calm.headers[HTTPField.Name("Refresh")!] != nil)
        #expect(await browser.get(ConsoleRoute.stillOverview.path).headers[HTTPField.Name("Refresh")!] == nil)
        for _ in 0..<3 { try await scene.message(task: .appRecMissing, reason: "no-appRec-in-time") }
        let page = await browser.get(ConsoleRoute.overview.path).text
        let explanation = Texts.explanation(of: "no-appRec-in-time", .nb)
        #expect(page.contains("3 saker trenger hjelp.") && page.contains("3 × DIALOG_HELSEFAGLIG, Storvik legekontor"))
        #expect(page.contains(explanation.action) && page.contains(explanation.who))
        #expect(await browser.get("/").location == ConsoleRoute.overview.path)
        #expect(scene.stage.reports == [])
    }

    @Test("U-01 M-114 a message is found, its page tells its history, and it is sent again under its own id")
    func message() async throws {
        let scene = try await ConsoleStage()
        let stored = try await scene.message(state: .expired, task: .expired, reason: "not-acknowledged-in-time")
        let browser = try await scene.browser()
        let list = await browser.get(ConsoleRoute.messages.path).text
        #expect(list.contains("DIALOG_HELSEFAGLIG") && list.contains("Storvik legekontor (80900)"))
        #expect(list.contains("✕ </span>Fristen ute, ikke bekreftet"))
        let page = await browser.get(ConsoleRoute.message(stored.serverID).path)
        #expect(page.status == .ok)
        for words in [
            "DIALOG_HELSEFAGLIG til Storvik legekontor", "fagsystemet journal", stored.msgID ?? "?", "Saker om",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        let sent = await browser.post(ConsoleRoute.resend(stored.serverID).path)
        #expect(sent.status == .ok && sent.text.contains("Meldingen er lagt i kø på nytt."))
        #expect(
            scene.stage.installation.exchange.asked.last
                == "resend \(stored.key.value) by web:\(WizardStage.person)")
        #expect(try await scene.stage.audit().contains("message.resend web:\(WizardStage.person)"))
    }

    @Test("U-07 what is known of a message is kept as a file, without its content")
    func evidence() async throws {
        let scene = try await ConsoleStage()
        let stored = try await scene.message()
        let answer = try await scene.browser().get(ConsoleRoute.evidence(stored.serverID).path)
        #expect(
            answer.headers[.contentDisposition]?.contains("\(stored.serverID.uuidString.lowercased()).json") == true)
        #expect(answer.headers[.contentType]?.hasPrefix("application/json") == true)
    }

    @Test("M-112 a matter is taken, written on and closed with what was done; what is refused keeps what was written")
    func task() async throws {
        let scene = try await ConsoleStage()
        try await scene.message(task: .appRecMissing, reason: "no-appRec-in-time")
        let id = try #require(try await scene.tasks().first).id
        let browser = try await scene.browser()
        let list = await browser.get(ConsoleRoute.tasks.path).text
        #expect(list.contains("ingen ennå") && list.contains(ConsoleRoute.task(id).path))
        _ = await browser.get(ConsoleRoute.task(id).path)
        #expect(await browser.post(ConsoleRoute.take(id).path).location == ConsoleRoute.task(id).path)
        #expect(await browser.get(ConsoleRoute.task(id).path).text.contains(WizardStage.person))
        let empty = await browser.post(ConsoleRoute.note(id).path, ["note": " "])
        #expect(empty.status == .unprocessableContent && empty.text.contains("href=\"#note\""))
        let patient = await browser.post(
            ConsoleRoute.note(id).path, ["note": "Gjelder \(SyntheticPerson.number(1).identityNumber)"])
        #expect(patient.status == .unprocessableContent)
        #expect(!patient.text.contains(SyntheticPerson.number(1).identityNumber))
        #expect(await browser.post(ConsoleRoute.note(id).path, ["note": "Ringte <b>"]).status == .seeOther)
        #expect(await browser.get(ConsoleRoute.task(id).path).text.contains("Ringte &lt;b&gt;"))
        for (fields, words) in [
            ([:], "Velg hva som ble gjort."), (["closing": "solvedItself"], "Velg hva som ble gjort."),
            (["closing": "notNeeded", "why": ""], "Skriv hvorfor det ikke var noe å gjøre."),
        ] {
            let refused = await browser.post(ConsoleRoute.close(id).path, fields)
            #expect(refused.status == .unprocessableContent && refused.text.contains(words))
        }
        #expect(await browser.post(ConsoleRoute.close(id).path, ["closing": "otherMeans"]).status == .seeOther)
        #expect(try await scene.tasks().isEmpty)
        let closed = await browser.get(ConsoleRoute.tasks.path + "?all=yes").text
        #expect(closed.contains("Mottakeren har fått beskjed på annen måte"))
        #expect(await browser.post(ConsoleRoute.take(id).path).text.contains("avsluttet av noen andre"))
        #expect(scene.stage.reports == [])
    }

    @Test("U-05 U-11 all that failed alike are sent again by one act, unless their number has changed meanwhile")
    func group() async throws {
        let scene = try await ConsoleStage()
        for _ in 0..<3 { try await scene.message(state: .expired, task: .expired, reason: "not-acknowledged-in-time") }
        try await scene.message("LOG_INNLAGT", state: .expired, task: .expired, reason: "not-acknowledged-in-time")
        let browser = try await scene.browser()
        let address =
            ConsoleRoute.tasks.path
            + "?step=expired&reason=not-acknowledged-in-time&partner=80900&type=DIALOG_HELSEFAGLIG"
        let page = await browser.get(address).text
        #expect(page.contains("Send 3 meldinger på nytt"))
        let fields = [
            "step": "expired", "reason": "not-acknowledged-in-time", "partner": "80900", "type": "DIALOG_HELSEFAGLIG",
        ]
        let changed = await browser.post(ConsoleRoute.resendGroup.path, fields.merging(["expected": "2"]) { $1 })
        #expect(changed.status == .conflict && changed.text.contains("Antallet har endret seg"))
        #expect(try await scene.tasks().count == 4)
        let sent = await browser.post(ConsoleRoute.resendGroup.path, fields.merging(["expected": "3"]) { $1 })
        #expect(sent.text.contains("3 meldinger er lagt i kø på nytt."))
        #expect(try await scene.tasks().map(\.action) == ["LOG_INNLAGT"])
        #expect(scene.stage.installation.exchange.asked.count { $0.hasPrefix("resend") } == 3)
    }

    @Test("what was stopped before it was packed keeps its matter open when the others are sent again")
    func groupInPart() async throws {
        let scene = try await ConsoleStage()
        try await scene.message(state: .expired, task: .expired)
        try await scene.message(state: .expired, task: .expired, isPacked: false)
        let browser = try await scene.browser()
        _ = await browser.get(ConsoleRoute.tasks.path + "?step=expired&partner=80900&type=DIALOG_HELSEFAGLIG")
        let sent = await browser.post(
            ConsoleRoute.resendGroup.path,
            ["step": "expired", "partner": "80900", "type": "DIALOG_HELSEFAGLIG", "expected": "2"])
        #expect(sent.text.contains("1 meldinger er lagt i kø") && sent.text.contains("1 kunne ikke sendes på nytt"))
        #expect(try await scene.tasks().count == 1)
    }
}

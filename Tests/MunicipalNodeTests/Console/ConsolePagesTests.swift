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
        let south = try await scene.browser(at: WizardStage.south)
        #expect(await south.get(ConsoleRoute.overview.path).text.contains("Et sertifikat mangler eller er gått ut"))
        let calm = await browser.get(ConsoleRoute.overview.path)
        #expect(calm.status == .ok && calm.text.contains("Alt er i orden: ingen melding trenger hjelp."))
        #expect(calm.text.contains("dager igjen") && calm.text.contains("Nordbygda"))
        #expect(calm.headers[HTTPField.Name("Refresh")!] != nil)
        #expect(await browser.get(ConsoleRoute.stillOverview.path).headers[HTTPField.Name("Refresh")!] == nil)
        try await scene.message(state: .held, reason: "no-signing-key")
        #expect(await browser.get(ConsoleRoute.overview.path).text.contains("Én melding er holdt tilbake."))
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
        #expect(sent.status == .seeOther)
        #expect(await browser.get(try #require(sent.location)).text.contains("Meldingen er lagt i kø på nytt."))
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
        #expect(await browser.post(ConsoleRoute.take(id).path).location == ConsoleRoute.task(id).path + "?saved=yes")
        #expect(await browser.get(ConsoleRoute.task(id).path).text.contains(WizardStage.person))
        let change = ConsoleRoute.change(id).path
        let number = SyntheticPerson.number(1).identityNumber
        for (fields, words) in [
            (["note": " ", "closing": ""], "Skriv noe i notatet."),
            (["note": "Gjelder \(number)"], "ser ut til å ha et fødselsnummer"),
            (["note": "Gjelder \(number.prefix(6))-\(number.suffix(5))"], "ser ut til å ha et fødselsnummer"),
            (["note": "", "closing": "notNeeded"], "Skriv hvorfor det ikke var noe å gjøre."),
            (["note": "Ringte", "closing": "sentAgain"], "Meldingen er ikke sendt på nytt"),
        ] {
            let refused = await browser.post(change, fields)
            #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(fields)")
            #expect(!refused.text.contains(number.suffix(5)))
        }
        #expect(await browser.post(change, ["note": "x", "closing": "solvedItself"]).status == .badRequest)
        #expect(await browser.post(change, ["note": "Ringte <b>", "closing": ""]).status == .seeOther)
        #expect(await browser.get(ConsoleRoute.task(id).path).text.contains("Ringte &lt;b&gt;"))
        #expect(await browser.post(change, ["closing": "otherMeans", "note": "Sagt fra"]).status == .seeOther)
        #expect(await browser.get(ConsoleRoute.task(id).path).text.contains("Sagt fra"))
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
        #expect(await browser.get(try #require(sent.location)).text.contains("3 meldinger er lagt i kø på nytt."))
        // Open until the receipt comes.
        #expect(try await scene.tasks().count == 4)
        #expect(scene.stage.installation.exchange.asked.count { $0.hasPrefix("resend") } == 3)
    }

    @Test("U-05 only what lacks a receipt is sent again: what was answered, refused or is on its way is not")
    func onlyWhatLacksAReceipt() async throws {
        let scene = try await ConsoleStage()
        try await scene.message(state: .sent, task: .expired)
        let answered = try await scene.message(task: .appRecRejected)
        let browser = try await scene.browser()
        #expect(!(await browser.get(ConsoleRoute.message(answered.serverID).path).text.contains("Send på nytt")))
        let refused = await browser.post(ConsoleRoute.resend(answered.serverID).path)
        #expect(refused.status == .conflict && refused.text.contains("sendes ikke på nytt"))
        let fields = ["partner": "80900", "type": "DIALOG_HELSEFAGLIG", "expected": "1"]
        for (step, status) in [("appRecRejected", HTTPResponse.Status.conflict), ("noStep", .badRequest)] {
            let answer = await browser.post(ConsoleRoute.resendGroup.path, fields.merging(["step": step]) { $1 })
            #expect(answer.status == status, "\(step)")
        }
        let onItsWay = await browser.post(ConsoleRoute.resendGroup.path, fields.merging(["step": "expired"]) { $1 })
        #expect(onItsWay.status == .seeOther)
        #expect(!scene.stage.installation.exchange.asked.contains { $0.hasPrefix("resend") })
        #expect(!(try await scene.stage.audit().contains { $0.contains("resend") }))
        #expect(scene.stage.reports == [])
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
        let page = await browser.get(try #require(sent.location)).text
        #expect(page.contains("1 meldinger er lagt i kø") && page.contains("1 kunne ikke sendes på nytt"))
        #expect(try await scene.tasks().count == 2)
    }
}

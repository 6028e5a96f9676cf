import Foundation
import HTTPTypes
import Identifiers
import Monitoring
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

@Suite("The pages of deviations")
struct DeviationPagesTests {
    /// As they are written into the form that opens one.
    private static let fields = [
        "category": "disclosure", "discovered": DeviationMoment.text(Installation.now - 3_600),
        "what": "Sendt til feil legekontor <b>", "from": "", "until": "", "messages": "", "task": "",
        "owner": "Kari Prøvesen", "immediate": "",
    ]

    private func open(_ browser: WizardBrowser, _ more: [String: String] = [:]) async throws -> Int64 {
        _ = await browser.get(DeviationRoute.fresh.path)
        let answer = await browser.post(DeviationRoute.open.path, Self.fields.merging(more) { $1 })
        let number = answer.location?.split(separator: "/").last?.split(separator: "?").first
        return try #require(number.flatMap { Int64($0) }, "\(answer.text)")
    }

    /// The form of a deviation as it stands on its page, with what somebody writes into it.
    private func change(
        _ browser: WizardBrowser, _ number: Int64, _ more: [String: String]
    ) async -> WebAnswer {
        let page = await browser.get(DeviationRoute.one(number).path).text
        let version = WizardBrowser.value(of: "version", in: page)
        return await browser.post(DeviationRoute.change(number).path, ["version": version].merging(more) { $1 })
    }

    @Test("M-028 U-20 a deviation is opened from a message, stands on its page, and its clock on the first page")
    func opened() async throws {
        let scene = try await ConsoleStage()
        let stored = try await scene.message(state: .expired, task: .expired)
        let id = stored.serverID.uuidString.lowercased()
        let task = try #require(try await scene.tasks().first).id
        let browser = try await scene.browser()
        let link = DeviationRoute.fresh.path([("message", id)])
        #expect(await browser.get(ConsoleRoute.message(stored.serverID).path).text.contains("href=\"\(link)\""))
        let fromTask = DeviationRoute.fresh.path([("task", "\(task)"), ("message", id)])
        #expect(
            await browser.get(ConsoleRoute.task(task).path).text
                .contains(fromTask.replacing("&", with: "&amp;")))
        let form = await browser.get(fromTask).text
        #expect(form.contains("value=\"\(id)\"") && form.contains("value=\"\(task)\""))
        let number = try await open(browser, ["messages": id, "task": "\(task)"])
        let page = await browser.get(DeviationRoute.one(number).path).text
        for words in [
            "Avvik 1: Uautorisert utlevering", "70 hele timer igjen", "Sendt til feil legekontor &lt;b&gt;",
            "Kari Prøvesen", "Melding \(id)", "Sak \(task)", "Til Datatilsynet", stored.msgID ?? "?",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        let now = await browser.get(ConsoleRoute.overview.path).text
        #expect(now.contains("70 hele timer igjen") && !now.contains("Alt er i orden"))
        #expect(now.contains("href=\"/deviations/1\""))
        #expect(await browser.get(ConsoleRoute.message(stored.serverID).path).text.contains("Avvik 1: Uautorisert"))
        #expect(scene.stage.reports == [])
    }

    @Test("U-08 M-029 what is refused keeps all that was written and leads to the field, but for what names a patient")
    func refused() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        let number = SyntheticPerson.number(2).identityNumber
        _ = await browser.get(DeviationRoute.fresh.path)
        let refused = await browser.post(
            DeviationRoute.open.path,
            Self.fields.merging(["discovered": "i går en gang", "immediate": "Gjelder \(number)"]) { $1 })
        #expect(refused.status == .unprocessableContent && !refused.text.contains(number))
        for words in [
            "href=\"#discovered\"", "er ikke et tidspunkt", "i går en gang", "href=\"#immediate\"",
            "ser ut til å ha et fødselsnummer", "Sendt til feil legekontor", "Kari Prøvesen",
        ] {
            #expect(refused.text.contains(words), "\(words)")
        }
        #expect(!(await browser.get(DeviationRoute.list.path).text.contains("Avvik 1")))
        let nothing = await browser.post(DeviationRoute.open.path, ["discovered": "", "what": ""])
        #expect(nothing.text.contains("href=\"#category\"") && nothing.text.contains("href=\"#what\""))

        let id = try await open(browser)
        #expect(await change(browser, id, ["move": "inProgress"]).status == .seeOther)
        #expect(await change(browser, id, ["move": "measures"]).status == .seeOther)
        let early = await change(browser, id, ["cause": "Feil i registeret", "move": "closed"])
        #expect(early.status == .unprocessableContent && early.text.contains("Feil i registeret"))
        for field in ["restored", "prevention", "notified"] {
            #expect(early.text.contains("href=\"#\(field)\""), "\(field)")
            #expect(early.text.contains("id=\"\(field)\""), "\(field)")
        }
        #expect(!early.text.contains("href=\"#cause\""))
        #expect(await change(browser, id, ["move": "tull"]).status == .badRequest)
        #expect(await browser.post(DeviationRoute.change(id).path, ["cause": "x"]).status == .badRequest)
    }

    @Test("M-027 a deviation is closed and opened again with a reason; whoever was too late loses nothing")
    func closed() async throws {
        let scene = try await ConsoleStage()
        let (kari, ola) = (try await scene.browser(), try await scene.browser())
        let id = try await open(kari)
        let page = await ola.get(DeviationRoute.one(id).path).text
        for move in ["inProgress", "measures"] { _ = await change(kari, id, ["move": move]) }
        let late = await ola.post(
            DeviationRoute.change(id).path,
            ["version": WizardBrowser.value(of: "version", in: page), "cause": "Det Ola skrev"])
        #expect(late.status == .unprocessableContent && late.text.contains("Noen andre har endret avviket"))
        // Beside the form, not in it: saved again it takes nothing of Kari's back.
        #expect(
            late.text.contains("<h2>Ikke lagret</h2>") && late.text.contains("<dd class=\"letter\">Det Ola skrev</dd>"))
        #expect(!late.text.contains("Det Ola skrev</textarea>"))
        let closed = await change(
            kari, id,
            [
                "cause": "Feil i registeret", "prevention": "Ny kontroll",
                "restored": DeviationMoment.text(Installation.now), "notNotified": "Ingen har sett det",
                "move": "closed",
            ])
        #expect(closed.status == .seeOther)
        let shown = await kari.get(try #require(closed.location)).text
        #expect(
            shown.contains("Avviket er lagret.") && shown.contains("Lukket.") && shown.contains("Åpne avviket igjen"))
        #expect(!shown.contains("name=\"cause\""))
        let afterwards = await ola.post(
            DeviationRoute.change(id).path,
            ["version": WizardBrowser.value(of: "version", in: page), "cause": "Det Ola skrev til slutt"])
        #expect(afterwards.text.contains("lukket av noen andre imens") && afterwards.text.contains("til slutt</dd>"))
        #expect(await change(kari, id, ["move": "inProgress", "reason": " "]).text.contains("href=\"#reason\""))
        let number = SyntheticPerson.number(4).identityNumber
        let named = await change(kari, id, ["move": "inProgress", "reason": "Gjelder \(number)"])
        #expect(named.text.contains("fødselsnummer") && !named.text.contains(number))
        #expect(await change(kari, id, ["move": "inProgress", "reason": "Det hendte igjen"]).status == .seeOther)
        let again = await kari.get(DeviationRoute.one(id).path).text
        #expect(again.contains("Åpnet igjen: Under behandling") && again.contains("Det hendte igjen"))
        #expect(try await scene.stage.audit().contains("deviation.change web:\(WizardStage.person)"))
        #expect(!(await kari.get(ConsoleRoute.overview.path).text.contains("timer igjen")))
    }

    @Test("N-40 M-122 the authority's fields, the paper form and the files hold the same fields in the same order")
    func files() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        let id = try await open(browser)
        let text = await browser.get(DeviationRoute.authorityText(id).path)
        #expect(text.headers[.contentDisposition]?.contains("authority-1.txt") == true)
        let words = try await written(text)
        #expect(words.hasPrefix("Hovedårsak:\n") && words.contains("Hva skjedde:\nSendt til feil legekontor <b>"))
        let json = await browser.get(DeviationRoute.authorityFile(id).path)
        let lines = try JSONDecoder().decode([AuthorityReport.Line].self, from: Data(try await json.downloaded()))
        #expect(lines.count == 13 && lines.first?.field == "mainCause" && lines.last?.field == "contact")
        let english = await browser.get(DeviationRoute.authorityText(id).path + "?lang=en")
        #expect(try await written(english).hasPrefix("Main cause:\n"))
        let whole = try await written(await browser.get(DeviationRoute.file(id).path))
        #expect(whole.contains("\"version\"") && whole.contains("Kari Prøvesen"))
        _ = await browser.get(DeviationRoute.one(id).path + "?lang=nb")
        let (paper, blank) = (
            await browser.get(DeviationRoute.paper(id).path).text, await browser.get(DeviationRoute.blank.path).text
        )
        for field in DeviationField.allCases {
            let label = "<dt>\(DeviationText.label(field, .nb))</dt>"
            #expect(paper.contains(label) && blank.contains(label), "\(field)")
        }
        #expect(!blank.contains("Kari Prøvesen") && paper.contains("Kari Prøvesen"))
        // Nothing to tell the authority of another kind.
        let other = try await open(browser, ["category": "delayed"])
        #expect(await browser.get(DeviationRoute.authorityText(other).path).status == .notFound)
    }

    @Test("M-027 the list is narrowed by its address, page by page; figures stand in a table and a file")
    func lists() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        for number in 0..<52 {
            let fields: [DeviationField: String] = [
                .category: number == 5 ? "lost" : "delayed", .discovered: "2026-01-02 10:00", .what: "noe",
            ]
            try await scene.stage.installation.ask(DeviationOpen(tenant: Installation.tenant, fields: fields))
        }
        let list = await browser.get(DeviationRoute.list.path).text
        #expect(list.contains("/deviations/52\"") && !list.contains("/deviations/2\""))
        #expect(list.contains("href=\"/deviations?before=3\""))
        let rest = await browser.get("/deviations?before=3").text
        #expect(rest.contains("/deviations/2\"") && !rest.contains("Eldre avvik"))
        let lost = await browser.get("/deviations?category=lost&state=all").text
        #expect(lost.contains("Avvik 6: Tapt") && !lost.contains("/deviations/7\""))
        #expect(await browser.get("/deviations?state=closed").text.contains("Ingen avvik her."))
        let figures = await browser.get(DeviationRoute.statistics.path).text
        #expect(figures.contains("<td>Forsinket</td><td>51</td><td>51</td>"))
        let file = await browser.get(DeviationRoute.statisticsFile.path)
        #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(try await written(file).contains("\"Tapt\";\"1\""))
    }

    /// What a download holds.
    private func written(_ answer: WebAnswer) async throws -> String {
        String(decoding: try await answer.downloaded(), as: UTF8.self)
    }
}

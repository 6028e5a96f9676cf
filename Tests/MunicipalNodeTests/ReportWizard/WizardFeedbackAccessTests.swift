import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("Who comes to the register's feedback in the wizard, and for how long")
struct WizardFeedbackAccessTests {
    private let stage: WizardStage

    init() async throws {
        stage = try await WizardStage()
        try await stage.settleInbox()
    }

    @Test("only who may fetch comes to the feedback, and nobody to another municipality's")
    func rights() async throws {
        let sent = try await stage.answered()
        _ = try await stage.open(sent, in: try await stage.fetcher())
        let others = try await WizardBrowser.admitted(stage, rights: [.extract, .seal, .send])
        let menu = await others.get("/reports").text
        #expect(!menu.contains("href=\"/feedback\"") && menu.contains("href=\"/reports\""))
        let south = try await WizardBrowser.admitted(stage, to: WizardStage.south)
        #expect(await south.get("/reports").text.contains("href=\"/feedback\""))
        let own = FeedbackRoute.own(WizardStage.id(sent), WizardStage.id(sent))
        for route in [.list, .fetch, .upload] + own {
            for (browser, status) in [(others, HTTPResponse.Status.forbidden), (south, .notFound)] {
                let isOwn = own.contains(route)
                if browser === south, !isOwn || route == .close(WizardStage.id(sent)) { continue }
                let path = WizardRoute.feedback(route)
                let answer =
                    switch (route.method, route.body) {
                    case (.get, _): await browser.get(path)
                    case (.post, .upload): await browser.upload([1], as: "x", field: "archive", to: path)
                    case (.post, _): await browser.post(path)
                    }
                // A button that opens nothing says so on the list.
                let wanted = route == .open(WizardStage.id(sent)) && browser === south ? .unprocessableContent : status
                #expect(answer.status == wanted, "\(route)")
            }
        }
        // The control's number stands in an address that they have asked for; what was found stands nowhere.
        #expect(!south.seen.contains("Institusjon uten nummer") && !others.seen.contains("Institusjon uten nummer"))
        _ = await south.get(.feedback(.list))
        _ = await south.post(.feedback(.close(WizardStage.id(sent))))
        let still = try await stage.fetcher().get(.feedback(.one(WizardStage.id(sent))))
        #expect(still.text.contains("K-303"), "another's button closes nothing of ours")
    }

    @Test("what cannot be fetched says why and who can help; a message that is rejected says so too")
    func troubles() async throws {
        let browser = try await stage.fetcher()
        let sent = try await stage.answered()
        stage.registered(as: SyntheticOrganisations.stranger.number)
        try await stage.installation.arrive(sent.feedback)
        _ = await browser.get(.feedback(.list))
        let rejected = await browser.post(.feedback(.fetch)).text
        #expect(rejected.contains("den er ikke sendt av registeret") && rejected.contains("Hentet nå: 0."))
        try await stage.installation.arrive(sent.feedback)
        stage.installation.register.stopAnswering()
        let silent = await browser.post(.feedback(.fetch))
        #expect(silent.status == .unprocessableContent && silent.text.contains("hvem som er avsenderen"))
        let south = try await WizardBrowser.admitted(stage, to: WizardStage.south, rights: [.fetch])
        _ = await south.get(.feedback(.list))
        #expect(await south.post(.feedback(.fetch)).text.contains("budstikke report client"))
        for refusal in FeedbackRefusal.allCases {
            #expect(Set([refusal.phrase.nb, refusal.phrase.nn, refusal.phrase.en]).count == 3)
        }
        #expect(stage.reports == [])
    }

    @Test("what is open is forgotten after two hours without use, with the process, and when five are opened")
    func forgotten() async throws {
        let browser = try await stage.fetcher()
        var sent: [SentFeedback] = []
        for _ in 0..<5 {
            sent.append(try await stage.answered())
            _ = try await stage.open(sent[sent.count - 1], in: browser)
        }
        func isOpen(_ sent: SentFeedback, _ browser: WizardBrowser) async -> Bool {
            await browser.get(.feedback(.one(WizardStage.id(sent)))).text.contains("K-303")
        }
        #expect(await !isOpen(sent[0], browser))
        for later in sent.dropFirst() { #expect(await isOpen(later, browser)) }
        for _ in 0..<5 {
            stage.pass(25 * 60)
            #expect(await isOpen(sent[4], browser), "it is in use")
        }
        #expect(await !isOpen(sent[3], browser), "nobody has looked at it for two hours")
        let next = try await WizardBrowser.admitted(WizardStage(after: stage), rights: [.fetch])
        #expect(await !isOpen(sent[4], next))
        #expect(await next.get(.feedback(.list)).text.contains(WizardStage.id(sent[4]).text), "it can be opened again")
    }
}

import Foundation
import HTTPTypes
import Identifiers
import IplosExtract
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode
@testable import ReportWizard

@Suite("Coming in to the wizard")
struct WizardEntryTests {
    @Test("each address is read back as itself, and what changes anything is asked for by POST")
    func routes() {
        #expect(RouteMatrix.faults(of: ConsoleRoute.self) == [])
        for wrong in ["0", "-1", "01", "x"] {
            #expect(
                WizardRoute(.get, ["reports", String(repeating: "0a", count: 16), "findings", "K-101", wrong]) == nil)
            #expect(
                WizardRoute(.get, ["feedback", String(repeating: "0a", count: 16), "errors", "K-101", wrong]) == nil)
        }
    }

    @Test("N-42 every word is there in bokmål, nynorsk and English, and no two parts use one name")
    func words() {
        let parts = [
            EntryText.phrases, OverviewPageText.phrases, MessagesText.phrases, MessagePageText.phrases,
            TasksText.phrases, DeviationsText.phrases, SecurityPageText.phrases, ReportsText.phrases, StepText.phrases,
            ExtractText.phrases, FindingText.phrases,
            SealText.phrases,
            SignInText.phrases, PeopleText.phrases, AccountActionText.phrases, RoleText.phrases, SendText.phrases,
            MakingText.phrases, FeedbackText.phrases, FeedbackContentText.phrases,
        ]
        let all = WizardVocabulary.all.merging(ConsoleVocabulary.all) { $1 }
        #expect(parts.map(\.count).reduce(0, +) == all.count)
        let troubles = DeskTrouble.Code.allCases.map { ("\($0)", DeskTrouble($0).phrase) }
        for (name, phrase) in Array(all) + troubles {
            let texts = [phrase.nb, phrase.nn, phrase.en]
            #expect(texts.allSatisfy { !$0.isEmpty }, "\(name)")
            #expect(phrase.nb.count < 60 || (phrase.nb != phrase.en && phrase.nb != phrase.nn), "\(name)")
            #expect(Set(texts.map(Self.values)).count == 1, "\(name)")
        }
        #expect(Set(troubles.map(\.1.nb)).count == troubles.count)
    }

    private static func values(_ text: String) -> [String] {
        text.components(separatedBy: "{").dropFirst().map { $0.components(separatedBy: "}")[0] }.sorted()
    }

    @Test("T-103 looking at a link uses nothing; the button uses it, once, and the page then says when")
    func once() async throws {
        let stage = try await WizardStage()
        let (browser, link) = (WizardBrowser(stage), try stage.link())
        for _ in 0..<3 {
            let page = await browser.get(link)
            #expect(page.status == .ok)
            #expect(page.text.contains(WizardStage.person) && page.text.contains("Nordbygda kommune (TEST)"))
        }
        #expect(await browser.post(link).location == "/reports")
        let reports = await browser.get("/reports").text
        #expect(reports.contains("\(WizardStage.person), Nordbygda kommune (TEST)"))
        // In a node for tests a trial is what is proposed.
        let trial = try #require(reports.firstMatch(of: /<input[^>]*value="trial"[^>]*>/)).output
        let real = try #require(reports.firstMatch(of: /<input[^>]*value="real"[^>]*>/)).output
        #expect(trial.contains("checked") && !real.contains("checked"))
        // Another one's browser, with the token of a form of ours.
        let other = WizardBrowser(stage)
        _ = await other.get(try stage.link())
        for answer in [await other.get(link), await other.post(link)] {
            #expect(answer.status == .gone)
            #expect(answer.text.contains("ble brukt"))
        }
        #expect(await other.get("/reports").location == "/")
        let audit = try await stage.audit()
        #expect(audit.contains("web.opened web:\(WizardStage.person)"))
    }

    @Test("a link works for fifteen minutes to the second, in the process that made it, and an invented one never")
    func expired() async throws {
        let stage = try await WizardStage()
        let (browser, early, late) = (WizardBrowser(stage), try stage.link(), try stage.link())
        stage.pass(15 * 60 - 1)
        _ = await browser.get(early)
        #expect(await browser.post(early).location == "/reports")
        stage.pass(1)
        let other = WizardBrowser(stage)
        let page = await other.get(late)
        #expect(page.status == .gone && page.text.contains("gikk ut"))
        _ = await other.get(try stage.link())
        #expect(await other.post(late).status == .gone)
        for path in ["/open/" + String(repeating: "0c", count: 24), late] {
            let later = try await WizardStage(after: stage)
            let next = WizardBrowser(later)
            #expect(await next.get(path).status == .notFound)
            _ = await next.get(try later.link())
            #expect(await next.post(path).status == .notFound)
        }
        #expect(await other.get("/open/short").status == .notFound)
    }

    @Test("T-091 no form is taken without its token, and none from another page")
    func tokens() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        let id = try await browser.begin()
        let tokens = WizardRoute.examples.filter { $0.method == .post }
        #expect(tokens.count > 8)
        for route in [.begin] + WizardRoute.own(id).filter({ $0.method == .post }) {
            let answer =
                if case .upload = route.body {
                    await browser.upload([1], as: "x.xml", field: "extract", to: route, token: "00")
                } else { await browser.post(route.path, ["kind": "real"], token: "00") }
            #expect(answer.status == .forbidden, "\(route)")
        }
        let upload = await browser.upload([1], as: "x.xml", field: "extract", to: .upload(id), token: "")
        #expect(upload.status == .forbidden)
        #expect(try await stage.desk.report(id, for: Self.guest)?.extract == nil)
    }

    @Test("T-097 another municipality's report is not found, whatever is asked for")
    func others() async throws {
        let stage = try await WizardStage()
        let (north, south) = (
            try await WizardBrowser.admitted(stage), try await WizardBrowser.admitted(stage, to: WizardStage.south)
        )
        let id = try await north.begin()
        _ = try await north.check(try WizardStage.extract(faults: [.noServices: 1]).extract, in: id)
        _ = await south.get("/reports")
        for route in WizardRoute.own(id) {
            let answer =
                switch (route.method, route.body) {
                case (.get, _): await south.get(route)
                case (.post, .upload): await south.upload([1], as: "x", field: "extract", to: route)
                case (.post, _): await south.post(route)
                }
            #expect(answer.status == .notFound, "\(route)")
        }
        #expect(!(await south.get("/reports").text.contains(id.text)))
        #expect(await north.get(WizardRoute.findings(id)).status == .ok)
    }

    @Test("who may only bring in cannot seal, and who may only fetch cannot bring in")
    func rights() async throws {
        let stage = try await WizardStage()
        let extractor = try await WizardBrowser.admitted(stage, rights: [.extract])
        let id = try await extractor.begin()
        _ = try await extractor.check(try WizardStage.extract().extract, in: id)
        let page = await extractor.get(WizardRoute.seal(id))
        #expect(page.status == .ok && !page.text.contains("enctype"))
        #expect(await extractor.post(.sealNow(id)).status == .forbidden)
        #expect(await extractor.post(.askTheWay(id)).status == .forbidden, "it acts in the municipality's name")
        let fetcher = try await WizardBrowser.admitted(stage, rights: [.fetch])
        #expect(await fetcher.get(WizardRoute.findings(id)).status == .ok)
        #expect(await fetcher.post(.askTheWay(id)).status != .forbidden)
        for route in [WizardRoute.begin, .discard(id), .choose(id), .sealNow(id)] {
            #expect(await fetcher.post(route).status == .forbidden, "\(route)")
        }
        // The receipt holds a code for what comes back.
        #expect(await fetcher.get(WizardRoute.receipt(id)).status == .forbidden)
        #expect(await fetcher.upload([1], as: "x", field: "extract", to: .upload(id)).status == .forbidden)
    }

    @Test("U-49 a session ends by the button, after 30 minutes, and with the process")
    func ends() async throws {
        let stage = try await WizardStage()
        let browser = try await WizardBrowser.admitted(stage)
        #expect(await browser.get("/reports").status == .ok)
        stage.pass(30 * 60)
        #expect(await browser.get("/reports").location == "/")
        let other = try await WizardBrowser.admitted(stage)
        _ = await other.get("/reports")
        #expect(await other.post("/log-out").location == "/")
        #expect(await other.get("/reports").location == "/")
    }

    @Test("the command makes a link only while the pages are served, and says who has one in the record")
    func command() async throws {
        let stage = try await WizardStage()
        let request = ReportWizardLink(tenant: Installation.tenant, person: "Kari", rights: [.extract, .seal])
        let administration = stage.desk.administration()
        let dry = try await administration.perform(request, by: "uid:1", dryRun: true)
        #expect(dry.address == nil && dry.expiresAt == stage.now + 900)
        let reply = try await administration.perform(request, by: "uid:1")
        let address = try #require(reply.address)
        #expect(address.hasPrefix("https://rapport.nord.example/open/"))
        #expect(try await stage.audit().contains("report.wizard uid:1"))
        stage.links.close()
        for (request, code) in [
            (request, "pages-not-served"),
            (ReportWizardLink(tenant: nil, person: "Kari", rights: [.seal]), "tenant-needed"),
            (ReportWizardLink(tenant: Installation.tenant, person: "a\u{202E}b", rights: [.seal]), "person-unusable"),
            (ReportWizardLink(tenant: Installation.tenant, person: "Kari", rights: []), "person-unusable"),
        ] {
            let error = await #expect(throws: (any Error).self) {
                try await administration.perform(request, by: "uid:1")
            }
            #expect("\(error.map(String.init(describing:)) ?? "")".hasPrefix(code))
        }
    }

    static let guest = ReportGuest(tenant: Installation.tenant, person: "x", rights: [.extract], maker: "uid:1")!
}

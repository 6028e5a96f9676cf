import Foundation
import HTTPTypes
import HummingbirdCore
import Identifiers
import NIOCore
import SealedSubmission
import TestSupport
import Testing
import Texts
import Trustee
import Web

@testable import SendModule

@Suite("The send module's pages")
struct PageTests {
    private static let right = [
        "municipality": "9901", "district": "00", "organisation": Scene.north.number.digits, "pin": Scene.pin,
    ]

    @Test("every address is found as itself, and none is one of the API's")
    func routes() {
        #expect(RouteMatrix.faults(of: SendPage.self) == [])
        for page in SendPage.examples { #expect(SendRoute(path: page.path) == nil) }
        #expect(SendPage(.get, ["OverSikt"]) == .overview)
        #expect(SendPage(.post, ["oversikt"]) == nil)
    }

    @Test("I-024 the form has the four fields, 00 filled in, and says which letter holds the PIN; any case leads there")
    func front() async throws {
        let browser = Browser(try await Scene())
        let moved = try await browser.get("/SENDEmodul/")
        #expect(moved.status == .seeOther)
        #expect(moved.headers[.location] == "/")
        let page = try await browser.get("/?lang=nb")
        #expect(page.status == .ok)
        for field in Self.right.keys { #expect(page.text.contains("name=\"\(field)\"")) }
        #expect(page.text.contains("value=\"00\""))
        #expect(page.text.contains("brevet av 2016-11-15 til postmottak"))
        #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        let english = try await browser.get("/?lang=en")
        #expect(english.text.contains("letter of 2016-11-15"))
    }

    @Test("T-085 whatever is wrong, the page is the same and gives nothing of what was typed back")
    func refused() async throws {
        let scene = try await Scene()
        var pages: Set<String> = []
        for (field, value) in [("municipality", "9999"), ("district", "03"), ("organisation", "1"), ("pin", "0000")] {
            let browser = Browser(scene)
            _ = try await browser.get("/?lang=nb")
            var fields = Self.right
            fields[field] = value
            let page = try await browser.post("/innlogging", fields)
            #expect(page.status == .unauthorized)
            #expect(!page.text.contains(Scene.pin))
            pages.insert(page.text.replacingOccurrences(of: browser.token, with: ""))
            #expect(try await browser.get("/oversikt").status == .seeOther)
            scene.clock.pass(1_000)
        }
        #expect(pages.count == 1)
    }

    @Test("I-040 after log-in the own unit's timeline is shown in Norwegian time, and not after log-out")
    func overview() async throws {
        let scene = try await Scene()
        let sealed = try SealedByMunicipality(scene, sequence: 7)
        try await scene.serving { client in _ = try await client.loggedIn().deliver(sealed) }
        try await scene.store.keep(
            StatusEvent(submission: sealed.id, step: .controlled, at: Scene.start + 120), now: Scene.start)
        let browser = Browser(scene)
        #expect(try await browser.get("/oversikt").headers[.location] == "/")
        _ = try await browser.get("/?lang=nb")
        let entered = try await browser.post("/innlogging", Self.right)
        #expect(entered.headers[.location] == "/oversikt")
        let page = try await browser.get("/oversikt")
        for words in ["9901-00", "2016 · 7 · ordinær", "Sendt", "Kontrollert", "2017-01-14 13:02"] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(try await browser.post("/logg-ut").status == .seeOther)
        #expect(try await browser.get("/oversikt").headers[.location] == "/")
    }

    @Test("T-091 a form that is not from our page in this browser is refused")
    func foreign() async throws {
        let browser = Browser(try await Scene())
        _ = try await browser.get("/")
        browser.token = String(repeating: "0", count: 64)
        #expect(try await browser.post("/innlogging", Self.right).status == .forbidden)
    }

    @Test("every text has all three languages, and no two texts share a name")
    func words() {
        let all = SendPageText.allCases.map(\.phrase) + AfterSendingText.allCases.map(\.phrase)
        for phrase in all { for language in Language.allCases { #expect(!phrase.text(language).isEmpty) } }
        #expect(Set(SendPageText.phrases.keys).isDisjoint(with: AfterSendingText.phrases.keys))
    }
}

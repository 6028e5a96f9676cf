import Foundation
import HTTPListening
import Logging
import NIOCore
import Store
import TestSupport
import Testing
import Texts

@testable import Console
@testable import MunicipalNode
@testable import Web

@Suite("Accounts in a browser")
struct AccountWalkTests {
    @Test(
        "N-41 N-02 from the invitation to being disabled, axe finds nothing on any page, in both colour schemes",
        arguments: ["nb", "nn", "en"])
    func walk(language: String) async throws {
        let scene = try await AccountStage(origin: BrowserWalk.origin)
        let link = try await scene.invite("kari")
        let (enrol, code) = (
            "main form[action='/second-factor/new'] button", "main form[action='/second-factor'] button"
        )
        let moment = scene.stage.now
        let comingIn: [BrowserWalk.Step] = [
            .open("/?tenant=nord"), .look, .fill("name", "kari"), .fill("password", "feil passord"),
            .press("main form button"), .look,
            .open("/invited/nord/" + String(repeating: "0c", count: 24)), .look, .open(link), .look,
            .fill("password", "kort"), .fill("again", "kort"), .press("main form button"), .look,
            .fill("password", AccountStage.password), .fill("again", AccountStage.password),
            .press("main form button"), .look, .keep("secret", of: "dd code"), .fill("code", "000000"), .press(enrol),
            .look, .code("code", of: "secret", at: moment), .press(enrol), .look,
            .press("main form[action='/account/recovery-codes'] button"), .open("/account"), .look,
        ]
        let people: [BrowserWalk.Step] = [
            .open("/people"), .look, .press("form[action='/people'] button"), .look,
            .fill("person", "Ola Prøvesen"), .fill("user", "ola"), .tick("role-it-operations"),
            .press("form[action='/people'] button"), .look, .open("/people/ola"), .look,
            .press("form[action$='/disable'] button"), .look, .open("/people/kari"), .look,
            .press("form[action$='/disable'] button"), .look,
        ]
        let again: [BrowserWalk.Step] = [
            .press("header form[action='/log-out'] button"), .open("/?tenant=nord"), .fill("name", "kari"),
            .fill("password", AccountStage.password), .press("main form button"), .look,
            .code("code", of: "secret", at: moment), .press(code), .look,
            // The next step's code, which counts half a minute early.
            .code("code", of: "secret", at: moment + 30), .press(code), .look, .open(link), .look,
        ]
        let seen = try await go(comingIn + people + again, language, scene)
        #expect(seen.faults == [])
        let shown = Set(seen.looks.map(\.path))
        for path in [
            "/", "/log-in", "/second-factor", "/second-factor/new", "/account", "/account/recovery-codes", "/people",
            "/people/ola", "/people/kari", "/people/kari/disable", "/overview", link,
        ] {
            #expect(shown.contains(path), "\(path)")
        }
        // Disabled: out at the next page, and not in again.
        let kari = try #require(UserName("kari"))
        let disable = AccountDisable(tenant: Installation.tenant, userName: kari)
        _ = try await scene.administration.perform(disable, by: "uid:1000")
        let out = try await go(
            [
                .open("/?tenant=nord"), .fill("name", "kari"), .fill("password", AccountStage.password),
                .press("main form button"), .look,
            ], language, scene)
        #expect(out.looks.map(\.path) == ["/log-in", "/log-in"] && out.faults == [])
        #expect(scene.stage.reports == [])
    }

    private func go(
        _ steps: [BrowserWalk.Step], _ language: String, _ scene: AccountStage
    ) async throws -> BrowserWalk.Seen {
        let listener = WebListener(
            scene.stage.site.site, settings: HTTPListenerSettings(host: "127.0.0.1", port: 0),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await RunningListener.with { bound in
            try await listener.run { bound($0.port) }
        } _: { port in
            try await BrowserWalk(steps, languages: [language]).go(port: port)
        }
    }
}

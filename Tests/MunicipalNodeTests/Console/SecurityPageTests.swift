import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

@Suite("The state of information security as a page")
struct SecurityPageTests {
    private static let signature = "Jeg, \(WizardStage.person), har gått gjennom dette"

    /// What the form says was not in order.
    private static func seen(on page: String) throws -> String {
        String(try #require(page.firstMatch(of: /name="seen"[^>]* value="([0-9a-f]*)"/)?.1))
    }

    @Test("M-021 M-097 the page answers the guide's questions, and the person who is logged in signs what they saw")
    func sign() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        let page = await browser.get(ConsoleRoute.security.path)
        #expect(page.status == .ok && page.text.contains("Hvor ligger dekrypteringsnøkkelen?"))
        #expect(page.text.contains("Ingen har signert ennå.") && page.text.contains(Self.signature))
        let signed = await browser.post(ConsoleRoute.securitySign.path, ["seen": try Self.seen(on: page.text)])
        #expect(signed.status == .seeOther)
        let after = await browser.get(try #require(signed.location)).text
        #expect(after.contains("Signert.") && !after.contains("Ingen har signert ennå."))
        #expect(try await scene.stage.audit().contains("security.sign web:\(WizardStage.person)"))
        #expect(scene.stage.reports == [])
    }

    @Test("M-021 what has changed since the page was shown is shown again, and nothing is signed")
    func changed() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        _ = await browser.get(ConsoleRoute.security.path)
        let answer = await browser.post(ConsoleRoute.securitySign.path, ["seen": "00000000"])
        #expect(answer.status == .conflict && answer.text.contains("Les den på nytt, og signer så."))
        #expect(answer.text.contains("Ingen har signert ennå."))
        #expect(try await !scene.stage.audit().contains { $0.hasPrefix("security.sign") })
    }

    @Test("N-02 who may only look reads it, and is not asked to sign")
    func looker() async throws {
        let scene = try await ConsoleStage()
        let looker = try await scene.browser([.look])
        let page = await looker.get(ConsoleRoute.security.path)
        #expect(page.status == .ok && !page.text.contains(Self.signature))
        #expect(await looker.post(ConsoleRoute.securitySign.path, ["seen": "00000000"]).status == .forbidden)
    }
}

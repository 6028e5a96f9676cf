import Foundation
import HTTPListening
import Logging
import TestSupport
import Testing
import Web

@testable import Portal

@Suite("The portal in a browser")
struct BrowserTests {
    /// The whole of it: a first password by a link, wrong ones, own files, deleting and undoing, help, and log-out.
    @Test("T-110 every page of the portal is free of what axe finds, in three languages and both colour schemes")
    func pages() async throws {
        let line = try PortalLine()
        let folder = try ScratchDirectory()
        try folder.write(
            Array("Inn i sikker sone\n2026-11-01\n\n# Først\n\nFlytt filen.".utf8), to: "sikker-sone.nb.txt")
        let stage = try await PortalStage(guide: folder.path, origin: BrowserWalk.origin)
        let listener = WebListener(
            stage.portal.site, settings: HTTPListenerSettings(host: "localhost", port: 0), log: Logger(label: "test"))
        let file = try await stage.add()
        let token = try #require(LinkToken(String(repeating: "0c", count: 24)))
        try await stage.store.askToConfirm(
            PortalStage.storvik.account, token.digest, ends: stage.now + 3600, now: stage.now)
        try await line.running({ try await listener.run(bound: $0) }) { (port: Int) async throws -> Void in
            // A link is used once: each language gets its own.
            for language in ["nb", "nn", "en"] {
                let link = try await PortalBrowser(stage).link(PortalStage.storvik, .forgotten)
                let invited = try #require(
                    LinkToken(drawn: Array("\(language)".utf8) + [UInt8](repeating: 7, count: 22)))
                try await stage.store.invite(
                    try #require(SharedAddress(known: "ola.\(language)@storvik.example")), person: "Ola",
                    to: PortalStage.storvik.account, invited.digest, now: stage.now)
                let steps = Self.way(
                    link, file, PortalRoute.confirmation(token).path, PortalRoute.invitation(invited).path)
                let seen = try await BrowserWalk(steps, languages: [language]).go(port: port)
                #expect(seen.faults == [])
                let routes = seen.looks.compactMap { look in
                    PortalRoute(.get, look.path.split(separator: "/").map(String.init)).map(Self.name)
                }
                // The front leads on to the files, and a download is no page.
                let wanted = Set(PortalRoute.examples.filter { $0.method == .get }.map(Self.name))
                #expect(wanted.subtracting(routes) == ["download", "front"])
            }
        }
    }

    private static func way(_ link: String, _ file: PortalFile, _ confirmation: String, _ invitation: String)
        -> [BrowserWalk.Step]
    {
        let name = PortalStage.storvik.account.text
        let form = "main form button"
        return [
            .open("/log-in"), .look, .open("/new-link/new-user"), .look, .fill("name", name), .press(form), .look,
            .open("/new-link/forgotten"), .look, .open("/new-link/forgotten/asked"), .look,
            .open(link), .look,
            .fill("password", PortalStage.password), .fill("again", "noe annet"), .press(form), .look,
            .fill("password", PortalStage.password), .fill("again", PortalStage.password), .press(form), .look,
            .open("/log-in"), .fill("name", name), .fill("password", "helt feil passord"), .press(form), .look,
            .fill("name", name), .fill("password", PortalStage.password), .press(form), .look,
            .open("/"), .look, .open("/files/\(file.id)"), .look, .open("/files/\(file.id)/delete"), .look,
            .press("main form[action$='/delete'] button"), .look,
            .press("main form[action$='/restore'] button"), .look,
            .open("/help"), .look, .open("/help/sikker-sone"), .look, .open("/mails"), .look,
            .open("/people"), .look, .fill("person", "Kari"), .fill("name", "kari@storvik"),
            .press("main form[action='/people'] button"), .look,
            .fill("name", "kari@storvik.example"), .press("main form[action='/people'] button"), .look,
            .open("/sent-mails"), .look, .open(invitation), .look, .press(form), .look, .open(invitation), .look,
            .open(confirmation), .look, .open("/nowhere"), .look,
            .open("/files"), .press("form[action='/log-out'] button"), .look,
        ]
    }

    private static func name(_ route: PortalRoute) -> String {
        if case .account(let own) = route { return "account " + caseName(own) }
        return caseName(route)
    }

    private static func caseName(_ route: some Any) -> String {
        Mirror(reflecting: route).children.first?.label ?? "\(route)"
    }
}

import Foundation
import HTTPTypes
import TestSupport
import Testing
import Texts
import Web

@testable import Portal

@Suite("The guide")
struct GuideTests {
    private static let page = """
        Inn i sikker sone
        2026-11-01

        Flytt filen <slik>.
        Ikke åpne den først.

        # Spørsmål

        Spør egen IT.
        """

    @Test("I-074 a page is a file that can be changed at any time, and says when it was")
    func edited() async throws {
        let folder = try ScratchDirectory()
        let stage = try await PortalStage(guide: folder.path)
        let browser = PortalBrowser(stage)
        #expect(await browser.get("/help").text.contains("Veiledningen er ikke lagt ut ennå"))
        try folder.write(Array(Self.page.utf8), to: "sikker-sone.nb.txt")
        #expect(await browser.get("/help").text.contains("Inn i sikker sone</a> (Sist endret 01.11.2026)"))
        let text = await browser.get("/help/sikker-sone").text
        #expect(text.contains("<p>Flytt filen &lt;slik&gt;. Ikke åpne den først.</p>"))
        #expect(text.contains("<h2>Spørsmål</h2>"))
        // Without a page in the reader's own language, bokmål is better than nothing.
        #expect(await browser.get("/help/sikker-sone?lang=en").text.contains("Inn i sikker sone"))
        try folder.write(Array("Into the zone\n2026-12-24\n\nMove it.".utf8), to: "sikker-sone.en.txt")
        let english = await browser.get("/help/sikker-sone?lang=en").text
        #expect(english.contains("Into the zone") && english.contains("Last changed 24 December 2026"))
    }

    @Test("no name leads to anything but a page of the guide")
    func names() async throws {
        let folder = try ScratchDirectory()
        let stage = try await PortalStage(guide: folder.path)
        for name in ["secret.txt", "a.b.nb.txt", "Stor.nb.txt", "a.nb.md", "a.da.txt", ".nb.txt"] {
            try folder.write(Array(Self.page.utf8), to: name)
        }
        for (name, text) in [
            ("ingen-dato.nb.txt", "Tittel\n\nTekst"), ("tom.nb.txt", ""), ("feil-dato.nb.txt", "Tittel\n2026-13-01"),
            ("lang.nb.txt", Self.page + String(repeating: "x", count: 70_000)),
        ] { try folder.write(Array(text.utf8), to: name) }
        try folder.write(Array(Self.page.utf8) + [0xFF], to: "octets.nb.txt")
        #expect(Guide(folder: folder.path).pages(.nb).isEmpty)
        let browser = PortalBrowser(stage)
        for path in ["/help/secret", "/help/..%2Fportal", "/help/a.b", "/help/lang", "/help/none"] {
            #expect(await browser.get(path).status == .notFound)
        }
        #expect(Guide(folder: nil).pages(.nb).isEmpty && Guide(folder: folder.path("none")).pages(.nb).isEmpty)
    }
}

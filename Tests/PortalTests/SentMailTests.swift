import Foundation
import HTTPTypes
import Testing
import Texts
import Web

@testable import Portal

@Suite("The mails that were sent to a municipality")
struct SentMailTests {
    private func put(
        _ stage: PortalStage, _ state: String, unit: String = "9901-00", code: String? = nil,
        id: String = "1@r.example",
        text: String = "Listene er klare.\n\nHilsen <b>registeret</b>"
    ) async throws -> PushRequest.Answer {
        var fields: [String: Any] = [
            "messageID": id, "unit": unit, "writtenAt": 1_802_000_000_000_000, "subject": "Lister for 2026 er klare",
            "text": text, "state": state,
        ]
        fields["code"] = code
        return try await PushRequest(.put, "/v1/mails", Array(JSONSerialization.data(withJSONObject: fields)))
            .send(to: stage)
    }

    @Test("I-054 I-067 the portal's and the register's mails with time, subject and how far they came, and no other's")
    func page() async throws {
        let stage = try await PortalStage()
        let browser = try await PortalBrowser.loggedIn(stage)
        for mail in stage.mails { try await stage.store.queue(mail, from: stage.settings.sender) }
        #expect(try await put(stage, "queued").word == "taken")
        #expect(try await put(stage, "bounced", code: "5.1.1").word == "taken")
        #expect(try await put(stage, "accepted", unit: "9902-00", id: "2@r.example", text: "NABO").word == "taken")
        var text = await browser.get("/sent-mails").text
        #expect(text.contains("Til IPLOS-kontakten (Kari Nordmann): lag passord før"))
        #expect(text.contains("Skrevet 10.02.2027 kl. 12.00. Venter på e-posttjeneren."))
        #expect(
            text.contains("Lister for 2026 er klare")
                && text.contains("Kom i retur: adressen tok den ikke imot. (5.1.1)"))
        #expect(text.contains("&lt;b&gt;registeret") && !text.contains("NABO"))
        // A link's secret is on no page.
        #expect(!text.contains("/password/"))
        let due = try #require(try await stage.store.nextMail(after: nil, now: stage.now))
        try await stage.store.note(.refused(code: 550), of: due, now: stage.now)
        text = await browser.get("/sent-mails").text
        #expect(text.contains("Kom ikke fram: e-posttjeneren tok den ikke imot. (550)"))
        let other = await (try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)).get("/sent-mails").text
        #expect(other.contains("NABO") && !other.contains("Storvik"))
    }

    @Test("an empty list says what the first mail will be, in each language")
    func empty() async throws {
        let stage = try await PortalStage()
        let browser = try await PortalBrowser.loggedIn(stage)
        var seen: Set<String> = []
        for language in Language.allCases {
            let text = await browser.get("/sent-mails?lang=\(language.rawValue)").text
            #expect(text.contains(SentMailText.sentMailsEmpty.text(language)))
            seen.insert(text)
        }
        #expect(seen.count == 3)
    }

    @Test("the register's word about a mail is refused when it is none, or of a unit that is not known")
    func refused() async throws {
        let stage = try await PortalStage()
        #expect(try await put(stage, "accepted", unit: "9903-00").word == "unknownUnit")
        #expect(try await put(stage, "eaten").word == "malformed")
        #expect(try await put(stage, "accepted", unit: "x").word == "malformed")
        #expect(try await put(stage, "accepted", text: String(repeating: "x", count: 20_000)).word == "tooLarge")
        var stranger = PushRequest(.put, "/v1/mails", Array("{}".utf8))
        stranger.client = [9]
        #expect(try await stranger.send(to: stage).word == "notTheRegister")
        #expect(try await stage.store.sentMails(to: PortalStage.storvik.account).isEmpty)
    }

    @Test("what became of mails is forgotten after half a year, the register's too")
    func forgotten() async throws {
        let stage = try await PortalStage()
        _ = try await put(stage, "accepted")
        try await stage.store.forgetMails(before: Date(timeIntervalSince1970: 1_802_000_000))
        #expect(try await stage.store.sentMails(to: PortalStage.storvik.account).count == 1)
        try await stage.store.forgetMails(before: Date(timeIntervalSince1970: 1_802_000_001))
        #expect(try await stage.store.sentMails(to: PortalStage.storvik.account).isEmpty)
    }
}

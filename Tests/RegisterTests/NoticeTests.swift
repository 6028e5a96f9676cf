import Foundation
import GRDB
import Identifiers
import OsloCalendar
import Register
import Reporting
import SealedSubmission
import Testing
import Texts

@Suite("Notices and mail texts")
struct NoticeTests {
    let scene: Scene
    let sent = SentMails()

    init() throws { scene = try Scene() }

    private func mailer() -> Mailer { Mailer(store: scene.store, settings: scene.mailSettings, send: sent.send) }

    private func released(_ plan: DeliveryPlan = DeliveryPlan()) throws -> SubmissionID {
        let delivery = try scene.delivery(plan)
        try scene.sendAndControl(delivery)
        try scene.release(delivery.id)
        return delivery.id
    }

    @Test("I-060 one notice to the shared mailbox, when the portal has the file and not before")
    func notice() async throws {
        let id = try released()
        try await mailer().runOnce(now: scene.now)
        #expect(sent.all.isEmpty)
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        try scene.restart()
        try await mailer().runOnce(now: scene.now + 60)
        #expect(sent.all.map(\.kind) == [.feedbackReady])
        #expect(sent.all[0].to == "postmottak@nordbygda.kommune.example")
        let events = try scene.store.statusEvents(signer: scene.signer, now: scene.now)
        #expect(events.count == 4)
    }

    @Test("I-060 an archive that was made anew has a notice of its own, when the portal has it")
    func renewed() async throws {
        let id = try released()
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let number = try Feedback(store: scene.store, trust: scene.trust)
            .renew(id, now: scene.now + 1, makeID: UUID.init)
        try await mailer().runOnce(now: scene.now + 2)
        #expect(sent.all.count == 1)
        try scene.store.archivePushed(of: id, number: number, at: scene.now + 3)
        for _ in 0..<2 { try await mailer().runOnce(now: scene.now + 4) }
        #expect(sent.all.map(\.kind) == [.feedbackReady, .feedbackReady])
    }

    @Test("T-086 the municipality is told of wrong PINs, each number once, with no PIN; an unknown one cannot be")
    func wrongPINs() async throws {
        func notice(_ wrong: Int, _ municipality: String = "9901") -> PinNotice {
            PinNotice(
                municipality: MunicipalityNumber(municipality)!, season: 2016, wrong: wrong, most: 100, at: scene.now)
        }
        #expect(try !scene.store.keep(notice(1, "9999"), now: scene.now))
        for wrong in [1, 1, 10, 100] { #expect(try scene.store.keep(notice(wrong), now: scene.now)) }
        try await mailer().runOnce(now: scene.now)
        #expect(try scene.store.keep(notice(10), now: scene.now + 1), "the trustee did not get the answer")
        try await mailer().runOnce(now: scene.now + 2)
        #expect(sent.all.map(\.kind) == [.pinWrong, .pinWrong, .pinWrong])
        #expect(sent.all.allSatisfy { $0.to == "postmottak@nordbygda.kommune.example" })
        #expect(sent.all.map { $0.plain.contains("minst 10 ganger") } == [false, true, false])
        #expect(sent.all.last?.plain.contains("virksomhetssertifikatet") == true)
        #expect(sent.all.allSatisfy { $0.subject.hasPrefix("Til IPLOS-kontakten: feil PIN-kode") })
    }

    @Test("I-050 a notice sent again goes to the address that the municipality has now, and is on record by person")
    func repeatedAfterMove() async throws {
        let id = try released()
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let (unit, address) = (Scene.unit("9901"), "helse@nordbygda.kommune.example")
        try scene.store.askForAddress(address, of: unit, by: "uid:1001", now: scene.now)
        try scene.store.approveAddress(address, of: unit, by: "uid:1002", now: scene.now)
        try scene.store.repeatMail(
            sent.all[0].messageID, settings: scene.mailSettings, by: "uid:1003", now: scene.now + 60)
        try await mailer().runOnce(now: scene.now + 60)
        #expect(sent.all.map(\.to) == ["postmottak@nordbygda.kommune.example", address])
        #expect(sent.all[0].plain == sent.all[1].plain)
        let actors = try scene.rows("SELECT actor FROM audit WHERE action = 'mail.repeat'").map { $0[0] as String }
        #expect(actors == ["uid:1003"])
    }

    @Test("I-049 subject and first line say whom it is for: the role first, then the name")
    func forwarding() async throws {
        let id = try released()
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let mail = try #require(sent.all.first)
        #expect(mail.subject.hasPrefix("Til IPLOS-kontakten (Kari Ås): lister for 2016 er klare"))
        let line = mail.plain.prefix { $0 != "\n" }
        let role = try #require(line.range(of: "IPLOS-kontakten")), name = try #require(line.range(of: "Kari Ås"))
        #expect(role.upperBound < name.lowerBound)
    }

    @Test("I-043 each notice says that lists are sensitive, where the file is, and holds no password")
    func content() async throws {
        let id = try released()
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let mail = try #require(sent.all.first)
        for text in [mail.plain, mail.html] {
            #expect(text.contains("personsensitive og unntatt offentlighet"))
            #expect(text.contains("https://portal.register.example") && text.contains("hjelp@register.example"))
            #expect(!text.lowercased().contains("<script") && !text.contains("<img"))
        }
    }

    @Test("names of strangers cannot break a header or the page, nor carry an identity number")
    func hostileNames() async throws {
        let id = try released(
            DeliveryPlan {
                $0.contactName = "Kari <b>&\" 15810112345 Ås"
                $0.municipality = "9902"
            })
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let mail = try #require(sent.all.first)
        #expect(!mail.subject.contains { $0.isNewline })
        #expect(!(mail.subject + mail.plain + mail.html).contains("15810112345"))
        #expect(mail.html.contains("Kari &lt;b&gt;&amp;&quot; … Ås") && !mail.html.contains("<b>"))
    }

    @Test("I-043 a sign of markup in a name is escaped also when another character joins it to one")
    func joinedMarkup() async throws {
        // U+0D4E goes before what it belongs to, U+0338 behind: with both a `<` is no character of its own.
        let name = "Kari \u{0D4E}<a href=//x.example>\u{0338} \u{0D4E}\"\u{0D4E}&"
        let id = try released(DeliveryPlan { $0.contactName = name })
        try scene.store.archivePushed(of: id, at: scene.now)
        try await mailer().runOnce(now: scene.now)
        let html = try #require(sent.all.first).html
        // By octets: text is compared by characters as people see them.
        func has(_ text: String) -> Bool { html.utf8.split(separator: text.utf8, maxSplits: 1).count > 1 }
        #expect(has("&lt;a href=//x.example&gt;") && has("&quot;") && has("&amp;"))
        #expect(!has("<a "))
    }

    @Test("a refused submission is told to the contact once, with a reason and a code")
    func refused() async throws {
        let delivery = try scene.delivery(DeliveryPlan { $0.headMunicipality = "9902" })
        try scene.send(delivery)
        try scene.join(delivery.id)
        for _ in 1...2 { try await mailer().runOnce(now: scene.now) }
        #expect(sent.all.map(\.kind) == [.refused])
        #expect(sent.all[0].to == "iplos@nordbygda.kommune.example")
        #expect(sent.all[0].plain.contains("annen kommune") && sent.all[0].plain.contains("Kode: otherPeriod"))
    }

    @Test("I-075 the season is announced once to every municipality, in its own language")
    func announcement() async throws {
        try scene.store.keep(
            Scene.municipality(
                "9902", scene.south.organisation, mailbox: "postmottak@sorvagen.kommune.example", language: .nynorsk))
        let season = SeasonCalendar.usual(yearReported: 2016)
        #expect(try scene.store.announce(season, settings: scene.mailSettings, now: scene.now) == 2)
        #expect(try scene.store.announce(season, settings: scene.mailSettings, now: scene.now) == 0)
        try await mailer().runOnce(now: scene.now)
        #expect(sent.all.map(\.to).sorted().count == 2)
        #expect(sent.all[0].plain.contains("Innsending åpner: 02.01.2017"))
        #expect(sent.all[1].plain.contains("Innsending opnar: 02.01.2017"))
        #expect(sent.all[1].html.contains("lang=\"nn\""))
    }

    @Test(
        "T-139 I-073 all mails exist in three languages that differ, with the subjects that senders are told to expect",
        arguments: [(RegisterLanguage.bokmål, Language.nb), (.nynorsk, .nn), (.english, .en)])
    func languages(language: RegisterLanguage, told: Language) async throws {
        for number in ["9901", "9902"] {
            try scene.store.keep(
                Scene.municipality(
                    number, scene.north.organisation, mailbox: "postmottak@nordbygda.kommune.example",
                    language: language))
        }
        let id = try released()
        try scene.store.archivePushed(of: id, at: scene.now)
        let bad = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
                $0.headMunicipality = "9902"
            })
        try scene.send(bad)
        try scene.join(bad.id)
        try scene.store.announce(.usual(yearReported: 2016), settings: scene.mailSettings, now: scene.now)
        let change = ContactChange(
            submission: bad.id, manifest: ContentHash(of: bad.manifest), number: 1,
            contact: Contact(name: "Ola Øy", email: "ny@a.example", phone: "68 05 00 01", role: "r"), deputy: nil,
            changedAt: scene.now, proof: .code)
        #expect(try scene.store.apply(change, now: scene.now))
        let notice = PinNotice(
            municipality: MunicipalityNumber("9901")!, season: 2016, wrong: 1, most: 100, at: scene.now)
        #expect(try scene.store.keep(notice, now: scene.now))
        try await mailer().runOnce(now: scene.now + 86_400)
        #expect(Set(sent.all.map(\.kind)) == Set(RegisterMailKind.allCases))
        let word = [RegisterLanguage.bokmål: "ikke", .nynorsk: "ikkje", .english: "not"][language]!
        #expect(sent.all.map(\.plain).joined().contains(" \(word) "))
        #expect(sent.all.allSatisfy { $0.html.contains("lang=\"\(language.rawValue)\"") })
        for mail in sent.all {
            let expected = try #require(ExpectedMail.all.first { $0.kind == mail.kind.rawValue })
            let pieces = expected.subject.text(told).components(separatedBy: "…").filter { !$0.isEmpty }
            #expect(pieces.allSatisfy { mail.subject.contains($0) }, "\(mail.subject)")
            #expect(mail.from == scene.mailSettings.sender)
        }
    }
}

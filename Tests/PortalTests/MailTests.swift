import Foundation
import HTTPTypes
import Identifiers
import OsloCalendar
import Testing
import Texts

@testable import Portal
@testable import Web

@Suite("The portal's mails")
struct MailTests {
    private func unit(_ language: Language, name: String = "Storvik kommune", contact: String? = "Kari") -> PortalUnit {
        PortalUnit(
            unit: PortalStage.storvik.unit, name: name, account: PortalStage.storvik.account, language: language,
            contact: contact)
    }

    private func all(_ unit: PortalUnit) async throws -> [PortalMail] {
        let stage = try await PortalStage()
        let texts = PortalMailTexts(settings: stage.settings, origin: stage.origin)
        let token = try #require(LinkToken(String(repeating: "0c", count: 24)))
        let accounts = stage.now
        let file = try await stage.add()
        let before = CivilDate("2027-04-01")
        let user = NamedUser(
            key: 1, name: SharedAddress(known: "ola@storvik.example")!, person: "Ola Å", owner: unit.account,
            since: accounts)
        let links = PasswordLink.Purpose.allCases.map { purpose in
            texts.link(
                Accounts.LinkMail(to: unit.account, token: token, purpose: purpose, until: accounts + 3600), unit,
                now: accounts)
        }
        return links + [
            texts.confirmation(token, unit, before: CivilDate("2026-12-01")!, now: accounts),
            texts.waiting(file, unit, before: before, now: accounts),
            texts.addressChanged(
                unit, from: PortalStage.lillevik.account, to: PortalStage.lillevik.account, now: accounts),
            texts.invitation(token, person: "Ola Å", unit, until: accounts + 3600, now: accounts),
            texts.link(
                Accounts.LinkMail(to: user.name, token: token, purpose: .forgotten, until: accounts + 3600), unit,
                for: user, now: accounts),
        ]
    }

    @Test("I-049 every mail names the role first, then the place, and before when, in its subject and its first line")
    func subjects() async throws {
        let roles: [Language: [String]] = [
            .nb: ["Til IPLOS-kontakten (Kari): ", "Til postmottak: "],
            .nn: ["Til IPLOS-kontakten (Kari): ", "Til postmottak: "],
            .en: ["For the IPLOS contact (Kari): ", "To the shared mailbox: "],
        ]
        for language in Language.allCases {
            let mails = try await all(unit(language))
            #expect(Set(mails.map(\.kind)) == Set(PortalMail.Kind.allCases))
            for mail in mails {
                #expect(roles[language]?.contains { mail.subject.hasPrefix($0) } == true)
                #expect(mail.kind == .addressChanged || mail.subject.contains(language == .en ? "before " : "før "))
                #expect(mail.subject.hasSuffix("Storvik kommune (9901-00)"))
                #expect(mail.plain.hasPrefix(language == .en ? "To the shared mailbox: " : "Til postmottak: "))
            }
        }
    }

    @Test("I-051, I-066, I-069 every mail has plain text and HTML of the same words, the address, and whom to ask")
    func bodies() async throws {
        for language in Language.allCases {
            for mail in try await all(unit(language)) {
                for body in [mail.plain, mail.html] {
                    #expect(body.contains("https://filsluse.example") && body.contains("hjelp@etat.example"))
                    #expect(body.contains("21 09 45 49") && !body.contains("{") && !body.contains("–."))
                }
                #expect(!mail.html.contains("<img") && !mail.html.contains("<script") && !mail.html.contains("<link"))
                #expect(
                    mail.plain.split(separator: "\n").allSatisfy {
                        $0.hasPrefix("  https://") || !$0.contains("/password/") && !$0.contains("/invitation/")
                    })
            }
        }
    }

    @Test("a name that someone else wrote can bring neither markup, lines nor an identity number into a mail")
    func foreign() async throws {
        let odd = "A\r\nBcc: x@y.example <b>\u{202E}01815012345 \(String(repeating: "x", count: 200))"
        for mail in try await all(unit(.nb, name: odd, contact: odd)) {
            #expect(!mail.subject.contains { $0.isNewline } && !mail.subject.contains("\u{202E}"))
            #expect(!mail.html.contains("<b>") && !(mail.plain + mail.subject + mail.html).contains("01815012345"))
            #expect(mail.subject.count < 350)
        }
    }

    @Test("I-073 the catalogue lists every mail with its sender, and its subjects are those that are sent")
    func catalogue() async throws {
        let stage = try await PortalStage()
        let text = await PortalBrowser(stage).get("/mails").text
        for mail in try await all(unit(.nb)) {
            let subject = PortalMailCatalogue.entry(mail.kind).subject.nb
            #expect(text.contains(subject))
            var rest = Substring(mail.subject)
            for piece in subject.split(separator: "…", omittingEmptySubsequences: true) {
                let found = rest.range(of: piece)
                #expect(found != nil)
                rest = found.map { rest[$0.upperBound...] } ?? rest
            }
        }
        #expect(text.contains("filsluse@etat.example"))
    }

    @Test("I-048 in November each address is asked once a week until it is confirmed, and never in another month")
    func confirmation() async throws {
        let stage = try await PortalStage()
        for (day, count) in [
            ("2026-10-31", 0), ("2026-11-01", 2), ("2026-11-07", 2), ("2026-11-08", 4), ("2026-12-01", 4),
        ] {
            stage.set(day)
            try await stage.rounds.run(now: stage.now)
            #expect(stage.mails.count == count)
        }
        stage.set("2026-11-20")
        try await stage.rounds.run(now: stage.now)
        let mail = try #require(stage.mails.last { $0.to == PortalStage.storvik.account })
        #expect(mail.subject.hasPrefix("Til postmottak: bekreft denne adressen før 01.12.2026"))
        let path = try #require(PortalBrowser.path(in: mail, "/confirm-address/"))
        let browser = PortalBrowser(stage)
        // A mail scanner that opens the link confirms nothing.
        #expect(await browser.get(path).text.contains("postmottak@storvik.example"))
        #expect(try await stage.store.events(after: 0).allSatisfy { $0.kind != .addressConfirmed })
        #expect(await browser.post(path).location == path)
        #expect(await browser.get(path).text.contains("ble bekreftet 20.11.2026 kl. 12.00"))
        #expect(try await stage.store.events(after: 0).last?.kind == .addressConfirmed)
        let before = stage.mails.count
        stage.set("2026-11-28")
        try await stage.rounds.run(now: stage.now)
        #expect(stage.mails.dropFirst(before).map(\.to) == [PortalStage.lillevik.account])
    }

    @Test("I-048 a link of confirmation that is over, or none, says so and confirms nothing")
    func expired() async throws {
        let stage = try await PortalStage()
        stage.set("2026-11-30", hour: 23)
        try await stage.rounds.run(now: stage.now)
        let path = try #require(stage.mails.last.flatMap { PortalBrowser.path(in: $0, "/confirm-address/") })
        let browser = PortalBrowser(stage)
        _ = await browser.get(path)
        stage.pass(3600)
        #expect(await browser.post(path).status == .gone)
        #expect(await browser.get(path).status == .gone)
        let unknown = "/confirm-address/" + String(repeating: "0d", count: 24)
        #expect(await browser.get(unknown).status == .gone)
        #expect(try await stage.store.events(after: 0).allSatisfy { $0.kind != .addressConfirmed })
    }

    @Test("a file that nobody has fetched for a week brings one reminder, one that was fetched none")
    func reminder() async throws {
        let stage = try await PortalStage()
        try await stage.store.set(SeasonCalendar.usual(yearReported: 2026))
        _ = try await stage.add(1)
        let fetched = try await stage.add(2, to: PortalStage.lillevik)
        let account = PortalStage.lillevik.account
        #expect(try await stage.store.carryOut(.fetch, fetched.id, of: account, now: stage.now))
        stage.pass(PortalRounds.waiting - 1)
        try await stage.rounds.run(now: stage.now)
        #expect(stage.mails.isEmpty)
        stage.pass(1)
        for _ in 0..<2 { try await stage.rounds.run(now: stage.now) }
        #expect(stage.mails.map(\.to) == [PortalStage.storvik.account])
        #expect(stage.mails.last?.subject.contains("hent lister for 2026 før 01.04.2027") == true)
        #expect(try await stage.store.events(after: 0).last?.kind == .fileReminded)
    }
}

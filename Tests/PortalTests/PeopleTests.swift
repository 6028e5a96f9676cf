import Foundation
import HTTPTypes
import Testing
import Texts
import Web

@testable import Portal

@Suite("Persons with names of their own")
struct PeopleTests {
    private static let kari = ["person": "Kari Ås", "name": "kari.as@storvik.example"]

    /// The invitation's path, from the mail that went to the shared address.
    private func invite(
        _ browser: PortalBrowser, _ stage: PortalStage, _ fields: [String: String] = kari
    ) async throws -> String {
        _ = await browser.get("/people")
        let answer = await browser.post("/people", fields)
        #expect(answer.status == .seeOther && answer.location == "/people")
        return try #require(stage.mails.last.flatMap { PortalBrowser.path(in: $0, "/invitation/") })
    }

    /// Accepts an invitation in a browser of its own, and logs in with the password that was made.
    private func accept(_ path: String, _ stage: PortalStage, name: String = kari["name"]!) async throws
        -> PortalBrowser
    {
        let browser = PortalBrowser(stage)
        _ = await browser.get(path)
        let link = try #require(await browser.post(path).location)
        #expect(link.hasPrefix("/password/"))
        _ = await browser.get(link)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        #expect(await browser.post(link, fields).status == .seeOther)
        #expect(await logIn(browser, name).location == "/files")
        return browser
    }

    private func logIn(_ browser: PortalBrowser, _ name: String) async -> WebAnswer {
        _ = await browser.get("/log-in")
        return await browser.post("/log-in", ["name": name, "password": PortalStage.password])
    }

    @Test("from the invitation through the shared address to own log-in: the same files, and who fetched one")
    func wholeWay() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        let shared = try await PortalBrowser.loggedIn(stage)
        let path = try await invite(shared, stage)
        let mail = try #require(stage.mails.last)
        #expect(mail.to == PortalStage.storvik.account && mail.kind == .invitation)
        #expect(mail.subject.hasPrefix("Til postmottak: gi invitasjonen til Kari Ås før 17.02.2027"))
        #expect(await shared.get("/people").text.contains("Invitasjonen virker til"))
        let kari = try await accept(path, stage)
        #expect(await kari.get("/files").text.contains("kari.as@storvik.example"))
        #expect(try await kari.get(.download(file.id)).downloaded().count == file.size)
        #expect(await shared.get("/files").text.contains("Hentet 10.02.2027 kl. 12.00 av Kari Ås"))
        let kinds = try await stage.store.events(after: 0).filter { $0.unit == file.unit }.map(\.kind)
        #expect(
            kinds == [
                .unitSet, .fileArrived, .linkSent, .passwordSet, .loggedIn, .userInvited, .userAdded, .passwordSet,
                .loggedIn, .fileFetched,
            ])
        // Nothing was sent to the person, and nothing in the record says who it is.
        #expect(stage.mails.allSatisfy { $0.to == PortalStage.storvik.account })
        #expect(stage.reports.isEmpty)
    }

    @Test("T-103 looking at an invitation uses nothing up; accepting does, once, and it says when")
    func once() async throws {
        let stage = try await PortalStage()
        let path = try await invite(try await PortalBrowser.loggedIn(stage), stage)
        let browser = PortalBrowser(stage)
        for _ in 0..<3 { #expect(await browser.get(path).status == .ok) }
        _ = try await accept(path, stage)
        let used = await browser.get(path)
        #expect(used.status == .gone && used.text.contains("tok imot den 10.02.2027 kl. 12.00"))
        #expect(await browser.post(path).status == .gone)
        #expect(try await stage.store.people(of: PortalStage.storvik.account).count == 1)
    }

    @Test("an invitation that has ended, one that was taken back, and none at all make no account")
    func over() async throws {
        let stage = try await PortalStage()
        let shared = try await PortalBrowser.loggedIn(stage)
        let late = try await invite(shared, stage)
        let browser = PortalBrowser(stage)
        _ = await browser.get(late)
        stage.pass(Invitation.lifetime)
        #expect(await browser.get(late).status == .ok)
        stage.pass(1)
        let expired = await browser.post(late)
        #expect(expired.status == .gone && expired.text.contains("Den virket til"))
        let again = try await PortalBrowser.loggedIn(stage)
        let withdrawn = try await invite(again, stage, ["person": "Ola", "name": "ola@storvik.example"])
        let invitation = try #require(try await stage.store.invitations(of: PortalStage.storvik.account).first)
        _ = await again.get("/people")
        #expect(await again.post("/people/invitations/\(invitation.key)/withdraw").location == "/people")
        for path in [withdrawn, "/invitation/" + String(repeating: "0e", count: 24)] {
            _ = await browser.get(path)
            #expect(await browser.post(path).status == .gone)
        }
        #expect(try await stage.store.people(of: PortalStage.storvik.account).isEmpty)
        #expect(await logIn(PortalBrowser(stage), "ola@storvik.example").status == .unprocessableContent)
    }

    @Test("T-096 another municipality's persons and invitations are not found, and its files are not seen")
    func others() async throws {
        let stage = try await PortalStage()
        let (own, other) = (try await stage.add(1), try await stage.add(2, to: PortalStage.lillevik))
        let shared = try await PortalBrowser.loggedIn(stage)
        let kari = try await accept(try await invite(shared, stage), stage)
        _ = try await invite(shared, stage, ["person": "Ola", "name": "ola@storvik.example"])
        #expect(await kari.get(.file(own.id)).status == .ok)
        #expect(await kari.get(.file(other.id)).status == .notFound)
        let person = try #require(try await stage.store.people(of: PortalStage.storvik.account).first)
        let invitation = try #require(try await stage.store.invitations(of: PortalStage.storvik.account).first)
        let stranger = try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)
        let page = await stranger.get("/people")
        #expect(!page.text.contains("Kari") && !page.text.contains("Ola"))
        for path in [
            "/people/users/\(person.key)/remove", "/people/invitations/\(invitation.key)/withdraw",
            "/people/users/999/remove",
        ] { #expect(await stranger.post(path).status == .notFound, "\(path)") }
        #expect(try await stage.store.people(of: PortalStage.storvik.account).count == 1)
        #expect(try await stage.store.invitations(of: PortalStage.storvik.account).count == 1)
    }

    @Test("T-097 a person of a name of their own sees who there are, and can neither invite nor remove")
    func rights() async throws {
        let stage = try await PortalStage()
        let shared = try await PortalBrowser.loggedIn(stage)
        let kari = try await accept(try await invite(shared, stage), stage)
        let page = await kari.get("/people")
        #expect(page.status == .ok && page.text.contains("Kari Ås") && !page.text.contains("action=\"/people\""))
        let person = try #require(try await stage.store.people(of: PortalStage.storvik.account).first)
        #expect(await kari.post("/people", ["person": "X", "name": "x@y.example"]).status == .forbidden)
        #expect(await kari.post("/people/users/\(person.key)/remove").status == .forbidden)
        #expect(try await stage.store.people(of: PortalStage.storvik.account).count == 1)
    }

    @Test(
        "a person who is removed is logged out at once and cannot log in; so is everybody when the address is another")
    func removed() async throws {
        let stage = try await PortalStage()
        let shared = try await PortalBrowser.loggedIn(stage)
        let kari = try await accept(try await invite(shared, stage), stage)
        let person = try #require(try await stage.store.people(of: PortalStage.storvik.account).first)
        _ = await shared.get("/people")
        #expect(await shared.post("/people/users/\(person.key)/remove").location == "/people")
        #expect(await kari.get("/files").location == "/log-in")
        #expect(await logIn(kari, "kari.as@storvik.example").status == .unprocessableContent)
        #expect(try await stage.store.events(after: 0).last?.kind == .userRemoved)
        let ola = try await accept(
            try await invite(shared, stage, ["person": "Ola", "name": "ola@storvik.example"]), stage,
            name: "ola@storvik.example")
        let body = #"{"name": "Storvik kommune", "address": "helseogsosial@storvik.example", "language": "nb"}"#
        #expect(try await PushRequest(.put, "/v1/units/9901-00", Array(body.utf8)).send(to: stage).word == "moved")
        #expect(await ola.get("/files").location == "/log-in")
        #expect(await logIn(ola, "ola@storvik.example").status == .unprocessableContent)
    }

    @Test("a forgotten password of a person's goes as a link to the shared address, by name")
    func forgotten() async throws {
        let stage = try await PortalStage()
        _ = try await accept(try await invite(try await PortalBrowser.loggedIn(stage), stage), stage)
        stage.pass(3600)
        let browser = PortalBrowser(stage)
        _ = await browser.get("/new-link/forgotten")
        _ = await browser.post("/new-link/forgotten", ["name": "kari.as@storvik.example"])
        let mail = try #require(stage.mails.last)
        #expect(mail.to == PortalStage.storvik.account && mail.kind == .userLink)
        #expect(mail.subject.hasPrefix("Til postmottak: gi lenken om passord til Kari Ås før"))
        #expect(PortalBrowser.path(in: mail, "/password/") != nil)
    }

    @Test("a name that is missing, no address, one in use, and one too many are each said beside their field")
    func refused() async throws {
        let stage = try await PortalStage()
        let shared = try await PortalBrowser.loggedIn(stage)
        for (fields, words) in [
            (["person": " ", "name": "a@b.example"], "Skriv navnet."),
            (["person": "A", "name": "a"], "Dette er ikke en e-postadresse."),
            (["person": "A", "name": PortalStage.lillevik.account.text], "Brukernavnet er i bruk."),
        ] {
            _ = await shared.get("/people")
            let answer = await shared.post("/people", fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words))
        }
        for number in 1...PortalStore.mostPeople {
            _ = try await invite(shared, stage, ["person": "P\(number)", "name": "p\(number)@storvik.example"])
        }
        let full = await shared.post("/people", ["person": "P", "name": "p@storvik.example"])
        #expect(full.status == .unprocessableContent && full.text.contains("så mange som det er plass til"))
        // The same one again takes the place of its own invitation.
        _ = try await invite(shared, stage, ["person": "P1", "name": "p1@storvik.example"])
        #expect(try await stage.store.invitations(of: PortalStage.storvik.account).count == PortalStore.mostPeople)
    }
}

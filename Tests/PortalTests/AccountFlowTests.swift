import Foundation
import HTTPTypes
import Testing
import Web

@testable import Portal

@Suite("Accounts of the portal")
struct AccountFlowTests {
    @Test("I-047..I-053 from «new user» through the mail to the list, and each step is an event")
    func wholeWay() async throws {
        let stage = try await PortalStage()
        let browser = PortalBrowser(stage)
        #expect(await browser.get("/").location == "/files")
        #expect(await browser.get("/files").location == "/log-in")
        let link = try await browser.link(PortalStage.storvik, .newUser)
        let mail = try #require(stage.mails.last)
        #expect(mail.to == PortalStage.storvik.account && mail.kind == .newUser)
        #expect(
            mail.subject == "Til IPLOS-kontakten (Kari Nordmann): lag passord før 10.02.2027 kl. 13.00, "
                + "Storvik kommune (9901-00)")
        #expect("\(stage.origin)\(link)".utf8.count < 200)
        _ = await browser.get(link)
        stage.pass(3599)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        #expect(await browser.post(link, fields).location == "/password-set")
        #expect(await browser.logIn(PortalStage.storvik, "noe helt annet 17").status == .unprocessableContent)
        #expect(await browser.logIn(PortalStage.storvik).location == "/files")
        let list = await browser.get("/files")
        #expect(list.status == .ok && list.text.contains("postmottak@storvik.example"))
        let kinds = try await stage.store.events(after: 0).filter { $0.unit == PortalStage.storvik.unit }.map(\.kind)
        #expect(kinds == [.unitSet, .linkSent, .passwordSet, .loggedIn])
        #expect(stage.reports.isEmpty)
    }

    @Test("I-052, T-083 who is not known gets the same answer, and no mail")
    func unknown() async throws {
        let stage = try await PortalStage()
        var answers: [String] = []
        for name in ["postmottak@storvik.example", "postmottak@ukjent.example"] {
            let browser = PortalBrowser(stage)
            _ = await browser.get("/new-link/forgotten")
            let answer = await browser.post("/new-link/forgotten", ["name": name])
            answers.append("\(answer.status) \(answer.location ?? "")")
        }
        #expect(answers[0] == answers[1])
        #expect(stage.mails.map(\.to) == [PortalStage.storvik.account])
    }

    @Test("I-058 forgotten password works where none was ever set, and a used link says when it was used")
    func neverSet() async throws {
        let stage = try await PortalStage()
        let browser = PortalBrowser(stage)
        let link = try await browser.link(PortalStage.lillevik, .forgotten)
        #expect(stage.mails.last?.subject.hasPrefix("Til IPLOS-kontakten: lag passord før") == true)
        _ = await browser.get(link)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        #expect(await browser.post(link, fields).status == .seeOther)
        stage.pass(60)
        let used = await browser.get(link)
        #expect(used.status == .gone && used.text.contains("10.02.2027 kl. 12.00"))
        #expect(await browser.post(link, fields).status == .gone)
    }

    @Test("I-053 a link of 60:01 minutes sets nothing")
    func late() async throws {
        let stage = try await PortalStage()
        let browser = PortalBrowser(stage)
        let link = try await browser.link(PortalStage.storvik, .newUser)
        _ = await browser.get(link)
        stage.pass(3601)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        #expect(await browser.post(link, fields).status == .gone)
        #expect(await browser.logIn(PortalStage.storvik).status == .unprocessableContent)
    }

    @Test("I-050 a unit that has moved: the old address sees nothing and is logged out, the new one sees the file")
    func moved() async throws {
        let stage = try await PortalStage()
        let old = try await PortalBrowser.loggedIn(stage)
        _ = try await stage.add()
        #expect(await old.get(.file(PortalStage.id(1))).status == .ok)
        let body = #"{"name": "Storvik kommune", "address": "helseogsosial@storvik.example", "language": "nb"}"#
        let answer = try await PushRequest(.put, "/v1/units/9901-00", Array(body.utf8)).send(to: stage)
        #expect(answer.status == .ok && answer.word == "moved")
        #expect(await old.get(.file(PortalStage.id(1))).location == "/log-in")
        #expect(await old.logIn(PortalStage.storvik).status == .unprocessableContent)
        let unit = try #require(try await stage.store.unit(PortalStage.storvik.unit))
        #expect(unit.account.text == "helseogsosial@storvik.example")
        let new = try await PortalBrowser.loggedIn(stage, as: unit)
        #expect(await new.get(.file(PortalStage.id(1))).status == .ok)
    }
}

import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing
import Web

@testable import Console
@testable import MunicipalNode

@Suite("Who has access to a tenant's pages")
struct PeopleTests {
    @Test("M-034 a leader invites, changes roles and disables; the other is out at the next thing they ask for")
    func people() async throws {
        let scene = try await AccountStage()
        let leader = try await scene.person("kari").browser
        _ = await leader.get(PeopleRoute.list.path)
        let made = await leader.post(
            PeopleRoute.invite.path, ["person": "Ola Prøvesen", "user": "Ola", "role-it-operations": "yes"])
        #expect(made.status == .ok && made.text.contains("/invited/nord/"))
        let link = try #require(made.text.components(separatedBy: scene.stage.origin.description).dropFirst().first)
        let ola = try await scene.accept(String(link.prefix { $0 != "<" }), "ola")
        #expect(await ola.browser.get(ConsoleRoute.tasks.path).status == .ok)
        #expect(await ola.browser.get(PeopleRoute.list.path).status == .forbidden)
        let roles = PeopleRoute.roles(ola.userName).path
        _ = await leader.get(PeopleRoute.account(ola.userName).path)
        #expect(await leader.post(roles, [:]).text.contains("Velg minst én rolle."))
        #expect(await leader.post(roles, ["role-auditor": "yes"]).status == .seeOther)
        #expect(await ola.browser.get(ConsoleRoute.tasks.path).location == "/")
        let auditor = try await scene.logIn(ola)
        #expect(await auditor.get(PeopleRoute.list.path).status == .ok)
        #expect(!(await auditor.get(PeopleRoute.account(ola.userName).path).text.contains("/disable\"")))
        _ = await auditor.get(PeopleRoute.list.path)
        for route in [PeopleRoute.invite] + PeopleRoute.own(ola.userName) where route.method == .post {
            #expect(await auditor.post(route.path).status == .forbidden, "\(route)")
        }
        #expect(await leader.post(PeopleRoute.disable(ola.userName).path).status == .seeOther)
        #expect(await auditor.get(ConsoleRoute.overview.path).location == "/")
        #expect(await auditor.post(PeopleRoute.invite.path).status == .forbidden)
        let page = await leader.get(PeopleRoute.account(ola.userName).path).text
        #expect(page.contains("sperret") && page.contains("Invitasjon: laget") && page.contains("av kari"))
        #expect(await leader.post(PeopleRoute.enable(ola.userName).path).status == .seeOther)
        _ = try await scene.logIn(ola)
        let audit = try await scene.audit().map { "\($0.action) \($0.actor)" }
        for entry in ["account.invite", "account.roles", "account.disable", "account.enable"] {
            #expect(audit.contains("\(entry) user:kari"), "\(entry)")
        }
        #expect(audit.contains("account.log-in user:ola"))
        #expect(scene.stage.reports == [])
    }

    @Test("the operator's links are marked in the list, and what was invited says by whom and when it was used")
    func marks() async throws {
        let scene = try await AccountStage()
        let leader = try await scene.person("kari").browser
        #expect(await leader.get(PeopleRoute.list.path).text.contains("driften har laget lenke"))
        let accounts = try await scene.administration.perform(AccountList(tenant: Installation.tenant), by: "uid:1")
            .accounts
        let link = try #require(accounts.first?.links.first)
        #expect(link.issuedBy == "uid:1000" && link.byOperator && link.usedAt != nil && !link.isOpen)
        #expect(accounts.first?.state == .active && accounts.first?.recoveryCodesLeft == 10)
    }

    @Test("the last who administers accounts is not taken away from the pages; the operator may")
    func last() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        _ = try await scene.invite("per")
        _ = await kari.browser.get(PeopleRoute.account(kari.userName).path)
        for (route, fields) in [
            (PeopleRoute.disable(kari.userName), [:]), (.roles(kari.userName), ["role-auditor": "yes"]),
            (.resetFactor(kari.userName), [:]),
        ] {
            let refused = await kari.browser.post(route.path, fields)
            #expect(refused.status == .unprocessableContent, "\(route)")
            #expect(refused.text.contains("Da ville ingen kunne styre kontoene."))
        }
        #expect(await kari.browser.get(ConsoleRoute.overview.path).status == .ok)
        _ = try await scene.person("ola")
        #expect(await kari.browser.post(PeopleRoute.disable(kari.userName).path).status == .seeOther)
        #expect(await kari.browser.get(ConsoleRoute.overview.path).location == "/")
        let ola = AccountDisable(tenant: Installation.tenant, userName: UserName("ola")!)
        #expect(try await scene.administration.perform(ola, by: "uid:1").account.state == .disabled)
    }

    @Test("nobody gives a right that they do not have, and a guest by a link administers nobody")
    func beyond() async throws {
        let scene = try await AccountStage()
        let name = try #require(UserName("per"))
        _ = try await scene.person("kari")
        _ = try await scene.person("ola", [.auditor])
        let request = AccountInvite(
            tenant: Installation.tenant, userName: name, person: "Per Prøvesen", roles: [.auditor])
        for actor in ["web:Kari", "user:ola", "user:nobody", "user:"] {
            await #expect(throws: (any Error).self, "\(actor)") {
                try await scene.administration.perform(request, by: actor)
            }
            await #expect(throws: (any Error).self, "\(actor)") {
                try await scene.administration.perform(
                    AccountReset(tenant: Installation.tenant, userName: UserName("kari")!, part: .factor), by: actor)
            }
        }
        #expect(try await scene.administration.perform(request, by: "user:kari").account.state == .invited)
        let number = SyntheticPerson.number(3).identityNumber
        let named = AccountInvite(
            tenant: Installation.tenant, userName: UserName("eva")!, person: number, roles: [.auditor])
        await #expect(throws: (any Error).self) { try await scene.administration.perform(named, by: "uid:1") }
    }

    @Test("T-097 M-038 another tenant's accounts are not there, whatever is asked for, and its link is unknown here")
    func others() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        let south = try await scene.person("sara", at: WizardStage.south)
        let link = try await scene.invite("per")
        _ = await south.browser.get(PeopleRoute.list.path)
        for route in PeopleRoute.own(kari.userName) {
            let fields = ["role-auditor": "yes"]
            let answer =
                route.method == .get
                ? await south.browser.get(route.path) : await south.browser.post(route.path, fields)
            #expect(answer.status == .notFound, "\(route)")
        }
        #expect(!(await south.browser.get(PeopleRoute.list.path).text.contains("kari")))
        let elsewhere = link.replacingOccurrences(of: "/nord/", with: "/sor/")
        #expect(await WizardBrowser(scene.stage).get(elsewhere).status == .notFound)
        #expect(await WizardBrowser(scene.stage).get("/invited/ukjent/" + link.suffix(48)).status == .notFound)
        // The same name at two tenants is two accounts.
        _ = try await scene.person("kari", [.auditor], at: WizardStage.south)
        #expect(await kari.browser.get(ConsoleRoute.overview.path).status == .ok)
    }

    @Test("a dry run changes nothing and gives no link")
    func dryRun() async throws {
        let scene = try await AccountStage()
        let request = AccountInvite(
            tenant: Installation.tenant, userName: UserName("kari")!, person: "Kari", roles: [.leader])
        #expect(try await scene.administration.perform(request, by: "uid:1", dryRun: true).address == nil)
        let list = AccountList(tenant: Installation.tenant)
        #expect(try await scene.administration.perform(list, by: "uid:1").accounts == [])
    }
}

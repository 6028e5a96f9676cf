import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing

@testable import Console
@testable import MunicipalNode
@testable import Web

@Suite("Coming in by an account")
struct AccountEntryTests {
    @Test("N-02 from the invitation to the first page: password, then authenticator, and nothing before both")
    func invitation() async throws {
        let scene = try await AccountStage()
        let link = try await scene.invite("kari")
        let browser = WizardBrowser(scene.stage)
        let page = await browser.get(link)
        #expect(page.text.contains("Kari Prøvesen") && page.text.contains("driften av serveren (uid:1000)"))
        for (password, again, words) in [
            ("kort", "kort", "for kort"), (AccountStage.password, "noe annet", "ikke like"),
        ] {
            let refused = await browser.post(link, ["password": password, "again": again])
            #expect(refused.status == .unprocessableContent && refused.text.contains(words))
        }
        let set = await browser.post(link, ["password": AccountStage.password, "again": AccountStage.password])
        #expect(set.location == SignInRoute.enrol.path)
        _ = await browser.get(SignInRoute.enrol.path)
        for route in ConsoleRoute.examples where Self.needsRight(route) {
            let answer = route.method == .get ? await browser.get(route.path) : await browser.post(route.path)
            #expect(answer.status == .forbidden, "T-106 \(route)")
        }
        #expect(await browser.get("/").location == SignInRoute.code.path)
        #expect(await browser.get(SignInRoute.own.path).location == "/")
        let secret = try AccountStage.secret(on: await browser.get(SignInRoute.enrol.path).text)
        let wrong = await browser.post(SignInRoute.sendEnrol.path, ["code": "000000"])
        #expect(wrong.status == .unprocessableContent)
        await wrong.afterwards?()
        let code = secret.code(at: AuthenticatorSecret.step(scene.stage.now))
        #expect(await browser.post(SignInRoute.sendEnrol.path, ["code": code]).location == SignInRoute.codes.path)
        let first = await browser.get(SignInRoute.codes.path).text
        #expect(first.components(separatedBy: "<li><code>").count == 11)
        #expect(first.contains("Invitert") && first.contains("driften av serveren (uid:1000)"))
        #expect(first.contains("Passordet satt"))
        #expect(await browser.post(SignInRoute.codesKept.path).location == ConsoleRoute.overview.path)
        #expect(await browser.get(SignInRoute.codes.path).location == SignInRoute.own.path)
        #expect(await browser.get(ConsoleRoute.overview.path).status == .ok)
        // Whoever opens it again sees when it was used, and whom to tell.
        let again = await WizardBrowser(scene.stage).get(link)
        #expect(again.status == .gone && again.text.contains("Den ble brukt") && again.text.contains("uid:1000"))
        let late = WizardBrowser(scene.stage)
        _ = await late.get("/")
        #expect(
            await late.post(link, ["password": AccountStage.password, "again": AccountStage.password]).status == .gone)
        let audit = try await scene.audit().filter { $0.action.hasPrefix("account.") }
        #expect(
            audit.map { "\($0.action) \($0.actor)" } == [
                "account.invite uid:1000", "account.password user:kari", "account.refused web",
                "account.second-factor user:kari",
            ])
        #expect(scene.stage.reports == [])
    }

    private static func needsRight(_ route: ConsoleRoute) -> Bool {
        switch route.access {
        case .everyone, .session: false
        case .right, .oneOf: true
        }
    }

    @Test("T-083 an unknown tenant or user, a wrong password and a disabled account get one and the same answer")
    func uniform() async throws {
        let scene = try await AccountStage()
        _ = try await scene.person("kari")
        _ = try await scene.person("ola", [.auditor])
        _ = try await scene.invite("per")
        _ = try await scene.administration.perform(
            AccountDisable(tenant: Installation.tenant, userName: UserName("ola")!), by: "uid:1")
        var answers: Set<String> = []
        for (tenant, name, password) in [
            ("nord", "kari", "feil passord helt"), ("nord", "ola", AccountStage.password),
            ("nord", "ingen", AccountStage.password), ("ukjent", "kari", AccountStage.password),
            ("sor", "kari", AccountStage.password), ("nord", "per", AccountStage.password), ("nord", "", ""),
            ("NOE \u{7f}", "kari", String(repeating: "x", count: 5000)),
        ] {
            let browser = WizardBrowser(scene.stage)
            let answer = await scene.password(name, password, at: tenant, in: browser)
            #expect(answer.status == .unprocessableContent)
            await answer.afterwards?()
            var text = answer.text
            for value in [tenant, name, browser.token] where !value.isEmpty {
                text = text.replacingOccurrences(of: "value=\"\(value)\"", with: "value=\"\"")
            }
            answers.insert(text.replacingOccurrences(of: "value=\"NOE \u{7f}\"", with: "value=\"\""))
        }
        #expect(answers.count == 1)
        let refused = try await scene.audit().filter { $0.action == "account.refused" }
        #expect(refused.map { $0.detail["user"] } == ["kari", "ola", "", "per", ""])
        #expect(try await scene.audit(at: WizardStage.south).filter { $0.action == "account.refused" }.count == 1)
        #expect(scene.stage.reports == [])
    }

    @Test("T-086 guessing passwords and codes is slowed down, and the right ones do not help meanwhile")
    func throttled() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        let guesser = WizardBrowser(scene.stage)
        for _ in 0..<5 { _ = await scene.password("kari", "feil passord helt", in: guesser) }
        #expect(await scene.password("kari", in: guesser).text.contains("prøvd for mange ganger"))
        scene.stage.pass(31)
        let given = await scene.password("kari", in: guesser)
        #expect(given.location == SignInRoute.code.path)
        _ = await guesser.get(SignInRoute.code.path)
        for _ in 0..<5 {
            #expect(await guesser.post(SignInRoute.sendCode.path, ["code": "000000"]).text.contains("stemmer ikke"))
        }
        scene.stage.pass(1)
        let right = await guesser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)])
        #expect(right.text.contains("prøvd for mange ganger"))
        // A new password try begins no new count of codes.
        _ = await scene.password("kari", in: guesser)
        _ = await guesser.get(SignInRoute.code.path)
        let anew = await guesser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)])
        #expect(anew.text.contains("prøvd for mange ganger"))
        scene.stage.pass(60)
        #expect(
            await guesser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)]).location
                == ConsoleRoute.overview.path)
    }

    @Test("T-086 what is typed as tenant and name uses up nobody's count of codes")
    func countsApart() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        let guesser = WizardBrowser(scene.stage)
        for _ in 0..<8 {
            for tenant in ["code", "nord"] {
                _ = await guesser.get("/")
                _ = await guesser.post(
                    SignInRoute.logIn.path, ["tenant": tenant, "name": "nord\nkari", "password": "feil passord helt"])
            }
        }
        let browser = try await scene.logIn(kari)
        #expect(await browser.get(ConsoleRoute.overview.path).status == .ok)
    }

    @Test("N-02 a code or recovery code that was used lets nobody in again, and the wait for it ends")
    func replay() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        _ = try await scene.logIn(kari)
        let browser = WizardBrowser(scene.stage)
        _ = await scene.password("kari", in: browser)
        _ = await browser.get(SignInRoute.code.path)
        #expect(await browser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)]).location == nil)
        let recovery = try #require(kari.codes.first)
        let typed = recovery.lowercased().replacingOccurrences(of: "-", with: " ")
        let entered = await browser.post(SignInRoute.sendCode.path, ["code": typed])
        #expect(entered.location == ConsoleRoute.overview.path)
        for code in [recovery, "\(kari.codes[1].dropLast())", ""] {
            let other = WizardBrowser(scene.stage)
            _ = await scene.password("kari", in: other)
            _ = await other.get(SignInRoute.code.path)
            #expect(await other.post(SignInRoute.sendCode.path, ["code": code]).location == nil, "\(code)")
        }
        let slow = WizardBrowser(scene.stage)
        scene.stage.pass(20 * 60)
        _ = await scene.password("kari", in: slow)
        _ = await slow.get(SignInRoute.code.path)
        scene.stage.pass(AccountDesk.Entry.lifetime)
        let late = await slow.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)])
        #expect(late.location == "/")
    }

    @Test("N-04 a new password by a link still needs the authenticator that was there")
    func reset() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        let reply = try await scene.administration.perform(
            AccountReset(tenant: Installation.tenant, userName: kari.userName, part: .password), by: "uid:1")
        let link = String(try #require(reply.address).dropFirst(scene.stage.origin.description.count))
        let browser = WizardBrowser(scene.stage)
        _ = await browser.get(link)
        let new = "lykt fjord tøffel 1999"
        #expect(await browser.post(link, ["password": new, "again": new]).location == SignInRoute.code.path)
        #expect(await browser.get(SignInRoute.enrol.path).location == "/")
        #expect(await browser.get(ConsoleRoute.overview.path).status == .forbidden)
        // Who was in with the old one is out.
        #expect(await kari.browser.get(ConsoleRoute.overview.path).location == "/")
        scene.stage.pass(60)
        _ = await browser.get(SignInRoute.code.path)
        let entered = await browser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)])
        #expect(entered.location == ConsoleRoute.overview.path)
    }

    @Test("T-089 the session has another id after each step, and the old one is worth nothing")
    func fixation() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        let browser = WizardBrowser(scene.stage)
        scene.stage.pass(60)
        _ = await scene.password("kari", in: browser)
        let before = browser.cookies
        _ = await browser.get(SignInRoute.code.path)
        _ = await browser.post(SignInRoute.sendCode.path, ["code": scene.code(of: kari)])
        #expect(browser.cookies["__Host-session"] != before["__Host-session"])
        let thief = WizardBrowser(scene.stage)
        thief.cookies = before
        #expect(await thief.get(ConsoleRoute.overview.path).location == "/")
        #expect(await browser.get(ConsoleRoute.overview.path).status == .ok)
    }

    @Test("T-109 neither password, authenticator secret nor recovery code lies in any file")
    func nowhere() async throws {
        let scene = try await AccountStage()
        let kari = try await scene.person("kari")
        _ = try await scene.logIn(kari)
        let directory = scene.stage.installation.directory.path("data")
        let secrets = [
            Data(AccountStage.password.utf8), Data(kari.secret.bytes), Data(kari.codes[0].utf8),
            Data(kari.secret.grouped.filter { $0 != " " }.utf8), Data(kari.codes[0].filter { $0 != "-" }.utf8),
        ]
        for secret in secrets { try expectNowhere(secret, below: directory) }
        let audit = try await scene.audit().map { "\($0)" }.joined()
        #expect(audit.contains("user:kari") && !audit.contains(AccountStage.password))
        #expect(scene.stage.reports == [])
    }
}

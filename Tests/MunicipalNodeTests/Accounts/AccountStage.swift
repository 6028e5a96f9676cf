import Foundation
import Identifiers
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import Console
@testable import MunicipalNode
@testable import Web

/// Two municipalities' pages, with people who have accounts there.
struct AccountStage {
    static let password = "hest sykkel regnbue 42"

    /// Somebody who has an account and an authenticator program.
    struct Person {
        let userName: UserName
        let tenant: TenantID
        let secret: AuthenticatorSecret
        let codes: [String]
        let browser: WizardBrowser
    }

    let stage: WizardStage

    init(origin: String = "https://rapport.nord.example") async throws { stage = try await WizardStage(origin: origin) }

    var administration: Administration { stage.desk.administration() }

    /// Invites somebody, by the operator when by nobody else; gives the link's path.
    func invite(
        _ name: String, _ roles: [AccountRole] = [.leader], at tenant: TenantID = Installation.tenant,
        by actor: String = "uid:1000"
    ) async throws -> String {
        let reply = try await administration.perform(
            AccountInvite(
                tenant: tenant, userName: try #require(UserName(name)), person: "Kari Prøvesen", roles: roles),
            by: actor)
        return String(try #require(reply.address).dropFirst(stage.origin.description.count))
    }

    /// Somebody who was invited and has set up everything.
    func person(
        _ name: String, _ roles: [AccountRole] = [.leader], at tenant: TenantID = Installation.tenant
    ) async throws -> Person {
        try await accept(try await invite(name, roles, at: tenant), name, at: tenant)
    }

    func accept(
        _ link: String, _ name: String, at tenant: TenantID = Installation.tenant
    ) async throws -> Person {
        let browser = WizardBrowser(stage)
        _ = await browser.get(link)
        let set = await browser.post(link, ["password": Self.password, "again": Self.password])
        try #require(set.location == SignInRoute.enrol.path, "\(set.text)")
        let page = await browser.get(SignInRoute.enrol.path).text
        let secret = try Self.secret(on: page)
        let done = await browser.post(
            SignInRoute.sendEnrol.path, ["code": secret.code(at: AuthenticatorSecret.step(stage.now))])
        try #require(done.location == SignInRoute.codes.path, "\(done.text)")
        let codes = await browser.get(SignInRoute.codes.path).text.components(separatedBy: "<li><code>").dropFirst()
            .map { String($0.prefix { $0 != "<" }) }
        return Person(
            userName: try #require(UserName(name)), tenant: tenant, secret: secret, codes: codes, browser: browser)
    }

    /// What the page of setting up shows.
    static func secret(on page: String) throws -> AuthenticatorSecret {
        let text = try #require(page.components(separatedBy: "<dd><code>").dropFirst().first).prefix { $0 != "<" }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits): ([UInt8], Int, Int) = ([], 0, 0)
        for letter in text where letter != " " {
            (buffer, bits) = (buffer << 5 | (try #require(letters.firstIndex(of: letter))), bits + 5)
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 255))
                buffer &= (1 << bits) - 1
            }
        }
        return try #require(AuthenticatorSecret(bytes))
    }

    /// The password in a new browser; the answer to it.
    func password(
        _ name: String, _ password: String = Self.password, at tenant: String = Installation.tenant.name,
        in browser: WizardBrowser
    ) async -> WebAnswer {
        _ = await browser.get("/?tenant=\(tenant)")
        return await browser.post(
            SignInRoute.logIn.path, ["tenant": tenant, "name": name, "password": password])
    }

    func code(of person: Person) -> String { person.secret.code(at: AuthenticatorSecret.step(stage.now)) }

    /// Logs in anew, with a code that was not used before.
    func logIn(_ person: Person) async throws -> WizardBrowser {
        let browser = WizardBrowser(stage)
        stage.pass(60)
        let given = await password(person.userName.text, at: person.tenant.name, in: browser)
        try #require(given.location == SignInRoute.code.path, "\(given.text)")
        _ = await browser.get(SignInRoute.code.path)
        let done = await browser.post(SignInRoute.sendCode.path, ["code": code(of: person)])
        try #require(done.location == ConsoleRoute.overview.path, "\(done.text)")
        return browser
    }

    func audit(at tenant: TenantID = Installation.tenant) async throws -> [AuditEntry] {
        let store = try await stage.installation.store.tenant(tenant, as: "test")
        return try await store.read { try $0.auditRecords(after: 0, limit: 10_000).map(\.entry) }
    }
}

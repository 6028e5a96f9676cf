import Foundation
import HTTPTypes
import SQLiteAccess
import Testing
import Web

@testable import Portal

@Suite("Names of persons that are a unit's shared address, or become one")
struct OustedTests {
    private static let wanted = "helse@storvik.example"

    /// Moves a unit to an address, as the register does.
    private func move(_ unit: String, to address: String, _ stage: PortalStage) async throws -> String? {
        let body = #"{"name": "Kommunen", "address": "\#(address)", "language": "nb", "approved": true}"#
        return try await PushRequest(.put, "/v1/units/\(unit)", Array(body.utf8)).send(to: stage).word
    }

    /// A person of an account's with the wanted name, logged in.
    private func squatter(of unit: PortalUnit, _ stage: PortalStage) async throws -> PortalBrowser {
        let path = try await invite(of: unit, stage)
        let browser = PortalBrowser(stage)
        _ = await browser.get(path)
        let link = try #require(await browser.post(path).location)
        _ = await browser.get(link)
        let fields = ["password": PortalStage.password, "again": PortalStage.password]
        #expect(await browser.post(link, fields).status == .seeOther)
        #expect(await logIn(browser).location == "/files")
        return browser
    }

    private func invite(of unit: PortalUnit, _ stage: PortalStage) async throws -> String {
        let shared = try await PortalBrowser.loggedIn(stage, as: unit)
        _ = await shared.get("/people")
        #expect(await shared.post("/people", ["person": "Kari", "name": Self.wanted]).location == "/people")
        return try #require(stage.mails.last.flatMap { PortalBrowser.path(in: $0, "/invitation/") })
    }

    private func logIn(_ browser: PortalBrowser) async -> WebAnswer {
        _ = await browser.get("/log-in")
        return await browser.post("/log-in", ["name": Self.wanted, "password": PortalStage.password])
    }

    @Test(
        "I-050 a shared address is its unit's: whoever was invited under it, by another or by itself, is out at once",
        arguments: [PortalStage.lillevik, PortalStage.storvik])
    func ousted(inviting: PortalUnit) async throws {
        let stage = try await PortalStage()
        let squatter = try await squatter(of: inviting, stage)
        let other = try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)
        #expect(try await move("9901-00", to: Self.wanted, stage) == "moved")
        #expect(await squatter.get("/files").location == "/log-in")
        #expect(await logIn(squatter).status == .unprocessableContent)
        #expect(try await stage.store.people(of: inviting.account).isEmpty)
        let ousted = try await stage.store.events(after: 0).filter { $0.kind == .userOusted }
        #expect(ousted.map(\.unit) == [inviting.unit])
        let reader = try #require(try await stage.store.reader(SharedAddress(known: Self.wanted)!))
        #expect(reader.user == nil && reader.account.text == Self.wanted)
        // Who had nothing to do with it is still there, and the register's next words are taken.
        #expect(await other.get("/files").status == .ok)
        #expect(try await move("9902-00", to: "helse@lillevik.example", stage) == "moved")
        #expect(stage.reports.isEmpty)
    }

    @Test("I-050 nobody is invited under a unit's address, and an open invitation ends when it becomes one")
    func invitations() async throws {
        let stage = try await PortalStage()
        let path = try await invite(of: PortalStage.lillevik, stage)
        let browser = PortalBrowser(stage)
        #expect(await browser.get(path).status == .ok)
        #expect(try await move("9901-00", to: Self.wanted, stage) == "moved")
        #expect(await browser.post(path).status == .gone)
        let shared = try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)
        _ = await shared.get("/people")
        let again = await shared.post("/people", ["person": "Kari", "name": Self.wanted])
        #expect(again.status == .unprocessableContent)
        #expect(try await stage.store.invitations(of: PortalStage.lillevik.account).isEmpty)
        #expect(try await stage.store.people(of: PortalStage.lillevik.account).isEmpty)
    }

    @Test("a person whose name a unit has had since an older version is removed, and the unit's account begins anew")
    func older() async throws {
        let stage = try await PortalStage()
        let squatter = try await squatter(of: PortalStage.lillevik, stage)
        try await stage.store.database.write {
            try $0.run("UPDATE units SET account = ? WHERE unit = '9901-00'", [Self.wanted])
        }
        let shared = try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)
        let person = try #require(try await stage.store.people(of: PortalStage.lillevik.account).first)
        _ = await shared.get("/people")
        #expect(await shared.post("/people/users/\(person.key)/remove").location == "/people")
        #expect(await logIn(squatter).status == .unprocessableContent)
        #expect(try await stage.store.reader(SharedAddress(known: Self.wanted)!)?.user == nil)
        #expect(try await stage.store.people(of: PortalStage.lillevik.account).isEmpty)
    }
}

import Foundation
import HTTPTypes
import Identifiers
import Testing
import Texts
import Web

@testable import Portal

@Suite("Own files only")
struct OwnFilesTests {
    @Test("the router finds every route, and none changes anything by GET")
    func routes() { #expect(RouteMatrix.faults(of: PortalRoute.self).isEmpty) }

    @Test("I-061 every route about a file, by two municipalities: the owner's works, the other's is not found")
    func matrix() async throws {
        for route in PortalRoute.own(PortalStage.id(1)).indices {
            let stage = try await PortalStage()
            let units = [PortalStage.storvik, PortalStage.lillevik]
            for (index, unit) in units.enumerated() { _ = try await stage.add(index + 1, to: unit) }
            for (index, unit) in units.enumerated() {
                let browser = try await PortalBrowser.loggedIn(stage, as: unit)
                _ = await browser.get("/files")
                let before = try await Self.states(stage)
                let foreign = await browser.send(PortalRoute.own(PortalStage.id(2 - index))[route])
                let absent = await browser.send(PortalRoute.own(PortalStage.id(99))[route])
                #expect(foreign.status == .notFound && absent.status == .notFound)
                #expect(try await Self.states(stage) == before)
                // But for what the reader chose, a file of another's and one that is not there look the same.
                #expect(Self.plain(foreign) == Self.plain(absent))
                let own = PortalRoute.own(PortalStage.id(index + 1))[route]
                // Only what has been deleted can be restored.
                if case .restore(let id) = own {
                    #expect(try await stage.store.carryOut(.delete, id, of: unit.account, now: stage.now))
                }
                #expect([.ok, .seeOther].contains(await browser.send(own).status))
            }
        }
    }

    @Test("I-061 the list shows the account's own units only, a district's among them")
    func list() async throws {
        let stage = try await PortalStage()
        let district = PortalUnit(
            unit: ReportingUnit("9901-03")!, name: "Storvik kommune", account: PortalStage.storvik.account,
            language: .nb)
        #expect(try await stage.store.set(district, now: stage.now).kind == .new)
        for (index, unit) in [PortalStage.storvik, district, PortalStage.lillevik].enumerated() {
            _ = try await stage.add(index + 1, to: unit)
        }
        let text = await (try await PortalBrowser.loggedIn(stage)).get("/files").text
        #expect(text.contains("9901-00_") && text.contains("9901-03_") && !text.contains("9902"))
        let other = await (try await PortalBrowser.loggedIn(stage, as: PortalStage.lillevik)).get("/files").text
        #expect(other.contains("9902-00_") && !other.contains("9901"))
    }

    @Test("who is not logged in comes to the sign-on page, or is refused what would change something")
    func outside() async throws {
        let stage = try await PortalStage()
        _ = try await stage.add()
        for route in PortalRoute.own(PortalStage.id(1)) + [.files, .people, .invite, .sentMails] {
            let browser = PortalBrowser(stage)
            _ = await browser.get("/log-in")
            let answer = await browser.send(route)
            switch route.method {
            case .get: #expect(answer.location == "/log-in")
            case .post: #expect(answer.status == .forbidden)
            }
        }
        #expect(
            try await Self.states(stage).allSatisfy { $0.deleted == nil && $0.fetched == nil && $0.forwarded == nil })
    }

    private static func states(_ stage: PortalStage) async throws -> [PortalFile] {
        var all: [PortalFile] = []
        for unit in [PortalStage.storvik, PortalStage.lillevik] { all += try await stage.store.files(of: unit.account) }
        return all
    }

    private static func plain(_ answer: WebAnswer) -> String {
        answer.text.replacing(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}/, with: "")
    }
}

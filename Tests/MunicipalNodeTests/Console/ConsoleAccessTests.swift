import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

@Suite("Who sees what of a tenant's messages")
struct ConsoleAccessTests {
    @Test("T-097 of another municipality's messages and matters nothing is found, whatever is asked for")
    func others() async throws {
        let scene = try await ConsoleStage()
        let stored = try await scene.message(state: .expired, task: .expired)
        let task = try #require(try await scene.tasks().first).id
        try await scene.deviation()
        let (north, south) = (try await scene.browser(), try await scene.browser(at: WizardStage.south))
        _ = await south.get(ConsoleRoute.tasks.path)
        for route in ConsoleRoute.own(stored.serverID) + ConsoleRoute.own(task: task)
            + DeviationRoute.own(1).map(ConsoleRoute.deviation)
        {
            let fields = ["note": "x", "closing": "corrected", "version": "1", "cause": "x"]
            let answer = route.method == .get ? await south.get(route.path) : await south.post(route.path, fields)
            #expect(answer.status == .notFound, "\(route)")
        }
        for page in [ConsoleRoute.overview, .messages, .tasks, .security, .deviation(.list), .deviation(.statistics)] {
            let text = await south.get(page.path).text
            #expect(!text.contains("DIALOG_HELSEFAGLIG") && !text.contains("Avvik 1:"), "\(page)")
            #expect(!text.contains("<td>Uautorisert utlevering</td>"), "\(page)")
        }
        for text in [stored.serverID.uuidString, stored.msgID ?? "", "DIALOG_HELSEFAGLIG", "Storvik"] {
            let found = await south.get(ConsoleRoute.messages.path([("q", text)]))
            #expect(!found.text.contains(stored.serverID.uuidString.lowercased() + "\""), "\(text)")
        }
        #expect(await north.get(ConsoleRoute.message(stored.serverID).path).status == .ok)
        #expect(await north.get(DeviationRoute.one(1).path).status == .ok)
        #expect(try await scene.tasks().map(\.id) == [task])
    }

    @Test("T-083 nobody comes in without a link, who may only look changes nothing, and a reporter sees no message")
    func rights() async throws {
        let scene = try await ConsoleStage()
        let stored = try await scene.message(state: .expired, task: .expired)
        let task = try #require(try await scene.tasks().first).id
        try await scene.deviation()
        let stranger = WizardBrowser(scene.stage)
        let looker = try await scene.browser([.look])
        let reporter = try await WizardBrowser.admitted(scene.stage, rights: [.fetch])
        _ = await looker.get(ConsoleRoute.tasks.path)
        #expect(!(await looker.get(ConsoleRoute.message(stored.serverID).path).text.contains("Send på nytt")))
        let plain: [ConsoleRoute] = [
            .overview, .stillOverview, .messages, .tasks, .resendGroup, .security, .securitySign,
        ]
        // Beginning one is an act, although its address is only looked at.
        let deviations =
            DeviationRoute.examples.filter { $0 != .fresh && !DeviationRoute.own(7).contains($0) }
            + DeviationRoute.own(1)
        let routes =
            plain + ConsoleRoute.own(stored.serverID) + ConsoleRoute.own(task: task)
            + deviations.map(ConsoleRoute.deviation)
        for route in routes {
            if route.method == .get {
                #expect(await stranger.get(route.path).location == "/", "\(route)")
                #expect(await looker.get(route.path).status == .ok, "\(route)")
                #expect(await reporter.get(route.path).status == .forbidden, "\(route)")
            } else {
                #expect(await stranger.post(route.path).status == .forbidden, "\(route)")
                #expect(await looker.post(route.path).status == .forbidden, "\(route)")
            }
        }
        #expect(await looker.get(DeviationRoute.fresh.path).status == .forbidden)
        #expect(!(await looker.get(DeviationRoute.one(1).path).text.contains("<textarea")))
        #expect(await looker.get("/reports").status == .forbidden)
        #expect(!(await looker.get(ConsoleRoute.tasks.path).text.contains("href=\"/reports\"")))
        #expect(await reporter.get("/").location == "/reports")
        #expect(try await scene.tasks().map(\.id) == [task])
    }

    @Test("T-090 a page that stands open and loads itself does not keep a session alive; a person does")
    func unattended() async throws {
        let scene = try await ConsoleStage()
        let browser = try await scene.browser()
        let page = await browser.get(ConsoleRoute.overview.path)
        let name = try #require(HTTPField.Name("Refresh"))
        let refresh = try #require(page.headers[name])
        let path = try #require(refresh.split(separator: "=", maxSplits: 1).last.map(String.init))
        #expect(refresh.hasPrefix("60; url=/overview?"))
        for _ in 0..<29 {
            scene.stage.pass(60)
            #expect(await browser.get(path).status == .ok)
        }
        #expect(await browser.get(ConsoleRoute.tasks.path).status == .ok)
        for _ in 0..<29 {
            scene.stage.pass(60)
            #expect(await browser.get(path).status == .ok)
        }
        scene.stage.pass(60)
        #expect(await browser.get(path).location == "/")
    }

    @Test("the command gives a way in to what it names, on record, and says who has it")
    func command() async throws {
        let scene = try await ConsoleStage()
        let administration = scene.stage.desk.administration()
        let request = ConsoleLink(tenant: Installation.tenant, person: "Kari", messages: [.look])
        #expect(try await administration.perform(request, by: "uid:1", dryRun: true).address == nil)
        let reply = try await administration.perform(request, by: "uid:1")
        let acting = ConsoleLink(tenant: Installation.tenant, person: "Kari", messages: [.act])
        #expect(try await administration.perform(acting, by: "uid:1").messages == [.look, .act])
        let number = ConsoleLink(
            tenant: Installation.tenant, person: SyntheticPerson.number(2).identityNumber, messages: [.look])
        await #expect(throws: (any Error).self) { try await administration.perform(number, by: "uid:1") }
        #expect(reply.messages == [.look] && reply.reporting.isEmpty)
        #expect(reply.address?.hasPrefix("https://rapport.nord.example/open/") == true)
        #expect(try await scene.stage.audit().contains("console.link uid:1"))
        let nobody = ConsoleLink(tenant: Installation.tenant, person: "Kari", messages: [])
        await #expect(throws: (any Error).self) { try await administration.perform(nobody, by: "uid:1") }
    }
}

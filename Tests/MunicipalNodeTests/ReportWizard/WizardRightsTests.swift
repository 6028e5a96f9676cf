import CommandOutcome
import Foundation
import HTTPTypes
import Store
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("I-012 whose rights a link to the wizard gives, and for how long")
struct WizardRightsTests {
    private let stage: WizardStage

    init() async throws { stage = try await WizardStage() }

    private func name(_ user: UInt32, _ rights: [ReportRight]) async throws {
        try await stage.installation.ask(
            ReportParticipantAdd(tenant: Installation.tenant, user: user, loginName: "u\(user)", rights: rights))
    }

    private func link(
        _ rights: [ReportRight], by actor: String, dryRun: Bool = false
    ) async throws -> ReportWizardLink.Reply {
        try await stage.desk.administration().perform(
            ReportWizardLink(tenant: Installation.tenant, person: "Somebody else", rights: rights), by: actor,
            dryRun: dryRun)
    }

    @Test("I-012 with participants named, nobody gives a right by a link that is not theirs")
    func notTheirs() async throws {
        #expect(try await link([.extract, .seal, .send], by: "uid:1007").rights.count == 3, "nobody is named")
        try await name(1001, [.extract, .seal])
        try await name(1002, [.fetch])
        #expect(try await link([.extract, .seal], by: "uid:1001").address != nil)
        for (rights, actor) in [
            ([ReportRight.extract], "uid:1007"), ([.extract, .send], "uid:1001"), ([.fetch], "uid:1001"),
            ([.seal], "uid:1002"), (ReportRight.allCases, "uid:0"),
        ] {
            for dryRun in [true, false] {
                let error = await #expect(throws: AdministrationError.self) {
                    try await link(rights, by: actor, dryRun: dryRun)
                }
                #expect(error?.code == "report-right-missing", "\(rights) \(actor)")
            }
        }
        #expect(try await stage.audit().contains("report.refused uid:1007"))
        try await stage.installation.ask(ReportParticipantRemove(tenant: Installation.tenant, user: 1001))
        try await stage.installation.ask(ReportParticipantRemove(tenant: Installation.tenant, user: 1002))
        #expect(try await link([.extract], by: "uid:1007").address != nil)
    }

    @Test("I-012 a right that is taken from whom made the link is gone from the open session at once")
    func takenAway() async throws {
        let browser = try await WizardBrowser.admitted(stage, rights: [.extract, .fetch])
        #expect(await browser.get(.feedback(.list)).status == .ok)
        try await name(1001, [.extract, .fetch])
        #expect(await browser.get(.feedback(.list)).status == .ok)
        try await name(1001, [.extract, .seal])
        #expect(await browser.get(.feedback(.list)).status == .forbidden)
        _ = try await browser.begin()
        // What whoever made it was given since was not in the link.
        try await name(1001, [.seal])
        #expect(await browser.get("/reports").location == "/")
        try await name(1001, [.extract, .fetch])
        #expect(await browser.get("/reports").location == "/", "the session has ended")
        // Naming others takes them from all who are not named.
        let other = try await WizardBrowser.admitted(stage, rights: [.extract])
        #expect(await other.get("/reports").status == .ok)
        try await name(1002, [.extract])
        try await stage.installation.ask(ReportParticipantRemove(tenant: Installation.tenant, user: 1001))
        #expect(await other.get("/reports").location == "/")
    }

    @Test("I-012 what takes one of two rights takes one that is still there: the log-in to the send module too")
    func oneOfTwo() async throws {
        let browser = try await WizardBrowser.admitted(stage, rights: [.extract, .send])
        let id = try await browser.begin()
        #expect(await browser.post(.askTheWay(id)).status != .forbidden)
        try await name(1001, [.extract])
        #expect(await browser.post(.askTheWay(id)).status == .forbidden)
        #expect(await browser.get("/reports").status == .ok)
    }

    @Test("I-012 a link that has not been used gives no more than is left of the rights, and nothing when none is")
    func unused() async throws {
        let (all, some) = (try stage.link(rights: [.seal]), try stage.link(rights: [.seal, .fetch]))
        try await name(1001, [.fetch])
        let browser = WizardBrowser(stage)
        _ = await browser.get(all)
        #expect(await browser.post(all).status == .forbidden)
        _ = await browser.get(some)
        #expect(await browser.post(some).location == "/reports")
        #expect(await browser.get(.feedback(.list)).status == .ok)
        // The one that gave nothing was not used up.
        try await name(1001, [.seal])
        let later = WizardBrowser(stage)
        _ = await later.get(all)
        #expect(await later.post(all).location == "/reports")
        #expect(await later.get(.feedback(.list)).status == .forbidden)
    }
}

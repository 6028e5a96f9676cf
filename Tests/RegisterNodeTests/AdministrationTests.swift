import CommandOutcome
import Doctor
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import ServiceNode
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Commands beside and without a running server")
struct AdministrationTests {
    let scene: NodeScene

    init() throws { scene = try NodeScene() }

    private func ask<Request: AdministrationRequest<RegisterAdministration>>(
        _ request: Request
    ) async throws -> Request.Reply {
        try await RegisterAdministration.perform(request, scene.configuration)
    }

    private func code(_ work: () async throws -> Void) async -> String? {
        do {
            try await work()
            return nil
        } catch { return (error as? AdministrationError)?.code ?? "\(error)" }
    }

    @Test(
        "I-068 the running server answers: who has sent, release before the day, and the audit chain names who did it")
    func served() async throws {
        let delivery = try scene.delivery()
        let node = try await scene.open()
        try await PushClient.with(scene, node, showing: scene.trustee) { client in
            #expect(try await ask(StatusQuestion(year: nil)).units.map(\.standing) == [.notSent])
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id).word == "received")
            await node.runOnce(now: scene.clock.now)
            let unit = try #require(try await ask(StatusQuestion(year: 2016)).units.first)
            #expect(unit.standing == .sent && unit.inForce?.persons == 3 && unit.inForce?.state == "controlled")
            #expect(unit.addressConfirmed == nil)
            #expect(try await ask(ReleaseOrder(.year(2016), dryRun: true)).released == [delivery.id])
            #expect(try node.store.submission(delivery.id)?.state == .controlled)
            #expect(try await ask(ReleaseOrder(.one(delivery.id), dryRun: false)).released == [delivery.id])
            #expect(try node.store.submission(delivery.id)?.state == .released)
            let again = await code { _ = try await ask(ReleaseOrder(.one(delivery.id), dryRun: false)) }
            #expect(again == "submission-not-controlled")
            let unknown = await code { _ = try await ask(ResendOrder(messageID: "x@y", dryRun: false)) }
            #expect(unknown == "mail-unknown")
            #expect(try await ask(AuditQuestion<RegisterAdministration>()).isWhole)
        }
        try await node.close()
    }

    @Test("without a server the data directory is opened under its lock; a second process is told to try again")
    func alone() async throws {
        #expect(try await ask(SeasonQuestion()).seasons.map(\.calendar.yearReported) == [2016])
        let held = try RegisterInstallation.open(scene.configuration)
        #expect(await code { _ = try await ask(SeasonQuestion()) } == "locked")
        try held.store.close()
        let usual = SeasonCalendar.usual(yearReported: 2017)
        #expect(try await ask(SeasonChange(usual, announce: true, dryRun: true)).announced == 0)
        #expect(try await ask(SeasonQuestion()).seasons.count == 1)
        #expect(try await ask(SeasonChange(usual, announce: true, dryRun: false)).announced == 1)
        // A municipality that has had the letter gets no second.
        #expect(try await ask(SeasonChange(usual, announce: true, dryRun: false)).announced == 0)
        #expect(try await ask(LetterQuestion(year: 2017)).letters.map(\.state) == [.queued])
        #expect(try await ask(LetterQuestion(year: 2016)).letters.map(\.state) == [nil])
        let mails = try await ask(MailQuestion(unit: nil)).mails
        #expect(mails.map(\.kind) == ["seasonOpening"])
        #expect(try await ask(ResendOrder(messageID: mails[0].messageID, dryRun: false)).queued == 1)
        #expect(try await ask(MailQuestion(unit: ReportingUnit("9901-00")!)).mails.count == 2)
    }

    @Test("an import adds and changes, and leaves the list of care providers where it is")
    func imported() async throws {
        let providers = ProviderList(dated: scene.clock.now, numbers: [scene.north.number])
        let installation = try RegisterInstallation.open(scene.configuration)
        var known = scene.municipality
        known.providers = providers
        try installation.store.keep(known)
        try installation.store.close()
        var (renamed, new) = (scene.municipality, scene.municipality)
        renamed.name = "Nordbygda nye kommune"
        new.unit = ReportingUnit("9903-00")!
        let file = try MunicipalityFile(listing: [renamed, new])
        let dry = try await ask(MunicipalityImport(file, dryRun: true))
        #expect(dry.added == [new.unit] && dry.changed == [renamed.unit])
        #expect(try await ask(MunicipalityImport(file, dryRun: false)) == dry)
        #expect(try await ask(MunicipalityImport(file, dryRun: false)).unchanged == 2)
        let after = try RegisterInstallation.open(scene.configuration)
        let stored = try #require(try after.store.municipality(renamed.unit))
        #expect(stored.name == renamed.name)
        #expect(stored.providers?.numbers == providers.numbers)
        try after.store.close()
    }

    @Test("I-046 a list without columns for language and the exchange leaves both as they are known")
    func unsaid() async throws {
        let installation = try RegisterInstallation.open(scene.configuration)
        var known = scene.municipality
        known.language = .nynorsk
        known.exchange = ExchangeParty(
            name: known.name, her: HERId(800_300)!, serviceName: "Pleie", serviceHER: HERId(800_301)!)
        try installation.store.keep(known)
        try installation.store.close()
        var renamed = known
        renamed.name = "Nordbygda nye kommune"
        _ = try await ask(MunicipalityImport(MunicipalityFile(listing: [renamed]), dryRun: false))
        func stored() throws -> Register.Municipality? {
            let after = try RegisterInstallation.open(scene.configuration)
            defer { try? after.store.close() }
            return try after.store.municipality(known.unit)
        }
        #expect(try stored()?.language == .nynorsk && stored()?.exchange?.her == HERId(800_300))
        #expect(try stored()?.exchange?.name == renamed.name)
        // A list that has the columns and leaves them empty says that there is no address.
        let head =
            "municipality;name;organisationNumber;sharedAddress;language;organisationHer;serviceHer;serviceName\n"
        let line = "9901;\(renamed.name);\(known.organisationNumber);\(known.sharedAddress);nb;;;\n"
        _ = try await ask(MunicipalityImport(MunicipalityFile(Array((head + line).utf8)), dryRun: false))
        #expect(try stored()?.language == .bokmål && stored()?.exchange == nil)
    }

    @Test("what is not a request of this version is answered with an error, and the server goes on")
    func otherVersion() async throws {
        let node = try await scene.open()
        for bytes in ["", "{}", #"{"version":2,"command":"status"}"#, #"{"version":1,"command":"erase"}"#] {
            let answer = await node.administration().answer(Array(bytes.utf8))
            #expect(String(decoding: answer, as: UTF8.self).contains("version-mismatch"), "\(bytes)")
        }
        try await node.close()
    }

    @Test("doctor names what is missing, says that there is no portal, and is content with the rest")
    func doctor() async throws {
        let report = await RegisterDoctor(scene.configuration, now: Date()).examine(calls: false)
        let findings = Dictionary(report.findings.map { ($0.code, $0.verdict) }) { first, _ in first }
        #expect(findings["portal"] == .warning && findings["status-events"] == .warning)
        // The season of 2016 is long over.
        #expect(findings["revocation"] == .warning && findings["season"] == .warning)
        for code in ["master-key", "trust-store", "signing-key", "encryption-key", "trustee-keys", "data", "intake"] {
            #expect(findings[code] == .ok, "\(code)")
        }
        #expect(report.exit == .negative)
        try FileManager.default.removeItem(atPath: scene.configuration.masterKeyFile)
        let without = await RegisterDoctor(scene.configuration, now: Date()).examine()
        #expect(without.findings.contains { $0.code == "master-key" && $0.verdict == .error })
        #expect(without.findings.contains { $0.code == "relay" && $0.verdict == .error })
        #expect(without.exit == .errors)
    }
}

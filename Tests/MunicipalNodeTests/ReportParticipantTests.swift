import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import Store
import TestSupport
import Testing

@testable import ControlSocket
@testable import MunicipalNode

/// Requests are made by user 1000 where nothing else is said.
@Suite("I-012 who may do what in the yearly report")
struct ReportParticipantTests {
    private let installation: Installation
    private let unit = ReportingUnit(municipality: MunicipalityNumber("9901")!)

    init() throws { installation = try Installation() }

    private func begin(by actor: String, dryRun: Bool = false) async -> AdministrationError? {
        let request = ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary)
        return await refusal(request, by: actor, dryRun: dryRun)
    }

    private func refusal(
        _ request: some AdministrationRequest, by actor: String, dryRun: Bool = false
    ) async -> AdministrationError? {
        do {
            _ = try await installation.administration.perform(request, by: actor, dryRun: dryRun)
            return nil
        } catch { return error }
    }

    private func add(_ user: UInt32, _ name: String, _ rights: [ReportRight], dryRun: Bool = false) async throws
        -> ReportParticipantAdd.Reply
    {
        try await installation.ask(
            ReportParticipantAdd(tenant: nil, user: user, loginName: name, rights: rights), dryRun: dryRun)
    }

    private func permission(_ right: ReportRight) -> ReportPermission {
        ReportPermission(tenant: nil, right: right, unit: unit, year: 2016)
    }

    @Test("I-012 with nobody named every administrator may everything, as before")
    func nobody() async throws {
        try await installation.addCompleteTenant()
        #expect(await begin(by: "uid:1000") == nil)
        for right in ReportRight.allCases { #expect(await refusal(permission(right), by: "uid:1007") == nil) }
        #expect(try await installation.ask(ReportParticipantList(tenant: nil)).participants.isEmpty)
    }

    @Test("I-012 each may what they are named for and nothing else, and a refusal says who can")
    func rights() async throws {
        try await installation.addCompleteTenant()
        #expect(try await add(1001, "kari", [.send, .seal, .seal]).unheld == [.extract, .fetch])
        #expect(try await add(1002, "ola", [.fetch, .extract]).unheld.isEmpty)
        #expect(await begin(by: "uid:1001") == nil)
        let refused = try #require(await begin(by: "uid:1002"))
        #expect(refused.code == "report-right-missing" && refused.exit == .notPermitted)
        #expect(refused.sentence.contains("ola may not seal") && refused.remedy?.contains("kari (uid:1001)") == true)
        // An administrator who is not named may no longer either.
        #expect(await begin(by: "uid:0")?.sentence.contains("uid:0 may not") == true)
        #expect(await begin(by: "uid:1000", dryRun: true)?.code == "report-right-missing")
        for (right, able, barred) in [
            (ReportRight.extract, "uid:1002", "uid:1001"), (.send, "uid:1001", "uid:1002"),
            (.fetch, "uid:1002", "uid:1001"), (.seal, "uid:1001", "uid:1002"),
        ] {
            #expect(await refusal(permission(right), by: able) == nil)
            #expect(await refusal(permission(right), by: barred)?.code == "report-right-missing")
        }
        let list = try await installation.ask(ReportParticipantList(tenant: nil)).participants
        #expect(
            list.map(\.name) == ["kari", "ola"] && list[0].rights == [.seal, .send] && list[0].addedBy == "uid:1000")
    }

    @Test("I-012 signing takes the right to seal, and a password the right to fetch")
    func requests() async throws {
        try await installation.addCompleteTenant()
        let begun = try await installation.ask(ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary))
        _ = try await add(1001, "kari", [.seal])
        _ = try await add(1002, "ola", [.fetch])
        let key = try PublicKey(spkiDER: Array(begun.returnKey))
        let sealed = Data(try key.encryptOAEP(Array("hemmelig".utf8), label: []))
        let password = ReportPassword(tenant: nil, submission: begun.submission, sealed: sealed, label: Data())
        #expect(await refusal(password, by: "uid:1001")?.code == "report-right-missing")
        #expect(try await installation.administration.perform(password, by: "uid:1002").password == "hemmelig")
        let entry = PartEntry(role: .identity, index: 1, octets: 10, sha256: ContentHash(of: [1]))
        let manifest = SubmissionManifest(
            submission: begun.submission, unit: unit, organisation: begun.organisation, year: 2016,
            period: ReportingPeriod(year: 2016), kind: .ordinary, sequence: 7, revision: "3.0", personCount: 1,
            createdAt: begun.begunAt, client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!),
            contact: Contact(name: "Kari", email: "iplos@nord.example", phone: "68050001", role: "IPLOS-kontakt"),
            returnKey: key, trusteeKey: KeyFingerprint(of: key), registerKey: KeyFingerprint(of: key), parts: [entry])
        let sign = ReportSign(tenant: nil, manifest: manifest)
        #expect(await refusal(sign, by: "uid:1002")?.code == "report-right-missing")
        // One who may comes as far as the manifest itself, which is of another sequence.
        #expect(await refusal(sign, by: "uid:1001")?.code == "report-differs")
    }

    @Test("I-012 naming, removing, permission and refusal are on record; a dry run changes and records nothing")
    func record() async throws {
        try await installation.addCompleteTenant()
        _ = try await add(1001, "kari", [.seal], dryRun: true)
        #expect(await begin(by: "uid:1000") == nil)
        _ = try await add(1001, "kari", [.seal])
        #expect(await refusal(permission(.seal), by: "uid:1001") == nil)
        #expect(await refusal(permission(.extract), by: "uid:1001")?.remedy?.contains("participant add") == true)
        let gone = ReportParticipantRemove(tenant: nil, user: 1001)
        #expect(try await installation.ask(gone).unheld.isEmpty)
        #expect(await installation.refusal(gone)?.code == "participant-unknown")
        #expect(await begin(by: "uid:1000") == nil)
        let records = try await installation.ask(AuditShow(tenant: nil)).records.filter {
            $0.action.hasPrefix("report.p") || $0.action == "report.refused"
        }
        #expect(
            Set(records.map { "\($0.action) \($0.actor)" }) == [
                "report.participant.add uid:1000", "report.permission uid:1001", "report.refused uid:1001",
                "report.participant.remove uid:1000",
            ])
        #expect(records.count == 4)
        #expect(try await installation.ask(AuditVerify(tenant: nil)).ok)
    }

    @Test("I-012 a participant has a right, and one named again has the new ones only")
    func again() async throws {
        try await installation.addCompleteTenant()
        let none = ReportParticipantAdd(tenant: nil, user: 1001, loginName: "kari", rights: [])
        #expect(await installation.refusal(none)?.code == "rights-needed")
        _ = try await add(1001, "kari", [.seal])
        _ = try await add(1001, "kari", [.fetch])
        #expect(await begin(by: "uid:1001")?.code == "report-right-missing")
        #expect(try await installation.ask(ReportParticipantList(tenant: nil)).participants.count == 1)
    }

    @Test("I-012 a person is who logged in, also behind sudo; without a log-in, whom the process runs as")
    func login() throws {
        #expect(LoggedInUser.read("1001\n") == 1_001)
        for none in ["4294967295", "", "-1", "kari", "99999999999"] { #expect(LoggedInUser.read(none) == nil) }
        #expect(ControlPeer(user: 990, login: nil).login == 990)
        #expect(try LoggedInUser.of(process: getpid()) == LoggedInUser.current)
        // A process that is gone by then.
        #expect(throws: ControlError.loginHidden) { try LoggedInUser.of(process: Int32.max) }
    }
}

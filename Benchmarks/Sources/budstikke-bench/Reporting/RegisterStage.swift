import Certificates
import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import TestSupport

/// The register: the trustee's delivery in, joined, controlled, and answered with an archive.
struct RegisterStage {
    let ground: ReportGround
    let now: Date

    func run() throws -> StageFigures {
        var figures = StageFigures()
        let left = try JSONDecoder().decode(LeftDelivery.self, from: Data(ground.read(LeftDelivery.name)))
        guard let submission = SubmissionID(left.submission) else { throw BenchError("no submission") }
        let store = try RegisterStore(directory: ground.path("register"), masterKey: ground.masterKey(.register))
        try store.keep(
            Register.Municipality(
                unit: ReportGround.unit(), name: ReportGround.municipality.name,
                organisationNumber: ReportGround.municipality.number,
                sharedAddress: "postmottak@nordbygda.kommune.example", language: .bokmål))
        try store.keep(SeasonCalendar.usual(yearReported: ReportGround.year))
        let trust = try self.trust()
        try figures.step("intake") { try takeOver(left, submission, Register.Intake(store: store, trust: trust)) }
        let joined = try figures.step("join") { try Join(store: store, trust: trust).run(submission, now: now) }
        guard joined.state == .joined else { throw BenchError("the register did not join: \(joined.state)") }
        _ = try figures.step("controls") { try Controls(store: store).run(submission, now: now) }
        let released = try figures.step("archive") {
            try Feedback(store: store, trust: trust).release(submission, now: now)
        }
        guard released.state == .released else { throw BenchError("the register did not release") }
        return figures
    }

    private func trust() throws -> RegisterTrust {
        let own = try ground.identity(.register, .encryption)
        return try RegisterTrust(
            trust: ground.trustStore(), revocation: RevocationLists(required: false),
            trustee: ReportGround.trustee.number, register: ReportGround.register.number,
            minimumClientVersion: ReportGround.clientVersion(),
            encryption: [RegisterKeyPair(key: own.key, certificate: own.certificate, year: ReportGround.year)],
            trusteeKeys: [ground.identity(.trustee, .encryption).key.publicKey])
    }

    private func takeOver(_ left: LeftDelivery, _ id: SubmissionID, _ intake: Register.Intake) throws {
        let begun = try intake.begin(manifest: Array(left.manifest), statement: Array(left.statement), now: now)
        guard case .wanted = begun else { throw BenchError("the register takes no such delivery") }
        for (name, path) in left.files.sorted(by: { $0.key < $1.key }) {
            _ = try intake.add(name, ReportGround.read(file: path), to: id, now: now)
        }
        guard case .received = try intake.complete(id, now: now) else {
            throw BenchError("the register did not take the whole delivery")
        }
    }
}

import Foundation
import Identifiers
import ReportWizard
import Reporting
import SealedSubmission

/// What is going on with one sealed report, in this process only: its place and its receipt are in the store.
struct ReportErrand: Sendable {
    var work: OpenReport.Running?
    var trouble: DeskTrouble?
    /// As the send module told it last.
    var way: ReportWay?
}

/// The running server as keeper of the municipality's certificate, for one guest of the wizard.
struct DeskKeeper: SendingKeeper {
    let administration: @Sendable () -> Administration
    let guest: ReportGuest

    func answer(_ challenge: [UInt8], for unit: ReportingUnit) async throws -> SignedChallenge {
        let reply = try await administration().perform(
            ReportLogIn(tenant: guest.tenant, unit: unit, challenge: Data(challenge)), by: guest.actor)
        return SignedChallenge(certificate: Array(reply.certificate), signature: Array(reply.signature))
    }

    func keep(receipt: [UInt8], of submission: SubmissionID) async throws {
        _ = try await administration().perform(
            ReportReceipt(tenant: guest.tenant, submission: submission, receipt: Data(receipt)), by: guest.actor)
    }

    func keep(next: [SubmissionKind: Int], of unit: ReportingUnit, year: Int) async throws {
        _ = try await administration().perform(
            ReportNumbers(tenant: guest.tenant, unit: unit, year: year, next: next), by: guest.actor)
    }
}

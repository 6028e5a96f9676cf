import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission

/// The installation as keeper of the municipality's certificate: by its running server, or opened by the command.
struct InstallationKeeper: SendingKeeper {
    private let connection: AdministrationConnection
    private let tenant: TenantID?

    init(_ connection: AdministrationConnection, tenant: TenantID?) {
        self.connection = connection
        self.tenant = tenant
    }

    func answer(_ challenge: [UInt8], for unit: ReportingUnit) async throws -> SignedChallenge {
        let reply = try await connection.perform(ReportLogIn(tenant: tenant, unit: unit, challenge: Data(challenge)))
        return SignedChallenge(certificate: Array(reply.certificate), signature: Array(reply.signature))
    }

    /// A report that was sealed in another installation is not known in this one; its receipt lies beside its folder.
    func keep(receipt: [UInt8], of submission: SubmissionID) async throws {
        do {
            _ = try await connection.perform(
                ReportReceipt(tenant: tenant, submission: submission, receipt: Data(receipt)))
        } catch let error where error.code == "report-unknown" {}
    }

    func keep(next: [SubmissionKind: Int], of unit: ReportingUnit, year: Int) async throws {
        _ = try await connection.perform(ReportNumbers(tenant: tenant, unit: unit, year: year, next: next))
    }

    /// The same, as sealing asks it.
    /// - Parameter least: a sequence number that the report must not be below.
    func sealing(least: Int? = nil) -> ReportSealing.Keeper {
        let (connection, tenant) = (connection, tenant)
        return ReportSealing.Keeper(
            begin: { unit, year, kind in
                let begun = try await connection.perform(
                    ReportBegin(tenant: tenant, unit: unit, year: year, kind: kind, least: least))
                return ReportSealing.Begun(
                    submission: begun.submission, organisation: begun.organisation, sequence: begun.sequence,
                    returnKey: try PublicKey(spkiDER: Array(begun.returnKey)), at: begun.begunAt)
            },
            withdraw: { submission in
                _ = try await connection.perform(ReportWithdraw(tenant: tenant, submission: submission))
            },
            sign: { manifest in
                Array(try await connection.perform(ReportSign(tenant: tenant, manifest: manifest)).signedManifest)
            })
    }
}

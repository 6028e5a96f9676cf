import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import SealedSubmission
import Store

/// Keeps the trustee's receipt with the report that it is for, once its signature has been verified.
public struct ReportReceipt: AdministrationRequest {
    public static let name = "report.receipt"

    public struct Reply: Codable, Sendable, Equatable {
        public let arrivedAt: Date
    }

    public var tenant: TenantID?
    public var submission: SubmissionID
    /// CMS SignedData.
    public var receipt: Data

    public init(tenant: TenantID?, submission: SubmissionID, receipt: Data) {
        self.tenant = tenant
        self.submission = submission
        self.receipt = receipt
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.send, of: tenant)
        let record = try await session.submission(submission, of: tenant)
        let arrivedAt = try verified(record, session).receivedAt
        if record.receipt == receipt || session.dryRun { return Reply(arrivedAt: arrivedAt) }
        let (id, receipt) = (record.id, receipt)
        try await session.change(tenant, ["submission": id]) { transaction in
            guard var record = try transaction.record(ReportedSubmission.self, id: id) else { return }
            record.receipt = receipt
            record.arrivedAt = arrivedAt
            try transaction.put(record)
        }
        return Reply(arrivedAt: arrivedAt)
    }

    private func verified(
        _ record: ReportedSubmission, _ session: AdministrationSession
    ) throws -> SubmissionReceipt {
        let configuration = session.administration.configuration
        let refusal = AdministrationError(
            "receipt-refused", "This is not the trustee's receipt for this report.",
            remedy: "Send again: the same receipt comes then.", exit: .data)
        guard let trustee = configuration.reporting?.trustee,
            let manifest = record.manifest.flatMap(Hexadecimal.decode).flatMap({ ContentHash(bytes: $0) })
        else { throw refusal }
        let signers = try ReportingTrust.signers(configuration, now: session.now)
        do {
            return try SubmissionReceipt.verify(
                Array(receipt), signers: signers, trustee: trustee, manifest: manifest
            ).document
        } catch {
            guard error.consequence == .hold else { throw refusal }
            throw AdministrationError(
                "receipt-unconfirmed",
                "The report has arrived, but its receipt cannot be confirmed at the moment. \(error.description)",
                remedy:
                    "Send again later: the same receipt comes then. `budstikke doctor` shows which list is missing.",
                exit: .temporary)
        }
    }
}

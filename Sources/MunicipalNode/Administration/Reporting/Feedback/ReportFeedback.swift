import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import SealedSubmission
import Store

/// A feedback that has been fetched, with the password that opens it: unsealed with the report's return key, so that
/// nothing is asked and nothing is typed (I-045).
///
/// It needs no network. Each opening is on record before it is done.
public struct ReportFeedback: AdministrationRequest {
    public static let name = "report.feedback"

    /// Which one is meant.
    public enum Choice: Codable, Sendable, Equatable {
        /// Of this submission; its archive is in the reply.
        case submission(SubmissionID)
        /// The one whose archive, held by whoever asks, has this SHA-256.
        case archive(sha256: Data)
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let feedback: FetchedFeedback
        public let password: String
        /// Nil when it was chosen by its digest.
        public let archive: Data?
    }

    public var tenant: TenantID?
    public var choice: Choice

    public init(tenant: TenantID?, _ choice: Choice) {
        self.tenant = tenant
        self.choice = choice
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let choice = choice
        let found = try await session.read(tenant) { store in
            switch choice {
            case .submission(let id): try store.record(ReceivedFeedback.self, id: id.description)
            case .archive(let sha256):
                try store.records(ReceivedFeedback.self).flatMap(\.all).first { $0.sha256 == Array(sha256) }
            }
        }
        guard let feedback = found else { throw Self.unknown(choice) }
        let opened = try await ReportPassword(
            tenant: tenant.id, submission: feedback.submission, sealed: Data(feedback.sealedPassword),
            label: Data(ArchivePasswordSeal.label(of: feedback.submission))
        ).perform(in: session)
        return Reply(
            feedback: FetchedFeedback(feedback), password: opened.password,
            archive: try archive(of: feedback, tenant, session))
    }

    private func archive(
        of feedback: ReceivedFeedback, _ tenant: Tenant, _ session: AdministrationSession
    ) throws -> Data? {
        guard case .submission = choice else { return nil }
        let archives = FeedbackArchives(session.administration.configuration, of: tenant.id)
        guard let bytes = archives.read(feedback), SHA256.digest(bytes) == feedback.sha256 else {
            throw AdministrationError(
                "archive-missing", "The archive is not in the data directory as it was fetched.",
                remedy: "Restore it from a backup, or download it from the portal and open that file.", exit: .noInput)
        }
        return Data(bytes)
    }

    private static func unknown(_ choice: Choice) -> AdministrationError {
        switch choice {
        case .submission:
            AdministrationError(
                "feedback-unknown", "No feedback of this submission has been fetched.",
                remedy: "`budstikke report fetch` takes what has come.", exit: .noInput)
        case .archive:
            AdministrationError(
                "feedback-unknown", "This archive has not come through the exchange, so its password is not here.",
                remedy: "`budstikke report password SUBMISSION > FILE` gets it from the send module; give it with "
                    + "--password-file FILE.",
                exit: .noInput)
        }
    }
}

/// A feedback that has been fetched, as commands and pages show it.
public struct FetchedFeedback: Codable, Sendable, Equatable {
    public let submission: SubmissionID
    public let unit: ReportingUnit
    public let year: Int
    public let fileName: String
    public let octets: Int
    public let receivedAt: Date
    public let fetchedAt: Date
    public let fetchedBy: String

    init(_ feedback: ReceivedFeedback) {
        submission = feedback.submission
        unit = feedback.unit
        year = feedback.year
        fileName = feedback.fileName
        octets = feedback.octets
        receivedAt = feedback.receivedAt
        fetchedAt = feedback.fetchedAt
        fetchedBy = feedback.fetchedBy
    }
}

/// All feedback that the tenant has fetched, newest first.
public struct ReportFeedbackList: AdministrationRequest {
    public static let name = "report.feedback.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let feedback: [FetchedFeedback]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) { self.tenant = tenant }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let records = try await session.read(tenant) { try $0.records(ReceivedFeedback.self) }
        return Reply(
            feedback: records.sorted { ($0.fetchedAt, $0.id) > ($1.fetchedAt, $1.id) }.map(FetchedFeedback.init))
    }
}

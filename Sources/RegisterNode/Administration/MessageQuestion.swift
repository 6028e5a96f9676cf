import CommandOutcome
public import Foundation
public import Identifiers
import Register

/// How the feedback stands that went as messages of the exchange, oldest first.
public struct MessageQuestion: RegisterRequest {
    public static let name = "messages"

    /// How far a message is, as `FeedbackMessage.Standing` has it.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        case queued, written, acknowledged, accepted, rejected, unanswered, failed

        init(_ standing: FeedbackMessage.Standing) {
            self =
                switch standing {
                case .queued: .queued
                case .written: .written
                case .acknowledged: .acknowledged
                case .accepted: .accepted
                case .rejected: .rejected
                case .unanswered: .unanswered
                case .failed: .failed
                }
        }
    }

    public struct Message: Codable, Sendable, Equatable {
        public let submission: SubmissionID
        public let unit: ReportingUnit
        public let standing: Standing
        /// Why, when it failed or was rejected.
        public let code: String?
        public let queuedAt: Date
        public let toldAt: Date?
        public let msgID: String
        /// 1, and one more each time that it was sent again.
        public let attempt: Int
    }

    public struct Reply: Codable, Sendable, Equatable {
        /// Whether the exchange is configured; without it nothing is sent.
        public let isConfigured: Bool
        public let messages: [Message]
    }

    /// Nil for all.
    public let standing: Standing?

    public init(standing: Standing?) { self.standing = standing }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        Reply(
            isConfigured: administration.configuration.exchange != nil,
            messages: try administration.store.messages().compactMap { message in
                let found = Standing(message.standing)
                guard standing == nil || standing == found else { return nil }
                return Message(
                    submission: message.submission, unit: message.unit, standing: found,
                    code: message.code, queuedAt: message.queuedAt, toldAt: message.toldAt, msgID: message.msgID,
                    attempt: message.attempt)
            })
    }
}

/// Sends a message with feedback again that failed, was rejected or was never answered.
public struct MessageRepetition: RegisterRequest {
    public static let name = "messages.resend"

    public struct Reply: Codable, Sendable, Equatable {
        public let submission: SubmissionID
    }

    public let submission: SubmissionID
    public let dryRun: Bool

    public init(_ submission: SubmissionID, dryRun: Bool) {
        self.submission = submission
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let store = administration.store
        guard let exchange = administration.configuration.exchange else {
            throw AdministrationError(
                "exchange-not-set", "`exchange` is not configured: no message can go.",
                remedy: "Set it, and add the register as a record system at its own node.", exit: .configuration)
        }
        guard let message = try store.messages().first(where: { $0.submission == submission }) else {
            throw AdministrationError(
                "message-unknown", "No message has gone about the submission \(submission).",
                remedy: "`budstikke-register messages` shows those that have. One goes by itself once the municipality "
                    + "has an address in the exchange.", exit: .noInput)
        }
        guard message.standing.mayRepeat else {
            throw AdministrationError(
                "message-under-way",
                "The message about \(submission) is \(message.standing.rawValue): a second would be one too many.",
                remedy: "Only what failed, was rejected or was not answered is sent again.", exit: .data)
        }
        guard try store.municipality(message.unit)?.exchange != nil else {
            throw AdministrationError(
                "no-exchange-address", "\(message.unit) has no address in the exchange any more.",
                remedy: "`municipality import` with organisationHer, serviceHer and serviceName.", exit: .data)
        }
        guard !dryRun else { return Reply(submission: submission) }
        let now = administration.clock()
        try store.repeatMessage(of: submission, from: exchange.party, makeID: UUID.init, now: now)
        try store.record(
            AuditEntry(at: now, actor: actor, action: Self.name, detail: ["submission": submission.text]))
        return Reply(submission: submission)
    }
}

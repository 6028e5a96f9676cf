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
                    code: message.code, queuedAt: message.queuedAt, toldAt: message.toldAt, msgID: message.msgID)
            })
    }
}

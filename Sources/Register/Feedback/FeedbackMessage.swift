public import Foundation
public import Identifiers

/// A party of the exchange of messages on the two levels that addresses have: organisation, and the service in it.
public struct ExchangeParty: Sendable, Equatable, Codable {
    public let name: String
    public let her: HERId
    public let serviceName: String
    public let serviceHER: HERId

    public init(name: String, her: HERId, serviceName: String, serviceHER: HERId) {
        self.name = name
        self.her = her
        self.serviceName = serviceName
        self.serviceHER = serviceHER
    }
}

/// A released archive on its way to the municipality as a message of the exchange, once for each submission (I-046).
///
/// Its id and addresses are on disk before it is written, so that writing it again after a crash gives the same octets.
public struct FeedbackMessage: Sendable, Equatable {
    /// How far it is. What the municipality's own program says is the last word.
    public enum Standing: String, Sendable, Codable, CaseIterable {
        case queued
        /// In the folder of the exchange's server.
        case written
        /// The municipality's server has it.
        case acknowledged
        /// The municipality's reporting program has it and found it whole.
        case accepted
        case rejected
        /// No word from the municipality's reporting program in time.
        case unanswered
        /// It will not arrive; the code says why.
        case failed
    }

    public let submission: SubmissionID
    public let unit: ReportingUnit
    /// MsgId: a UUID.
    public let msgID: String
    public let from: ExchangeParty
    public let to: ExchangeParty
    public let queuedAt: Date
    public let standing: Standing
    /// Why, when it failed or was rejected: a code of the exchange's server.
    public let code: String?
    /// When the standing was told.
    public let toldAt: Date?
    /// 1, and one more each time that it is sent again.
    public let attempt: Int

    /// The file's name in the folder, another one for each attempt.
    public var fileName: String {
        attempt == 1 ? "feedback-\(submission).xml" : "feedback-\(submission)-\(attempt).xml"
    }
}

extension FeedbackMessage.Standing {
    /// What a receipt of the exchange's server means; nil for one that changes nothing.
    public init?(outcome: String) {
        switch outcome {
        case "acknowledged": self = .acknowledged
        case "appRecAccepted", "appRecAcceptedWithErrors": self = .accepted
        case "appRecRejected": self = .rejected
        case "appRecMissing": self = .unanswered
        case "refusedByUs", "refusedByPartner", "undeliverable", "expired", "parked": self = .failed
        default: return nil
        }
    }

    /// Whether it may be sent again: nothing of it is under way, and the receiver has not taken it.
    public var mayRepeat: Bool {
        switch self {
        case .rejected, .unanswered, .failed: true
        case .queued, .written, .acknowledged, .accepted: false
        }
    }

    /// Whether `next` is worth more than this: an answer of the receiver's own counts whenever it comes, and a transport
    /// receipt never hides it.
    func yields(to next: Self) -> Bool {
        switch next {
        case .accepted, .rejected: true
        case .queued: false
        case .written: self == .queued
        case .acknowledged, .unanswered, .failed: self != .accepted && self != .rejected
        }
    }
}

public import Foundation
public import Identifiers

/// Something about a message that a person must see to: a receipt that is missing or says no, or a message that stopped
/// here (M-112, M-113).
///
/// At most one is open for a message and cause. It closes only with what was done.
public struct MessageTask: Sendable, Equatable {
    /// What was done when a task was closed.
    public enum Closing: String, Sendable, Codable, CaseIterable {
        /// The same message was sent again, or taken up again where it stood.
        case sentAgain
        /// The record system has sent a corrected document.
        case corrected
        /// The receiver was told by other means: telephone, paper.
        case otherMeans
        /// Nothing had to be done; a note says why.
        case notNeeded
        /// What was missing came after all. The server closes with it.
        case solvedItself

        /// Whether a person must say why.
        public var needsNote: Bool { self == .notNeeded }
    }

    /// Why it is there: the step of the message's timeline that opened it, and the reason beside it.
    public struct Cause: Sendable, Hashable, Codable {
        public let step: String
        /// A code from `Texts`.
        public let reason: String?

        public init(step: String, reason: String?) {
            self.step = step
            self.reason = reason
        }
    }

    /// Rising in the order in which tasks are opened.
    public let id: Int64
    public let message: MessageKey
    public let cause: Cause
    public let partner: HERId?
    public let action: String?
    public let openedAt: Date
    public var dueAt: Date
    /// Who has taken it, as the audit chain names people; nil while nobody has.
    public var owner: String?
    public var end: End?

    /// How it ended.
    public struct End: Sendable, Equatable, Codable {
        public let at: Date
        public let by: String
        public let closing: Closing

        public init(at: Date, by: String, closing: Closing) {
            self.at = at
            self.by = by
            self.closing = closing
        }
    }

    /// As the store has it.
    public init(
        id: Int64, message: MessageKey, cause: Cause, partner: HERId?, action: String?, openedAt: Date, dueAt: Date,
        owner: String? = nil, end: End? = nil
    ) {
        self.id = id
        self.message = message
        self.cause = cause
        self.partner = partner
        self.action = action
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.owner = owner
        self.end = end
    }
}

/// What somebody wrote on a task. It is about the work, never about the patient.
public struct TaskNote: Sendable, Equatable, Codable {
    public let at: Date
    public let by: String
    public let text: String

    public init(at: Date, by: String, text: String) {
        self.at = at
        self.by = by
        self.text = text
    }
}

/// Which tasks are wanted: all conditions given must hold. Keyset pages, newest first.
public struct TaskQuery: Sendable {
    /// nil for both open and closed ones.
    public var isOpen: Bool? = true
    public var message: MessageKey?
    public var cause: MessageTask.Cause?
    public var partner: HERId?
    public var action: String?
    /// Only tasks before this id.
    public var before: Int64?
    public var limit = 50

    public init() {}

    /// All that are about one message, open and closed.
    public init(about message: MessageKey) {
        self.message = message
        isOpen = nil
    }
}

/// Open tasks that are alike: one cause, one partner, one type of message (U-11).
public struct TaskGroup: Sendable, Equatable {
    public let cause: MessageTask.Cause
    public let partner: HERId?
    public let action: String?
    public let count: Int
    /// When the first of them was opened, and the last.
    public let first: Date
    public let last: Date
    /// The earliest time by which one of them should be done.
    public let dueAt: Date

    public init(
        cause: MessageTask.Cause, partner: HERId?, action: String?, count: Int, first: Date, last: Date, dueAt: Date
    ) {
        self.cause = cause
        self.partner = partner
        self.action = action
        self.count = count
        self.first = first
        self.last = last
        self.dueAt = dueAt
    }
}

/// What an outgoing message waits for.
public enum AwaitedReceipt: String, Sendable, Codable, CaseIterable {
    /// The partner's message server's (Acknowledgment).
    case transport
    /// The receiver's record system's (AppRec).
    case application
    /// None yet: it is held back here until a person or a register has mended what is missing.
    case release
}

/// How many messages wait for a receipt, or for release.
public struct WaitingReceipts: Sendable, Equatable, Codable {
    /// No more are counted: a page shows "10 000 or more" (U-03).
    public static let most = 10_000
    public let count: Int
    /// When the one that has waited longest came to us; nil when none waits.
    public let oldest: Date?

    public init(count: Int, oldest: Date?) {
        self.count = count
        self.oldest = oldest
    }
}

/// An event with its place in the order in which the store got them.
public struct RecordedEvent: Sendable, Equatable {
    public let sequence: Int64
    public let event: MessageEvent

    public init(sequence: Int64, event: MessageEvent) {
        self.sequence = sequence
        self.event = event
    }
}

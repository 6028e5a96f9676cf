public import Foundation
public import Identifiers

/// The store's own key of a message within one tenant, rising in order of arrival.
public struct MessageKey: Hashable, Sendable, Comparable, Codable {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}

/// One message of one tenant: everything known about it except its contents, which are kept sealed beside it.
///
/// Ids are kept as the sender wrote them, white space trimmed. No field holds health data.
public struct StoredMessage: Sendable, Equatable {
    /// Assigned by the store on insertion.
    public internal(set) var key = MessageKey(0)
    /// Our own id of the message, used towards record systems and in file names.
    public let serverID: UUID
    public let direction: Direction
    public var kind: MessageKind
    public var state: MessageState
    public internal(set) var createdAt: Date
    public var updatedAt: Date

    /// eb:MessageId.
    public var messageID: String?
    /// eb:ConversationId.
    public var conversationID: String?
    /// The eb:MessageId this signal answers, or the one an AppRec's envelope refers to.
    public var refToMessageID: String?
    /// MsgHead/MsgInfo/MsgId, or the own root's MsgId.
    public var msgID: String?
    /// For an AppRec: OriginalMsgId/Id.
    public var originalMsgID: String?
    public var action: String?
    public var service: String?
    public var cpaID: String?
    public var fromHER: HERId?
    public var toHER: HERId?
    /// Our mailbox address, and where the message goes: the partner's mailbox, or its HTTP address.
    public var ediFrom: String?
    public var ediTo: String?
    /// The record system that submitted it or that it is for.
    public var recordSystem: String?
    /// SHA-256 over what makes the message the same message: submitted bytes (outgoing), signed digests (incoming).
    public var digest: [UInt8]?
    /// Octets of the document (outgoing) or of the mail (incoming).
    public var size: Int
    /// Why it stands where it stands, a code from `Texts`, when something went wrong.
    public var reason: String?
    /// Attempts to send that were begun.
    public var attempts: Int
    /// When the document was made (MsgInfo/GenDate).
    public var generatedAt: Date?
    /// By when the next transport receipt or resend is due.
    public var transportDueAt: Date?
    /// By when application receipts are due (96 hours after GenDate, HITS 1168).
    public var applicationDueAt: Date?
    /// eb:TimeToLive, or the end of persistence by the agreement.
    public var expiresAt: Date?
    /// Summary over receivers: the worst answer, `waiting` while one is missing.
    public var application: ApplicationState

    public init(
        serverID: UUID, direction: Direction, kind: MessageKind, state: MessageState, at now: Date, size: Int = 0,
        application: ApplicationState = .notExpected
    ) {
        self.serverID = serverID
        self.direction = direction
        self.kind = kind
        self.state = state
        createdAt = now
        updatedAt = now
        self.size = size
        attempts = 0
        self.application = application
    }

    /// The same message under the key a store gave it.
    public func keyed(_ key: MessageKey) -> StoredMessage {
        var copy = self
        copy.key = key
        return copy
    }

    /// The same message as a store gives it back that keeps times less exactly.
    public func withTimes(_ kept: (Date) -> Date) -> StoredMessage {
        var copy = self
        copy.createdAt = kept(createdAt)
        copy.updatedAt = kept(updatedAt)
        copy.generatedAt = generatedAt.map(kept)
        copy.transportDueAt = transportDueAt.map(kept)
        copy.applicationDueAt = applicationDueAt.map(kept)
        copy.expiresAt = expiresAt.map(kept)
        return copy
    }
}

/// One step in a message's life, as the timeline shows it (M-114).
public struct MessageEvent: Sendable, Equatable {
    public let message: MessageKey
    public let at: Date
    /// A code such as `submitted`, `planned`, `sent`, `acknowledged`; words come from `Texts`.
    public let step: String
    /// Who did it: `server`, `record-system:NAME`, `user:NAME`, `partner:HER`.
    public let actor: String
    /// Closed keys, no personal data.
    public let detail: [String: String]

    public init(message: MessageKey, at: Date, step: String, actor: String, detail: [String: String] = [:]) {
        self.message = message
        self.at = at
        self.step = step
        self.actor = actor
        self.detail = detail
    }
}

/// One attempt to hand an envelope to the mail exchange: committed before it leaves (architecture rule 5.1).
public struct Attempt: Sendable, Equatable {
    public let message: MessageKey
    public let number: Int
    /// The mail's own Message-ID and ENVID; used again only for a crash repeat of this same attempt.
    public let mailMessageID: String
    public let date: Date
    public var outcome: String?
    public var finishedAt: Date?

    public init(message: MessageKey, number: Int, mailMessageID: String, date: Date) {
        self.message = message
        self.number = number
        self.mailMessageID = mailMessageID
        self.date = date
    }
}

/// The answer of one receiver of an outgoing message (HITS 1168: one AppRec per receiver).
public struct ReceiverState: Sendable, Equatable {
    public let message: MessageKey
    public let receiver: HERId
    public var state: ApplicationState
    public var appRec: MessageKey?
    public var at: Date

    public init(message: MessageKey, receiver: HERId, state: ApplicationState, appRec: MessageKey? = nil, at: Date) {
        self.message = message
        self.receiver = receiver
        self.state = state
        self.appRec = appRec
        self.at = at
    }
}

/// A delivery offered to a record system's folder under its own UUID, committed before the file is written.
public struct Offer: Sendable, Equatable {
    public enum State: String, Sendable, Codable { case offered, written, taken, lost }
    public let id: UUID
    public let message: MessageKey
    public let recordSystem: String
    public let receiver: HERId
    public var state: State
    public let at: Date

    public init(id: UUID, message: MessageKey, recordSystem: String, receiver: HERId, state: State, at: Date) {
        self.id = id
        self.message = message
        self.recordSystem = recordSystem
        self.receiver = receiver
        self.state = state
        self.at = at
    }
}

public import Foundation
public import Identifiers
public import Store

/// A message as lists show it: everything but contents and their digest.
public struct MessageSummary: Codable, Sendable, Equatable {
    /// The store's own number of it, rising in order of arrival.
    public let key: Int64
    public let serverID: UUID
    public let direction: Direction
    public let kind: MessageKind
    public let state: MessageState
    public let application: ApplicationState
    public let createdAt: Date
    public let updatedAt: Date
    public let messageID: String?
    public let conversationID: String?
    public let refToMessageID: String?
    public let msgID: String?
    public let originalMsgID: String?
    public let action: String?
    public let service: String?
    public let cpaID: String?
    public let fromHER: HERId?
    public let toHER: HERId?
    public let ediFrom: String?
    public let ediTo: String?
    public let recordSystem: String?
    public let size: Int
    public let attempts: Int
    public let reason: String?
    public let generatedAt: Date?
    public let transportDueAt: Date?
    public let applicationDueAt: Date?
    public let expiresAt: Date?

    init(_ message: StoredMessage) {
        key = message.key.value
        serverID = message.serverID
        direction = message.direction
        kind = message.kind
        state = message.state
        application = message.application
        createdAt = message.createdAt
        updatedAt = message.updatedAt
        messageID = message.messageID
        conversationID = message.conversationID
        refToMessageID = message.refToMessageID
        msgID = message.msgID
        originalMsgID = message.originalMsgID
        action = message.action
        service = message.service
        cpaID = message.cpaID
        fromHER = message.fromHER
        toHER = message.toHER
        ediFrom = message.ediFrom
        ediTo = message.ediTo
        recordSystem = message.recordSystem
        size = message.size
        attempts = message.attempts
        reason = message.reason
        generatedAt = message.generatedAt
        transportDueAt = message.transportDueAt
        applicationDueAt = message.applicationDueAt
        expiresAt = message.expiresAt
    }
}

/// One line of a message's timeline, in words (M-114).
public struct TimelineStep: Codable, Sendable, Equatable {
    public let at: Date
    public let step: String
    /// The step's name in the installation's language.
    public let words: String
    public let actor: String
    public let detail: [String: String]
}

/// One attempt to hand the message to the mail server.
public struct AttemptSummary: Codable, Sendable, Equatable {
    public let number: Int
    public let mailMessageID: String
    public let at: Date
    public let outcome: String?
    public let finishedAt: Date?
}

/// What one receiver's record system has answered.
public struct ReceiverSummary: Codable, Sendable, Equatable {
    public let receiver: HERId
    public let state: ApplicationState
    public let words: String
    public let at: Date
}

/// A document on its way to a record system's folder.
public struct OfferSummary: Codable, Sendable, Equatable {
    public let id: UUID
    public let recordSystem: String
    public let receiver: HERId
    public let state: Offer.State
    public let at: Date

    init(_ offer: Offer) {
        id = offer.id
        recordSystem = offer.recordSystem
        receiver = offer.receiver
        state = offer.state
        at = offer.at
    }
}

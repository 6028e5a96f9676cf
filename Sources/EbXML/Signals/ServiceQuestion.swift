public import Foundation
public import Identifiers

/// What one message server asks another, and the other answers without a person (ebMS 2.0 7, 8; HITS 1172 5.11).
public enum ServiceQuestion: Sendable, Equatable {
    /// Whether the partner's server is there.
    case ping
    /// What became of the message that we sent under this eb:MessageId.
    case status(of: String)

    /// The content that asks it; its eb:Action is `action`.
    var content: EnvelopeContent {
        switch self {
        case .ping: .ping
        case .status(let messageID): .statusRequest(refToMessageID: messageID)
        }
    }

    public var action: String {
        switch self {
        case .ping: MessageService.ping
        case .status: MessageService.statusRequest
        }
    }

    /// Whether an envelope under this eb:Action asks a question.
    public static func isAsked(by action: String?) -> Bool {
        action == MessageService.ping || action == MessageService.statusRequest
    }
}

extension EnvelopeDraft {
    /// Asks the partner's message server.
    public static func asking(
        _ question: ServiceQuestion, from own: HERId, to partner: HERId, cpaID: String, conversationID: String,
        messageID: String, now: Date, description: String? = nil
    ) -> EnvelopeDraft {
        EnvelopeDraft(
            header: MessageHeader(
                from: Party(her: own), to: Party(her: partner), cpaID: cpaID, conversationID: conversationID,
                service: MessageService.service, action: question.action, messageID: messageID, timestamp: now,
                description: description),
            content: question.content)
    }
}

/// What a server knows of a message that it is asked about (ebMS 2.0 7.3.2, messageStatus).
public enum MessageStatus: String, Sendable, CaseIterable {
    /// The one who asks may not know.
    case unauthorized = "UnAuthorized"
    case notRecognized = "NotRecognized"
    case received = "Received"
    case processed = "Processed"
    case forwarded = "Forwarded"
}

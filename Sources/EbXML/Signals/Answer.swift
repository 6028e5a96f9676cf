public import Foundation
import Identifiers

extension EnvelopeDraft {
    /// The answer that accepts a message: an Acknowledgment, or a list of warnings where one is due
    /// (HITS 1171 8.2, 8.4; HITS 1172 4.2.2.1).
    ///
    /// nil when the message is an answer itself. A Ping is accepted by a Pong.
    public static func confirmation(
        of message: AuthenticatedEnvelope, messageID: String, now: Date, description: String? = nil
    ) -> EnvelopeDraft? {
        switch message.content {
        case .business:
            let warnings = message.warnings
            var header = message.header.answered(by: messageID, now: now, description: description)
            guard warnings.isEmpty else {
                header.action = MessageService.messageError
                header.refToMessageID = message.header.messageID
                return EnvelopeDraft(header: header, content: .errorList(ErrorList(warnings)))
            }
            header.action = MessageService.acknowledgment
            let acknowledgment = Acknowledgment(
                timestamp: now, refToMessageID: message.header.messageID, references: message.references)
            return EnvelopeDraft(header: header, content: .acknowledgment(acknowledgment))
        case .ping:
            var header = message.header.answered(by: messageID, now: now, description: description)
            header.action = MessageService.pong
            header.refToMessageID = message.header.messageID
            return EnvelopeDraft(header: header, content: .pong)
        default: return nil
        }
    }

    /// The answer to a StatusRequest: what we know of one of the partner's messages (ebMS 2.0 7.2).
    ///
    /// nil when the message is none.
    public static func status(
        _ status: MessageStatus, answering message: AuthenticatedEnvelope, messageID: String, now: Date,
        description: String? = nil
    ) -> EnvelopeDraft? {
        guard case .statusRequest(let reference) = message.content else { return nil }
        var header = message.header.answered(by: messageID, now: now, description: description)
        header.action = MessageService.statusResponse
        header.refToMessageID = message.header.messageID
        return EnvelopeDraft(
            header: header, content: .statusResponse(refToMessageID: reference, status: status.rawValue))
    }

    /// The answer that refuses a message (HITS 1171 8.3); nil when what is refused is an answer itself.
    public static func refusal(
        _ errors: [EbXMLError], to address: ReturnAddress, messageID: String, now: Date, description: String? = nil
    ) -> EnvelopeDraft? {
        guard address.mayBeAnswered, !errors.isEmpty else { return nil }
        let header = MessageHeader(
            from: Party(her: address.own), to: Party(her: address.partner),
            cpaID: address.cpaID ?? NoAgreement.cpaID(between: address.own, and: address.partner),
            conversationID: address.conversationID ?? address.messageID, service: MessageService.service,
            action: MessageService.messageError, messageID: messageID, timestamp: now,
            refToMessageID: address.messageID, description: description)
        return EnvelopeDraft(header: header, content: .errorList(ErrorList(errors)))
    }
}

extension MessageHeader {
    /// The header of an answer: parties swapped and without roles, agreement and conversation copied.
    fileprivate func answered(by messageID: String, now: Date, description: String?) -> MessageHeader {
        MessageHeader(
            from: to.inSignal, to: from.inSignal, cpaID: cpaID, conversationID: conversationID,
            service: MessageService.service, action: "", messageID: messageID, timestamp: now,
            description: description)
    }
}

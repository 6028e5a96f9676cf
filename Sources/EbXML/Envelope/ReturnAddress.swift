public import Identifiers
import XML

/// Who to answer, and about which message, read before anything else in an envelope (HITS 1172 5.8).
///
/// Untrusted. What stands here decides only whether a faulty envelope is answered with an error list or a SOAP Fault:
/// without one HER-id on each side and a MessageId there is nobody to send an error list to (HITS 1172 4.2.2.3).
public struct ReturnAddress: Sendable, Equatable {
    /// The one HER-id in eb:From (r.14, r.31, r.60).
    public let partner: HERId
    /// The one HER-id in eb:To (r.13, r.56, r.61).
    public let own: HERId
    /// eb:MessageId, printable and without spaces (r.76).
    public let messageID: String
    /// nil when it is missing, or cannot be written in an answer: a line break would otherwise keep the refusal back.
    public let conversationID: String?
    /// nil when it is missing, or cannot be written in an answer.
    public let cpaID: String?
    /// False for anything that is, or claims to be, an answer itself.
    public let mayBeAnswered: Bool

    /// Reads the first eb:MessageHeader below SOAP:Header.
    static func read(_ header: XMLElement) throws(UnreadableReason) -> ReturnAddress {
        guard let message = header.first("MessageHeader", EnvelopeNamespace.eb)
        else { throw UnreadableReason.messageHeaderMissing }
        let partner = try her("From", in: message)
        let own = try her("To", in: message)
        let messageID = text(["MessageData", "MessageId"], in: message)
        guard let messageID, MessageIDForm(messageID) != .unusable else { throw UnreadableReason.messageIDMissing }
        let isAnswer =
            header.first("Acknowledgment", EnvelopeNamespace.eb) != nil
            || header.first("ErrorList", EnvelopeNamespace.eb) != nil
            || MessageService.isAnswer(
                service: text(["Service"], in: message) ?? "", action: text(["Action"], in: message) ?? "")
        return ReturnAddress(
            partner: partner, own: own, messageID: messageID, conversationID: plain("ConversationId", in: message),
            cpaID: plain("CPAId", in: message), mayBeAnswered: !isAnswer)
    }

    private static func plain(_ name: String, in message: XMLElement) -> String? {
        text([name], in: message).flatMap { EnvelopeDraft.isPlain($0) ? $0 : nil }
    }

    private static func her(_ side: String, in message: XMLElement) throws(UnreadableReason) -> HERId {
        let sides = message.all(side, EnvelopeNamespace.eb)
        let parties = sides.flatMap { $0.all("PartyId", EnvelopeNamespace.eb) }
        let ids = parties.filter {
            ($0.attribute("type", namespace: EnvelopeNamespace.eb) ?? $0.attribute("type", namespace: nil))?
                .trimmed == "HER"
        }
        guard sides.count == 1, ids.count == 1, parties.allSatisfy({ !$0.text.trimmed.isEmpty }),
            let her = HERId(ids[0].text)
        else { throw side == "From" ? UnreadableReason.senderMissing : UnreadableReason.receiverMissing }
        return her
    }

    private static func text(_ path: [String], in element: XMLElement) -> String? {
        var place = element
        for name in path {
            guard let child = place.first(name, EnvelopeNamespace.eb) else { return nil }
            place = child
        }
        let text = place.text.trimmed
        return text.isEmpty || text.utf8.count > BlockReading.longestValue ? nil : text
    }
}

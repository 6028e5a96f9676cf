import EbXML
import Identifiers
import Store

extension StoredMessage {
    /// The ids an envelope claims, for finding it again; nothing here is trusted.
    func described(by parsed: ParsedEnvelope) -> StoredMessage {
        var copy = described(by: parsed.returnAddress)
        copy.refToMessageID = parsed.header.refToMessageID
        copy.action = parsed.header.action
        copy.service = parsed.header.service
        return copy
    }

    func described(by address: ReturnAddress) -> StoredMessage {
        var copy = self
        copy.messageID = address.messageID
        copy.conversationID = address.conversationID
        copy.cpaID = address.cpaID
        copy.fromHER = address.partner
        copy.toHER = address.own
        return copy
    }
}

import Foundation
import Identifiers
import XML

/// Reads eb:MessageHeader (HITS 1172 5.8).
///
/// Whoever comes here has already found both parties and the MessageId (`ReturnAddress`): an envelope without them is
/// answered with a SOAP Fault, every other fault with an error list.
struct MessageHeaderReading {
    var block = BlockReading()

    mutating func read(_ element: XMLElement, isSignal: Bool) throws(EnvelopeRefusal) -> MessageHeader {
        try block.checkHeaderBlock(element)
        try block.checkOnce(
            ["From", "To", "CPAId", "ConversationId", "Service", "Action", "MessageData", "DuplicateElimination"],
            in: element)
        let from = try party("From", in: element, isSignal: isSignal)
        let to = try party("To", in: element, isSignal: isSignal)
        guard let cpaID = try block.value("CPAId", in: element) else { throw EnvelopeRefusal(.cpaIDMissing) }
        if case .other = CPAIdentifier(cpaID) { block.quirks.insert(.cpaIDForm) }
        guard let conversationID = try block.value("ConversationId", in: element)
        else { throw EnvelopeRefusal(.conversationIDMissing) }
        guard let service = try block.value("Service", in: element) else { throw EnvelopeRefusal(.serviceMissing) }
        guard let action = try block.value("Action", in: element) else { throw EnvelopeRefusal(.actionMissing) }
        var header = MessageHeader(
            from: from, to: to, cpaID: cpaID, conversationID: conversationID, service: service,
            serviceType: element.first("Service", EnvelopeNamespace.eb)
                .flatMap { block.attribute("type", EnvelopeNamespace.eb, of: $0) },
            action: action, messageID: "", timestamp: .distantPast)
        try readMessageData(of: element, into: &header)
        header.duplicateElimination = element.first("DuplicateElimination", EnvelopeNamespace.eb) != nil
        if header.duplicateElimination == isSignal {
            block.quirks.insert(isSignal ? .duplicateEliminationInSignal : .duplicateEliminationMissing)
        }
        header.description = element.first("Description", EnvelopeNamespace.eb)?.text.trimmed
        return header
    }

    private mutating func readMessageData(
        of element: XMLElement, into header: inout MessageHeader
    ) throws(EnvelopeRefusal) {
        guard let data = element.first("MessageData", EnvelopeNamespace.eb),
            let messageID = try block.value("MessageId", in: data)
        else { throw EnvelopeRefusal(.messageIDForm) }
        try block.checkOnce(["MessageId", "Timestamp", "RefToMessageId", "TimeToLive"], in: data)
        switch MessageIDForm(messageID) {
        case .uuid, .rfc2822: break
        case .other: block.quirks.insert(.messageIDForm)
        case .unusable: throw EnvelopeRefusal(.messageIDForm)
        }
        header.messageID = messageID
        guard let timestamp = try block.value("Timestamp", in: data) else { throw EnvelopeRefusal(.timestampMissing) }
        header.timestamp = try block.moment(timestamp, else: .timestampForm)
        header.refToMessageID = try block.value("RefToMessageId", in: data)
        if let timeToLive = try block.value("TimeToLive", in: data) {
            header.timeToLive = try block.moment(timeToLive, else: .timeToLiveForm)
        }
    }

    private mutating func party(
        _ name: String, in element: XMLElement, isSignal: Bool
    ) throws(EnvelopeRefusal) -> Party {
        var party = Party(her: nil)
        guard let side = element.first(name, EnvelopeNamespace.eb) else { return party }
        for id in side.all("PartyId", EnvelopeNamespace.eb) {
            guard let value = try block.value(of: id) else { continue }
            let type = block.attribute("type", EnvelopeNamespace.eb, of: id)
            switch type {
            case "HER":
                party.her = HERId(value)
            case "ENH" where party.enh == nil && OrganisationNumber(value) != nil:
                party.enh = OrganisationNumber(value)
            case "orgnummer":
                block.quirks.insert(.organisationNumberTypeOrgnummer)
                party.enh = party.enh ?? OrganisationNumber(value)
                party.otherIDs.append(PartyID(type: type, value: value))
            default:
                party.otherIDs.append(PartyID(type: type, value: value))
            }
        }
        try block.checkOnce(["Role"], in: side)
        party.role = try block.value("Role", in: side)
        if (party.role == nil) != isSignal { block.quirks.insert(isSignal ? .roleInSignal : .roleMissing) }
        return party
    }
}

/// What form a MessageId has (HITS 1172 r.102).
enum MessageIDForm: Equatable {
    case uuid, rfc2822
    /// Neither, but harmless: printable ASCII without spaces.
    case other
    case unusable

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let forbidden = Set("\"'&;\\".utf8)
        if UUID(uuidString: text) != nil {
            self = .uuid
        } else if bytes.isEmpty || bytes.count > 200
            || !bytes.allSatisfy({ (33...126).contains($0) && !forbidden.contains($0) })
        {
            self = .unusable
        } else {
            let sides = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
            self = sides.count == 2 && sides.allSatisfy { !$0.isEmpty } ? .rfc2822 : .other
        }
    }
}

import Identifiers
import XML

/// The blocks of one envelope, read and held against the structural rules (HITS 1172 5.7 to 5.14).
///
/// Made from an untrusted document first and, once the signature holds, again from exactly the bytes it covers.
struct EnvelopeReading {
    let header: MessageHeader
    let content: EnvelopeContent
    let quirks: Set<EnvelopeQuirk>

    /// Throws the first broken rule. `partIDs` are the Content-IDs of the attachments.
    init(_ envelope: SOAPEnvelope, partIDs: [String?]) throws(EnvelopeRefusal) {
        let blocks = try HeaderBlocks(envelope.header)
        let body = try BodyBlock(envelope.body)
        if blocks.isSignal, body.manifest != nil { throw EnvelopeRefusal(.mixedContent) }
        let isBusiness =
            !blocks.isSignal && !body.isStatus
            && (body.manifest != nil || blocks.ackRequested != nil || !partIDs.isEmpty)
        var reading = MessageHeaderReading()
        header = try reading.read(blocks.messageHeader, isSignal: !isBusiness)
        var block = reading.block
        block.quirks.formUnion(blocks.quirks)
        if isBusiness {
            content = try BusinessReading(header: header, partIDs: partIDs)
                .read(manifest: body.manifest, ackRequested: blocks.ackRequested, &block)
        } else {
            guard partIDs.isEmpty else { throw EnvelopeRefusal(.signalWithParts) }
            content = try Self.signal(blocks, body, header: header, &block)
        }
        if case .acknowledgment(let receipt) = content, let second = header.refToMessageID {
            // Two ids leave open which message is confirmed.
            guard second == receipt.refToMessageID else { throw EnvelopeRefusal(.receiptReferencesDiffer) }
            block.quirks.insert(.refToMessageIDInAcknowledgment)
        }
        quirks = block.quirks
    }

    private static func signal(
        _ blocks: HeaderBlocks, _ body: BodyBlock, header: MessageHeader, _ block: inout BlockReading
    ) throws(EnvelopeRefusal) -> EnvelopeContent {
        let signal = SignalReading(header: header)
        if let element = blocks.acknowledgment { return try signal.acknowledgment(element, &block) }
        if let element = blocks.errorList { return try signal.errorList(element, &block) }
        if let element = body.statusRequest { return try signal.statusRequest(element, &block) }
        if let element = body.statusResponse { return try signal.statusResponse(element, &block) }
        guard header.service == MessageService.service else { throw EnvelopeRefusal(.noContent) }
        switch header.action {
        case MessageService.ping: return .ping
        case MessageService.pong: return .pong
        default: throw EnvelopeRefusal(.noContent)
        }
    }
}

/// The blocks of SOAP:Header, each at most once, nothing unknown (r.100; 5.11.3).
private struct HeaderBlocks {
    let messageHeader: XMLElement
    private(set) var ackRequested: XMLElement?
    private(set) var acknowledgment: XMLElement?
    private(set) var errorList: XMLElement?
    private(set) var quirks: Set<EnvelopeQuirk> = []

    init(_ header: XMLElement) throws(EnvelopeRefusal) {
        let messageHeaders = header.all("MessageHeader", EnvelopeNamespace.eb)
        guard messageHeaders.count == 1 else { throw EnvelopeRefusal(.messageHeaderRepeated) }
        messageHeader = messageHeaders[0]
        for block in header.children {
            switch (block.namespace, block.name) {
            case (EnvelopeNamespace.eb, "MessageHeader"): break
            case (EnvelopeNamespace.eb, "AckRequested"): try Self.take(block, into: &ackRequested)
            case (EnvelopeNamespace.eb, "Acknowledgment"): try Self.take(block, into: &acknowledgment)
            case (EnvelopeNamespace.eb, "ErrorList"): try Self.take(block, into: &errorList)
            case (EnvelopeNamespace.eb, "MessageOrder"): quirks.insert(.messageOrder)
            case (EnvelopeNamespace.eb, "SyncReply"): quirks.insert(.syncReply)
            // How many there are, and what they cover, is the verifier's business (r.45, r.52).
            case (EnvelopeNamespace.dsig, "Signature"): break
            default: throw EnvelopeRefusal(.unknownHeaderBlock)
            }
        }
        guard [ackRequested, acknowledgment, errorList].count(where: { $0 != nil }) <= 1
        else { throw EnvelopeRefusal(.mixedContent) }
    }

    var isSignal: Bool { acknowledgment != nil || errorList != nil }

    private static func take(_ block: XMLElement, into place: inout XMLElement?) throws(EnvelopeRefusal) {
        guard place == nil else { throw EnvelopeRefusal(.repeatedBlock) }
        place = block
    }
}

/// The one block of SOAP:Body (r.101; 5.11.2).
private struct BodyBlock {
    private(set) var manifest: XMLElement?
    private(set) var statusRequest: XMLElement?
    private(set) var statusResponse: XMLElement?

    var isStatus: Bool { statusRequest != nil || statusResponse != nil }

    init(_ body: XMLElement) throws(EnvelopeRefusal) {
        let blocks = body.children
        guard blocks.count <= 1 else { throw EnvelopeRefusal(.severalBodyBlocks) }
        for block in blocks {
            switch (block.namespace, block.name) {
            case (EnvelopeNamespace.eb, "Manifest"): manifest = block
            case (EnvelopeNamespace.eb, "StatusRequest"): statusRequest = block
            case (EnvelopeNamespace.eb, "StatusResponse"): statusResponse = block
            default: throw EnvelopeRefusal(.unknownBodyBlock)
            }
        }
    }
}

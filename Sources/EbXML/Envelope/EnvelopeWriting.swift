import Cryptography
import Foundation
import Identifiers
import XML
import XMLSignature

/// Writes SOAP:Envelope without its signature, in canonical form, so that the digest is taken over our own bytes.
///
/// Blocks stand in the order of HIS 1037 and the schema, attributes are qualified, and every element begins on a line
/// of its own: mail does not carry lines of more than 998 octets.
struct EnvelopeWriting {
    /// What is in scope where the signature is put in.
    static let namespaces: [(prefix: String, uri: String)] = [
        ("SOAP", EnvelopeNamespace.soap), ("eb", EnvelopeNamespace.eb), ("xlink", EnvelopeNamespace.xlink),
    ]
    static let signaturePlace = Array("</SOAP:Header>".utf8)

    let header: MessageHeader
    let content: EnvelopeContent

    /// Throws `XMLWriterFault` when a value holds what XML cannot.
    func write() throws(XMLWriterFault) -> [UInt8] {
        var writer = XMLWriter(reserving: 4_096)
        writer.element("SOAP:Envelope", namespaces: Self.namespaces.map { ($0.prefix, $0.uri) }) { envelope in
            envelope.line("SOAP:Header") { block in
                writeMessageHeader(&block)
                writeContentBlock(&block)
                block.text("\n")
            }
            envelope.line("SOAP:Body") { writeBody(&$0) }
            envelope.text("\n")
        }
        return try writer.finish()
    }

    // MARK: eb:MessageHeader

    private func writeMessageHeader(_ writer: inout XMLWriter) {
        writer.line("eb:MessageHeader", attributes: Self.headerBlock) { block in
            writeParty("eb:From", header.from, &block)
            writeParty("eb:To", header.to, &block)
            block.line("eb:CPAId", text: header.cpaID)
            block.line("eb:ConversationId", text: header.conversationID)
            block.line(
                "eb:Service", attributes: header.serviceType.map { [("eb:type", $0)] } ?? [], text: header.service)
            block.line("eb:Action", text: header.action)
            block.line("eb:MessageData") { data in
                data.line("eb:MessageId", text: header.messageID)
                data.line("eb:Timestamp", text: XMLTimestamp.write(header.timestamp))
                if let reference = header.refToMessageID { data.line("eb:RefToMessageId", text: reference) }
                if let end = header.timeToLive { data.line("eb:TimeToLive", text: XMLTimestamp.write(end)) }
            }
            if header.duplicateElimination { block.line("eb:DuplicateElimination") }
            if let description = header.description {
                block.line("eb:Description", attributes: [("xml:lang", "NO")], text: description)
            }
        }
    }

    private func writeParty(_ name: String, _ party: Party, _ writer: inout XMLWriter) {
        writer.line(name) { side in
            if let her = party.her {
                side.line("eb:PartyId", attributes: [("eb:type", "HER")], text: String(her.value))
            }
            if let enh = party.enh { side.line("eb:PartyId", attributes: [("eb:type", "ENH")], text: enh.digits) }
            if let role = party.role { side.line("eb:Role", text: role) }
        }
    }

    // MARK: The block that says what kind of message it is

    private static let headerBlock = [("SOAP:mustUnderstand", "1"), ("eb:version", MessageService.version)]

    private func writeContentBlock(_ writer: inout XMLWriter) {
        switch content {
        case .business(_, let ackRequested?):
            var attributes = Self.headerBlock + [("eb:signed", ackRequested.signed ? "true" : "false")]
            if let actor = ackRequested.actor { attributes.append(("SOAP:actor", actor)) }
            writer.line("eb:AckRequested", attributes: attributes)
        case .acknowledgment(let acknowledgment): write(acknowledgment, &writer)
        case .errorList(let list): write(list, &writer)
        case .business, .ping, .pong, .statusRequest, .statusResponse: break
        }
    }

    private func write(_ acknowledgment: Acknowledgment, _ writer: inout XMLWriter) {
        let actor = [("SOAP:actor", MessageService.toParty)]
        writer.line("eb:Acknowledgment", attributes: Self.headerBlock + actor) { block in
            block.line("eb:Timestamp", text: XMLTimestamp.write(acknowledgment.timestamp))
            block.line("eb:RefToMessageId", text: acknowledgment.refToMessageID)
            for reference in acknowledgment.references {
                block.text("\n")
                let declared = [("ds", EnvelopeNamespace.dsig)]
                block.element("ds:Reference", namespaces: declared, attributes: [("URI", reference.uri)]) { copy in
                    copy.line("ds:DigestMethod", attributes: [("Algorithm", reference.digestAlgorithm)])
                    copy.line("ds:DigestValue", text: Base64.encode(reference.digest))
                }
            }
        }
    }

    private func write(_ list: ErrorList, _ writer: inout XMLWriter) {
        let severity = [("eb:highestSeverity", list.highestSeverity.rawValue)]
        writer.line("eb:ErrorList", attributes: Self.headerBlock + severity) { block in
            for error in list.errors {
                var attributes = [
                    ("eb:codeContext", MessageService.errorContext), ("eb:errorCode", error.code.rawValue),
                    ("eb:severity", error.severity.rawValue),
                ]
                if let location = error.location { attributes.append(("eb:location", location)) }
                block.line("eb:Error", attributes: attributes) { entry in
                    guard let description = error.description else { return }
                    entry.line("eb:Description", attributes: [("xml:lang", "en")], text: description)
                }
            }
        }
    }

    // MARK: SOAP:Body

    private func writeBody(_ writer: inout XMLWriter) {
        let version = [("eb:version", MessageService.version)]
        switch content {
        case .business(let manifest, _):
            writer.line("eb:Manifest", attributes: version) { block in
                for reference in manifest { write(reference, &block) }
            }
        case .statusRequest(let reference):
            writer.line("eb:StatusRequest", attributes: version) { $0.line("eb:RefToMessageId", text: reference) }
        case .statusResponse(let reference, let status):
            writer.line("eb:StatusResponse", attributes: version + [("eb:messageStatus", status)]) {
                $0.line("eb:RefToMessageId", text: reference)
            }
        case .acknowledgment, .errorList, .ping, .pong: break
        }
    }

    private func write(_ reference: ManifestReference, _ writer: inout XMLWriter) {
        let target = [("xlink:type", "simple"), ("xlink:href", "cid:" + reference.contentID)]
        writer.line("eb:Reference", attributes: target) { entry in
            if let location = reference.schemaLocation {
                let version = reference.schemaVersion.map { [("eb:version", $0)] } ?? []
                entry.line("eb:Schema", attributes: [("eb:location", location)] + version)
            }
            if let description = reference.description {
                entry.line("eb:Description", attributes: [("xml:lang", "no")], text: description)
            }
        }
    }
}

extension XMLWriter {
    fileprivate mutating func line(
        _ name: String, attributes: [(String, String)] = [], _ body: (inout XMLWriter) -> Void = { _ in }
    ) {
        text("\n")
        element(name, attributes: attributes, body)
    }

    fileprivate mutating func line(_ name: String, attributes: [(String, String)] = [], text value: String) {
        text("\n")
        element(name, attributes: attributes, text: value)
    }
}

import Cryptography
import Foundation
import XML
import XMLSignature

/// Reads what answers a message: eb:Acknowledgment, eb:ErrorList, status blocks (HITS 1172 5.12, 5.13).
struct SignalReading {
    let header: MessageHeader

    /// A receipt refers to this many parts at most, and an error list has this many errors.
    private static let mostEntries = 100

    func acknowledgment(
        _ element: XMLElement, _ block: inout BlockReading
    ) throws(EnvelopeRefusal) -> EnvelopeContent {
        try checkAnswers(action: MessageService.acknowledgment)
        try block.checkHeaderBlock(element)
        guard let refToMessageID = try block.value("RefToMessageId", in: element)
        else { throw EnvelopeRefusal(.receiptReferenceMissing) }
        guard let timestamp = try block.value("Timestamp", in: element) else {
            throw EnvelopeRefusal(.timestampMissing)
        }
        let references = self.references(of: element, &block)
        if !references.contains(where: { $0.uri.isEmpty }) { block.quirks.insert(.receiptWithoutDigests) }
        return .acknowledgment(
            Acknowledgment(
                timestamp: try block.moment(timestamp, else: .timestampForm), refToMessageID: refToMessageID,
                references: references))
    }

    /// The copies of the acknowledged message's references.
    ///
    /// Only URI and digest are taken. Transforms are not looked at: partners copy an XPath whose prefix is no longer
    /// declared, and some write the elements outside the signature namespace.
    private func references(of element: XMLElement, _ block: inout BlockReading) -> [SignatureReference] {
        var references: [SignatureReference] = []
        for child in element.children where child.name == "Reference" && references.count < Self.mostEntries {
            if child.namespace != EnvelopeNamespace.dsig { block.quirks.insert(.unqualifiedReference) }
            guard let uri = child.attribute("URI"),
                let method = child.first("DigestMethod", child.namespace)?.attribute("Algorithm"),
                let value = child.first("DigestValue", child.namespace)?.text,
                let digest = Base64.decode(value.utf8)
            else { continue }
            references.append(SignatureReference(uri: uri, digestAlgorithm: method, digest: digest))
        }
        return references
    }

    func errorList(_ element: XMLElement, _ block: inout BlockReading) throws(EnvelopeRefusal) -> EnvelopeContent {
        try checkAnswers(action: MessageService.messageError)
        try block.checkHeaderBlock(element)
        guard header.refToMessageID != nil else { throw EnvelopeRefusal(.errorReferenceMissing) }
        var errors: [EbXMLError] = []
        for child in element.all("Error", EnvelopeNamespace.eb).prefix(Self.mostEntries) {
            errors.append(error(child, &block))
        }
        guard !errors.isEmpty else { throw EnvelopeRefusal(.errorListEmpty) }
        return .errorList(ErrorList(errors))
    }

    /// Anything but the word `Warning` is an error: in doubt the message was refused.
    private func error(_ element: XMLElement, _ block: inout BlockReading) -> EbXMLError {
        let severity = block.attribute("severity", EnvelopeNamespace.eb, of: element)
        let description = element.first("Description", EnvelopeNamespace.eb)?.text.trimmed
        return EbXMLError(
            code: EbXMLErrorCode(reading: block.attribute("errorCode", EnvelopeNamespace.eb, of: element) ?? ""),
            severity: severity == EbXMLSeverity.warning.rawValue ? .warning : .error,
            location: block.attribute("location", EnvelopeNamespace.eb, of: element).map(bounded),
            description: description.map(bounded))
    }

    private func bounded(_ text: String) -> String { String(text.prefix(EbXMLError.descriptionLimit)) }

    func statusRequest(_ element: XMLElement, _ block: inout BlockReading) throws(EnvelopeRefusal) -> EnvelopeContent {
        .statusRequest(refToMessageID: try block.value("RefToMessageId", in: element) ?? "")
    }

    func statusResponse(_ element: XMLElement, _ block: inout BlockReading) throws(EnvelopeRefusal) -> EnvelopeContent {
        .statusResponse(
            refToMessageID: try block.value("RefToMessageId", in: element) ?? "",
            status: block.attribute("messageStatus", EnvelopeNamespace.eb, of: element) ?? "")
    }

    /// Service and Action of an answer (r.106, r.107, r.120, r.121).
    private func checkAnswers(action: String) throws(EnvelopeRefusal) {
        guard header.service == MessageService.service else { throw EnvelopeRefusal(.signalService) }
        guard header.action == action else { throw EnvelopeRefusal(.signalAction) }
    }
}

import XML

/// The elements of an envelope that rules are about, found once, the first of each kind.
struct SubjectBlocks: Sendable {
    let root: XMLElement?
    let header: XMLElement?
    let body: XMLElement?
    let messageHeader: XMLElement?
    let messageData: XMLElement?
    let from: XMLElement?
    let to: XMLElement?
    /// The header's own eb:Description, about the sending system.
    let description: XMLElement?
    let acknowledgment: XMLElement?
    let errorList: XMLElement?
    let ackRequested: XMLElement?
    let manifest: XMLElement?
    let manifestReferences: [XMLElement]
    /// Every ds:Signature below SOAP:Header, however deep.
    let signatures: [XMLElement]
    let service: String?
    let action: String?
    let scope: ProfileRule.Scope

    init(_ document: XMLDocument?, hasAttachments: Bool) {
        root = document?.root
        let isSOAP = root?.is("Envelope", EnvelopeNamespace.soap) == true
        header = isSOAP ? root?.first("Header", EnvelopeNamespace.soap) : nil
        body = isSOAP ? root?.first("Body", EnvelopeNamespace.soap) : nil
        messageHeader = header?.first("MessageHeader", EnvelopeNamespace.eb)
        messageData = messageHeader?.first("MessageData", EnvelopeNamespace.eb)
        from = messageHeader?.first("From", EnvelopeNamespace.eb)
        to = messageHeader?.first("To", EnvelopeNamespace.eb)
        description = messageHeader?.first("Description", EnvelopeNamespace.eb)
        acknowledgment = header?.first("Acknowledgment", EnvelopeNamespace.eb)
        errorList = header?.first("ErrorList", EnvelopeNamespace.eb)
        ackRequested = header?.first("AckRequested", EnvelopeNamespace.eb)
        manifest = body?.first("Manifest", EnvelopeNamespace.eb)
        manifestReferences = manifest?.all("Reference", EnvelopeNamespace.eb) ?? []
        var found: [XMLElement] = []
        header?.forEachElement { if $0.is("Signature", EnvelopeNamespace.dsig) { found.append($0) } }
        signatures = found
        service = messageHeader?.first("Service", EnvelopeNamespace.eb)?.text.trimmed
        action = messageHeader?.first("Action", EnvelopeNamespace.eb)?.text.trimmed
        if acknowledgment != nil {
            scope = errorList != nil && action == MessageService.messageError ? .errorList : .acknowledgment
        } else if errorList != nil {
            scope = .errorList
        } else if manifest != nil || ackRequested != nil || hasAttachments || service != MessageService.service {
            scope = .business
        } else {
            scope = .service
        }
    }

    /// Whether it carries a SOAP Fault, which is no message and is judged by none of the rules (4.2.2).
    var isFault: Bool {
        guard let root, root.name == "Envelope", let namespace = root.namespace else { return false }
        return root.first("Body", namespace)?.first("Fault", namespace) != nil
    }

    /// The element a place stands for, to tell its line.
    func element(at place: ProfilePlace) -> XMLElement? {
        switch place {
        case .mail, .package, .soapPart, .attachment, .payload, .exchange: nil
        case .envelope: root
        case .header: header ?? root
        case .body, .manifest: manifest ?? body ?? root
        case .messageHeader: messageHeader ?? header
        case .messageData: messageData ?? messageHeader
        case .from: from ?? messageHeader
        case .to: to ?? messageHeader
        case .cpaID: messageHeader?.first("CPAId", EnvelopeNamespace.eb) ?? messageHeader
        case .service: messageHeader?.first("Service", EnvelopeNamespace.eb) ?? messageHeader
        case .action: messageHeader?.first("Action", EnvelopeNamespace.eb) ?? messageHeader
        case .description: description ?? messageHeader
        case .signature, .keyInfo, .references: signatures.first ?? header
        case .acknowledgment: acknowledgment ?? header
        case .errorList: errorList ?? header
        case .ackRequested: ackRequested ?? header
        }
    }
}

extension XMLElement {
    /// An attribute in the namespace it belongs to, or without one from partners that forget the prefix.
    func lenient(_ name: String, _ namespace: String) -> String? {
        (attribute(name, namespace: namespace) ?? attribute(name, namespace: nil))?.trimmed
    }

    /// The trimmed text of a child of the ebXML namespace; nil when it is missing, empty when it says nothing.
    func value(_ name: String) -> String? { first(name, EnvelopeNamespace.eb)?.text.trimmed }
}

import XML

/// The places in a SOAP envelope that a signature depends on, found and found to be alone.
struct EnvelopeShape {
    let header: XMLElement
    let body: XMLElement

    /// Envelope with exactly Header and Body, in this order, and none of the three anywhere else.
    init(_ document: XMLDocument) throws(SignatureRefusal) {
        let root = document.root
        let children = root.children
        guard root.is("Envelope", SignatureVocabulary.soapNamespace), children.count == 2,
            children[0].is("Header", SignatureVocabulary.soapNamespace),
            children[1].is("Body", SignatureVocabulary.soapNamespace)
        else { throw SignatureRefusal(.notAnEnvelope) }
        header = children[0]
        body = children[1]
    }

    /// The one ds:Signature of the envelope.
    ///
    /// Goes through the whole envelope once and refuses what wrapping attacks need: a second signature or envelope,
    /// an Object, two equal ids.
    func signature(in document: XMLDocument) throws(SignatureRefusal) -> XMLElement {
        var signatures: [XMLElement] = []
        var identifiers: Set<String> = []
        var refusal: SignatureRefusal.Code?
        document.root.forEachElement { element in
            if element.is("Signature", SignatureVocabulary.namespace) { signatures.append(element) }
            if element.is("Object", SignatureVocabulary.namespace) { refusal = refusal ?? .objectPresent }
            if isSecondFrame(element, root: document.root) { refusal = refusal ?? .notAnEnvelope }
            // An id of type ID loses white space at its ends to some readers, and keeps it to others.
            for identifier in element.identifiers
            where !identifiers.insert(identifier.filter { !" \t\r\n".contains($0) }).inserted {
                refusal = refusal ?? .duplicateIdentifier
            }
        }
        if let refusal { throw SignatureRefusal(refusal) }
        guard let signature = signatures.first else { throw SignatureRefusal(.noSignature) }
        guard signatures.count == 1 else { throw SignatureRefusal(.severalSignatures) }
        guard signature.parent == header else { throw SignatureRefusal(.misplacedSignature) }
        return signature
    }

    private func isSecondFrame(_ element: XMLElement, root: XMLElement) -> Bool {
        guard
            element.is("Envelope", SignatureVocabulary.soapNamespace)
                || element.is("Header", SignatureVocabulary.soapNamespace)
                || element.is("Body", SignatureVocabulary.soapNamespace)
        else { return false }
        return element != root && element != header && element != body
    }
}

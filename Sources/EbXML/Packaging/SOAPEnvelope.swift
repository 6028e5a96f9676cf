import XML

/// The three elements every SOAP message has, in their order, found and nothing more (HITS 1172 r.2, r.3, r.16, r.43).
struct SOAPEnvelope {
    let document: XMLDocument
    let header: XMLElement
    let body: XMLElement

    init(_ document: XMLDocument) throws(UnreadableReason) {
        let root = document.root
        guard root.is("Envelope", EnvelopeNamespace.soap) else { throw UnreadableReason.soap }
        let children = root.children
        guard children.count == 2, children[0].is("Header", EnvelopeNamespace.soap),
            children[1].is("Body", EnvelopeNamespace.soap)
        else { throw UnreadableReason.soap }
        self.document = document
        header = children[0]
        body = children[1]
    }
}

import XML

/// The three elements every SOAP message has, found and nothing more (HITS 1172 r.2, r.3, r.43).
struct SOAPEnvelope {
    let document: XMLDocument
    let header: XMLElement
    let body: XMLElement

    init(_ document: XMLDocument) throws(UnreadableReason) {
        let root = document.root
        guard root.is("Envelope", EnvelopeNamespace.soap) else { throw UnreadableReason.soap }
        let headers = root.all("Header", EnvelopeNamespace.soap)
        let bodies = root.all("Body", EnvelopeNamespace.soap)
        guard headers.count == 1, bodies.count == 1, root.children.count == 2 else { throw UnreadableReason.soap }
        self.document = document
        header = headers[0]
        body = bodies[0]
    }
}

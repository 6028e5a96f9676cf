import CLibXML2

/// The SAX callbacks: each asks the guard and then either stops the parser or goes on to libxml2's tree builder.
extension ParsingGuard {
    /// The guard must outlive the parsing; the parser does not retain it.
    func attach(to context: xmlParserCtxtPtr) {
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        guard let handler = context.pointee.sax else { return }
        handler.pointee.internalSubset = { context, _, _, _ in
            ParsingGuard.admit(context) { _, _ in .doctype }
        }
        handler.pointee.startDocument = { context in
            if ParsingGuard.admit(context, { $0.admitDocument($1) }) { xmlSAX2StartDocument(context) }
        }
        handler.pointee.startElementNs = {
            context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes in
            let admitted = ParsingGuard.admit(context) { watch, _ in
                let spaces = Int(namespaceCount), values = Int(attributeCount)
                return watch.admitElement(name, prefix, uri, namespaces: spaces, attributes: values)
                    ?? watch.admitNamespaces(namespaces, count: spaces)
                    ?? watch.admitAttributes(attributes, count: values)
            }
            guard admitted else { return }
            xmlSAX2StartElementNs(
                context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes)
        }
        handler.pointee.endElementNs = { context, name, prefix, uri in
            let admitted = ParsingGuard.admit(context) { watch, _ in
                watch.leaveElement()
                return nil
            }
            if admitted { xmlSAX2EndElementNs(context, name, prefix, uri) }
        }
        attachText(to: handler)
        attachErrors(to: handler)
    }

    private func attachText(to handler: UnsafeMutablePointer<xmlSAXHandler>) {
        let characters: charactersSAXFunc = { context, text, length in
            let admitted = ParsingGuard.admit(context) { watch, _ in watch.admitText(Int(length)) }
            if admitted { xmlSAX2Characters(context, text, length) }
        }
        handler.pointee.characters = characters
        handler.pointee.ignorableWhitespace = characters
        // No handler of its own: CDATA comes as characters and counts as text.
        handler.pointee.cdataBlock = nil
        handler.pointee.comment = { context, text in
            let admitted = ParsingGuard.admit(context) { watch, _ in watch.admitWhole(text) }
            if admitted { xmlSAX2Comment(context, text) }
        }
        handler.pointee.processingInstruction = { context, target, data in
            let admitted = ParsingGuard.admit(context) { watch, _ in watch.admitWhole(data) }
            if admitted { xmlSAX2ProcessingInstruction(context, target, data) }
        }
    }

    private func attachErrors(to handler: UnsafeMutablePointer<xmlSAXHandler>) {
        handler.pointee.error = nil
        handler.pointee.warning = nil
        handler.pointee.serror = { context, error in
            guard let error = error?.pointee, error.level != XML_ERR_WARNING, error.level != XML_ERR_NONE else {
                return
            }
            ParsingGuard.stop(
                context, ParsingGuard.meaning(of: error), line: Int(error.line), column: Int(error.int2))
        }
    }

    /// Whether the event may go on to the tree; stops the parser if not.
    @discardableResult
    private static func admit(
        _ context: UnsafeMutableRawPointer?,
        _ judge: (ParsingGuard, xmlParserCtxtPtr) -> XMLError.Code?
    ) -> Bool {
        guard let context else { return false }
        let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
        guard let watch = watch(of: parser) else { return false }
        guard watch.refusal == nil, let code = judge(watch, parser) else { return watch.refusal == nil }
        let input = parser.pointee.input
        stop(context, code, line: Int(input?.pointee.line ?? 0), column: Int(input?.pointee.col ?? 0))
        return false
    }

    private static func stop(_ context: UnsafeMutableRawPointer?, _ code: XMLError.Code, line: Int, column: Int) {
        guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
        watch(of: parser)?.note(code, line: line, column: column)
        xmlStopParser(parser)
    }

    private static func watch(of parser: xmlParserCtxtPtr) -> ParsingGuard? {
        parser.pointee._private.map { Unmanaged<ParsingGuard>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func meaning(of error: xmlError) -> XMLError.Code {
        let encodingErrors = [
            XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING, XML_ERR_ENCODING_NAME,
        ]
        if encodingErrors.contains(where: { Int32($0.rawValue) == error.code }) { return .encoding }
        return error.domain == Int32(XML_FROM_I18N.rawValue) ? .encoding : .notWellFormed
    }
}

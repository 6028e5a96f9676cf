import CLibXML2

/// The SAX callbacks of a stream: each asks the ``ParsingGuard`` and then either stops the parser or tells the consumer.
final class StreamWatch {
    private let watch: ParsingGuard
    private let consumer: any XMLStreamConsumer
    private var thrown: (any Error)?

    init(limits: XMLLimits, layout: EncodingLayout, consumer: any XMLStreamConsumer) {
        watch = ParsingGuard(limits: limits, layout: layout)
        self.consumer = consumer
    }

    /// The watch must outlive the parsing; the parser does not retain it.
    func attach(to context: xmlParserCtxtPtr) {
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    }

    /// Whether a root element came and every element has ended. libxml2's push parser may stop at octets that it cannot
    /// decode, as an odd half of a pair in UTF-16, without a word of error.
    var isWhole: Bool { watch.isWhole }

    /// Throws what stopped the parser.
    func check() throws {
        if let thrown { throw thrown }
        if let refusal = watch.refusal { throw refusal }
    }

    /// All that is not set here is nil: libxml2's own builders never run, and CDATA comes as characters.
    static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { context, _, _, _ in
            StreamWatch.event(context) { _, _ in .doctype }
        }
        handler.startDocument = { context in
            StreamWatch.event(context) { $0.watch.admitDocument($1) }
        }
        handler.startElementNs = { context, name, prefix, uri, spaces, declarations, count, _, attributes in
            StreamWatch.event(context) { own, parser in
                let refused =
                    own.watch.admitElement(name, prefix, uri, namespaces: Int(spaces), attributes: Int(count))
                    ?? own.watch.admitNamespaces(declarations, count: Int(spaces))
                    ?? own.watch.admitAttributes(attributes, count: Int(count))
                guard refused == nil, let name else { return refused ?? .notWellFormed }
                let element = XMLStreamElement(
                    name: name, namespace: uri, line: Int(parser.pointee.input?.pointee.line ?? 0),
                    attributeCount: Int(count), attributes: UnsafePointer(attributes))
                try own.consumer.start(element)
                return nil
            }
        }
        handler.endElementNs = { context, _, _, _ in
            StreamWatch.event(context) { own, _ in
                own.watch.leaveElement()
                try own.consumer.end()
                return nil
            }
        }
        setText(of: &handler)
        handler.serror = { context, error in
            guard let error = error?.pointee, error.level != XML_ERR_WARNING, error.level != XML_ERR_NONE,
                let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self)
            else { return }
            StreamWatch.own(of: parser)?.watch.note(
                XMLError.Code(meaning: error), line: Int(error.line), column: Int(error.int2))
            xmlStopParser(parser)
        }
        return handler
    }

    private static func setText(of handler: inout xmlSAXHandler) {
        let characters: charactersSAXFunc = { context, text, length in
            StreamWatch.event(context) { own, _ in
                if let refused = own.watch.admitText(Int(length)) { return refused }
                try own.consumer.text(UnsafeBufferPointer(start: text, count: Int(length)))
                return nil
            }
        }
        handler.characters = characters
        handler.ignorableWhitespace = characters
        handler.comment = { context, text in
            StreamWatch.event(context) { own, _ in own.watch.admitWhole(text) }
        }
        handler.processingInstruction = { context, _, data in
            StreamWatch.event(context) { own, _ in own.watch.admitWhole(data) }
        }
    }

    private static func event(
        _ context: UnsafeMutableRawPointer?,
        _ step: (StreamWatch, xmlParserCtxtPtr) throws -> XMLError.Code?
    ) {
        guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self), let own = own(of: parser),
            own.watch.refusal == nil, own.thrown == nil
        else { return }
        do {
            guard let code = try step(own, parser) else { return }
            let input = parser.pointee.input
            own.watch.note(code, line: Int(input?.pointee.line ?? 0), column: Int(input?.pointee.col ?? 0))
        } catch {
            own.thrown = error
        }
        xmlStopParser(parser)
    }

    private static func own(of parser: xmlParserCtxtPtr) -> StreamWatch? {
        parser.pointee._private.map { Unmanaged<StreamWatch>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension XMLError.Code {
    /// What an error of libxml2 means here.
    fileprivate init(meaning error: xmlError) {
        let encodingErrors = [
            XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING, XML_ERR_ENCODING_NAME,
        ]
        let isEncoding =
            error.domain == Int32(XML_FROM_I18N.rawValue)
            || encodingErrors.contains { Int32($0.rawValue) == error.code }
        self = isEncoding ? .encoding : .notWellFormed
    }
}

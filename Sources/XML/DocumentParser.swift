import CLibXML2

/// One reading of one document by libxml2, watched by a ``ParsingGuard``.
struct DocumentParser {
    let limits: XMLLimits

    func parse(_ bytes: [UInt8]) throws(XMLError) -> XMLDocument {
        guard bytes.count <= limits.maximumBytes, bytes.count <= Int(Int32.max) else { throw XMLError(.tooLarge) }
        let layout = try EncodingLayout.detect(bytes)
        // libxml2 leaves half a character at the end unread, without a word.
        if case .utf16 = layout, !bytes.count.isMultiple(of: 2) { throw XMLError(.notWellFormed) }
        try StartTagScan(bytes, layout: layout, maximumAttributes: limits.maximumAttributes).check()
        LibXML2.prepare()

        let context = bytes.withUnsafeBytes { buffer in
            xmlCreateMemoryParserCtxt(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard let context else { throw XMLError(.notWellFormed, line: 1, column: 1) }
        defer { xmlFreeParserCtxt(context) }
        xmlCtxtUseOptions(context, Self.options)
        // libxml2 reads the content of an attribute, a comment or an instruction as a whole before it calls back,
        // so its size is bounded by `maximumBytes` then, and by the guard before it gets into the tree.
        let watch = ParsingGuard(limits: limits, layout: layout)
        watch.attach(to: context)
        let status = withExtendedLifetime(watch) { xmlParseDocument(context) }

        let tree = context.pointee.myDoc
        context.pointee.myDoc = nil
        guard status == 0, watch.refusal == nil, context.pointee.wellFormed == 1, context.pointee.nsWellFormed == 1,
            let tree, let root = xmlDocGetRootElement(tree)
        else {
            xmlFreeDoc(tree)
            throw watch.refusal ?? XMLError(.notWellFormed)
        }
        return XMLDocument(owning: tree, root: root, declaredEncoding: watch.declaredEncoding, limits: limits)
    }

    /// No network; CDATA as text; libxml2's own 10 MB and depth limits lifted because the guard's stand instead;
    /// lines above 65 535 kept. NOENT, which without a DTD touches XML's own five entities only: libxml2 would else
    /// leave `&amp;` in a namespace name half decoded.
    private static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_HUGE.rawValue
            | XML_PARSE_COMPACT.rawValue
            | XML_PARSE_BIG_LINES.rawValue
    )
}

import CLibXML2

/// Stands between libxml2's SAX events and its tree builder: what passes a limit never becomes a node.
///
/// The first violation or error stops the parser; nothing after it is read.
final class ParsingGuard {
    private(set) var refusal: XMLError?
    private(set) var declaredEncoding: String?
    private let limits: XMLLimits
    private let layout: EncodingLayout
    private var elements = 0
    private var namespacesInScope = 0
    /// For each open element how many namespace declarations it has.
    private var openElements: [Int] = []
    /// Octets of the text that is being read, which libxml2 hands over in pieces.
    private var textLength = 0

    /// Whether a root element came and every element has ended.
    var isWhole: Bool { elements > 0 && openElements.isEmpty }

    init(limits: XMLLimits, layout: EncodingLayout) {
        self.limits = limits
        self.layout = layout
    }

    func admitDocument(_ parser: xmlParserCtxtPtr) -> XMLError.Code? {
        let input = parser.pointee.input
        declaredEncoding = String(parser.pointee.encoding) ?? String(input?.pointee.encoding)
        return layout.allows(declaredEncoding) ? nil : .encoding
    }

    func admitElement(_ name: XMLChars?, _ prefix: XMLChars?, _ uri: XMLChars?, namespaces: Int, attributes: Int)
        -> XMLError.Code?
    {
        textLength = 0
        elements += 1
        namespacesInScope += namespaces
        openElements.append(namespaces)
        if openElements.count > limits.maximumDepth { return .tooDeep }
        if elements > limits.maximumElements { return .tooManyElements }
        if namespaces + attributes > limits.maximumAttributes { return .tooManyAttributes }
        if namespacesInScope > limits.maximumNamespacesInScope { return .tooManyNamespaces }
        let maximum = limits.maximumNameBytes
        return isTooLong(name, maximum) || isTooLong(prefix, maximum) || isTooLong(uri, maximum) ? .nameTooLong : nil
    }

    /// - Parameter strings: prefix and name of each declaration.
    func admitNamespaces(_ strings: UnsafeMutablePointer<XMLChars?>?, count: Int) -> XMLError.Code? {
        guard let strings else { return nil }
        return (0..<2 * count).contains { isTooLong(strings[$0], limits.maximumNameBytes) } ? .nameTooLong : nil
    }

    /// - Parameter strings: local name, prefix, namespace name, start and end of the value, for each attribute.
    func admitAttributes(_ strings: UnsafeMutablePointer<XMLChars?>?, count: Int) -> XMLError.Code? {
        guard let strings else { return nil }
        for attribute in 0..<count {
            let first = strings + 5 * attribute
            if isTooLong(first[0], limits.maximumNameBytes) || isTooLong(first[1], limits.maximumNameBytes) {
                return .nameTooLong
            }
            if let start = first[3], let end = first[4], end - start > limits.maximumTextBytes { return .textTooLong }
        }
        return nil
    }

    func admitText(_ length: Int) -> XMLError.Code? {
        textLength += length
        return textLength > limits.maximumTextBytes ? .textTooLong : nil
    }

    /// A comment or the data of a processing instruction.
    func admitWhole(_ text: XMLChars?) -> XMLError.Code? {
        textLength = 0
        return isTooLong(text, limits.maximumTextBytes) ? .textTooLong : nil
    }

    private func isTooLong(_ string: XMLChars?, _ maximum: Int) -> Bool {
        guard let string else { return false }
        return string.length > maximum
    }

    func leaveElement() {
        textLength = 0
        namespacesInScope -= openElements.popLast() ?? 0
    }

    /// Keeps the first refusal only: what follows it is noise.
    func note(_ code: XMLError.Code, line: Int, column: Int) {
        if refusal == nil { refusal = XMLError(code, line: line, column: column) }
    }
}

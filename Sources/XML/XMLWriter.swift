/// Writes elements whose octets are canonical as they stand: Canonical XML 1.0, inclusive, without comments.
///
/// Declarations are sorted and written only where they change something, attributes are sorted by namespace name and
/// local name, empty elements have both tags, and there is no XML declaration. A digest may be taken straight over
/// ``bytes``.
///
/// What XML cannot hold (a control character, a name that is none, an undeclared prefix, the same attribute twice) is
/// remembered as ``fault``; a character that cannot be is written as U+FFFD. ``finish()`` throws the fault.
public struct XMLWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// The first thing that could not be written as asked.
    public private(set) var fault: XMLWriterFault?
    private var scope: [(prefix: String, uri: String)] = []

    public init() {}

    /// Room for that many octets, to spare growing.
    public init(reserving capacity: Int) { bytes.reserveCapacity(capacity) }

    /// The octets, if everything could be written.
    public consuming func finish() throws(XMLWriterFault) -> [UInt8] {
        if let fault { throw fault }
        return bytes
    }

    /// An element with what `body` writes inside it.
    ///
    /// - Parameters:
    ///   - name: Qualified name, `eb:Service` or `MsgHead`.
    ///   - namespaces: Prefix and namespace name; the empty prefix is the default namespace.
    ///   - attributes: Qualified name and value.
    public mutating func element(
        _ name: String,
        namespaces: [(String, String)] = [],
        attributes: [(String, String)] = [],
        _ body: (inout XMLWriter) throws -> Void
    ) rethrows {
        let height = scope.count
        openTag(name, namespaces, attributes)
        defer {
            scope.removeLast(scope.count - height)
            append("</")
            append(name)
            append(">")
        }
        try body(&self)
    }

    /// An element with nothing inside it.
    public mutating func element(
        _ name: String,
        namespaces: [(String, String)] = [],
        attributes: [(String, String)] = []
    ) {
        element(name, namespaces: namespaces, attributes: attributes) { _ in }
    }

    /// An element that holds text only.
    public mutating func element(
        _ name: String,
        namespaces: [(String, String)] = [],
        attributes: [(String, String)] = [],
        text: String
    ) {
        element(name, namespaces: namespaces, attributes: attributes) { $0.text(text) }
    }

    public mutating func text(_ text: String) { appendEscaped(text, .text) }

    /// Base64 and other ASCII text without `&`, `<`, `>` and control characters, given as octets; taken as it is.
    public mutating func text(ascii octets: [UInt8]) {
        if octets.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 > 0x7E || [0x26, 0x3C, 0x3E].contains($0) }) {
            note(.character)
            return text(String(decoding: octets, as: UTF8.self))
        }
        bytes.append(contentsOf: octets)
    }

    // MARK: Tags

    private mutating func openTag(_ name: String, _ namespaces: [(String, String)], _ attributes: [(String, String)]) {
        if !QualifiedName.isValid(name) { note(.name) }
        append("<")
        append(name)
        if !namespaces.isEmpty { appendDeclarations(namespaces) }
        if let prefix = QualifiedName.prefix(of: name), uri(ofPrefix: prefix) == nil { note(.undeclaredPrefix) }
        if !attributes.isEmpty { appendAttributes(attributes) }
        append(">")
    }

    private mutating func appendDeclarations(_ namespaces: [(String, String)]) {
        var changes = namespaces.filter { prefix, name in
            !(uri(ofPrefix: prefix[...]) ?? "").utf8.elementsEqual(name.utf8)
        }
        changes.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
        for (index, (prefix, uri)) in changes.enumerated() {
            let isReserved = prefix == "xml" || prefix == "xmlns" || !prefix.isEmpty && uri.isEmpty
            if isReserved || !prefix.isEmpty && !QualifiedName.isLocal(prefix.utf8[...]) { note(.namespace) }
            if index > 0, changes[index - 1].0.utf8.elementsEqual(prefix.utf8) { note(.namespace) }
            scope.append((prefix, uri))
            append(prefix.isEmpty ? " xmlns" : " xmlns:")
            append(prefix)
            append("=\"")
            appendEscaped(uri, .attribute)
            append("\"")
        }
    }

    private mutating func appendAttributes(_ attributes: [(String, String)]) {
        if attributes.count == 1, QualifiedName.prefix(of: attributes[0].0) == nil {
            return appendAttribute(attributes[0].0, attributes[0].1)
        }
        var keyed: [(uri: String, local: Substring, name: String, value: String)] = []
        for (name, value) in attributes {
            let prefix = QualifiedName.prefix(of: name)
            let declared = prefix.map { uri(ofPrefix: $0) } ?? ""
            if declared == nil { note(.undeclaredPrefix) }
            keyed.append((declared ?? "", QualifiedName.local(of: name), name, value))
        }
        // Order and equality of octets, which are those of code points and not those of Swift's characters.
        keyed.sort { one, other in
            one.uri.utf8.elementsEqual(other.uri.utf8)
                ? one.local.utf8.lexicographicallyPrecedes(other.local.utf8)
                : one.uri.utf8.lexicographicallyPrecedes(other.uri.utf8)
        }
        for (index, attribute) in keyed.enumerated() {
            if index > 0, keyed[index - 1].uri.utf8.elementsEqual(attribute.uri.utf8),
                keyed[index - 1].local.utf8.elementsEqual(attribute.local.utf8)
            {
                note(.duplicateAttribute)
            }
            appendAttribute(attribute.name, attribute.value)
        }
    }

    private mutating func appendAttribute(_ name: String, _ value: String) {
        if !QualifiedName.isValid(name) || name == "xmlns" { note(.name) }
        append(" ")
        append(name)
        append("=\"")
        appendEscaped(value, .attribute)
        append("\"")
    }

    /// The namespace name a prefix stands for here; `nil` if undeclared.
    private func uri(ofPrefix prefix: Substring) -> String? {
        if let declared = scope.last(where: { $0.prefix.utf8.elementsEqual(prefix.utf8) }) { return declared.uri }
        return prefix == "xml" ? XMLNamespace.xml : nil
    }

    // MARK: Octets

    private mutating func append(_ string: String) { bytes.append(contentsOf: string.utf8) }

    private mutating func appendEscaped(_ string: String, _ escapes: CharacterEscapes) {
        // Only these octets begin a character that XML cannot hold; few texts have any of them.
        let isDoubtful = string.utf8.contains { $0 < 0x20 || $0 == 0xEF }
        guard isDoubtful, string.unicodeScalars.contains(where: { !$0.isXMLCharacter }) else {
            return escapes.append(string, to: &bytes)
        }
        note(.character)
        var replaced = String.UnicodeScalarView()
        for scalar in string.unicodeScalars { replaced.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}") }
        escapes.append(String(replaced), to: &bytes)
    }

    private mutating func note(_ fault: XMLWriterFault) {
        if self.fault == nil { self.fault = fault }
    }
}

/// Something that an XML document cannot hold.
public enum XMLWriterFault: String, Error, Sendable, CaseIterable {
    case character, name, namespace, undeclaredPrefix, duplicateAttribute
}

extension Unicode.Scalar {
    /// `Char` of XML 1.0, 2.2.
    fileprivate var isXMLCharacter: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
        default: false
        }
    }
}

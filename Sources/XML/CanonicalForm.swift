import CLibXML2

/// Canonical octets in the making.
struct CanonicalForm {
    private(set) var bytes: [UInt8] = []
    private(set) var sawRelativeNamespace = false
    private let exclusive: Bool
    private var scope = RenderedNamespaces()
    /// Declarations in scope at the apex that its omitted ancestors made, and `xml:` attributes they hand down.
    private var inheritedNamespaces: [xmlNsPtr] = []
    private var inheritedAttributes: [xmlAttrPtr] = []

    init(exclusive: Bool) { self.exclusive = exclusive }

    /// Gathers what an apex has from ancestors that are not written (Canonical XML 1.0, 2.4).
    mutating func inherit(_ apex: xmlNodePtr) {
        var place = apex.pointee.parent
        while let element = place, element.pointee.type == XML_ELEMENT_NODE {
            for declaration in element.pointee.namespaceDeclarations
            where !inheritedNamespaces.contains(where: { $0.pointee.hasPrefix(of: declaration) }) {
                inheritedNamespaces.append(declaration)
            }
            if !exclusive {
                for attribute in element.pointee.attributeList
                where attribute.pointee.isXML
                    && !apex.pointee.attributeList.contains(where: { $0.hasName(of: attribute) })
                    && !inheritedAttributes.contains(where: { $0.hasName(of: attribute) })
                {
                    inheritedAttributes.append(attribute)
                }
            }
            place = element.pointee.parent
        }
    }

    /// The whole document: instructions beside the root stand on lines of their own.
    mutating func write(_ document: XMLDocument, omitting: ((XMLElement) -> Bool)?) {
        var afterRoot = false
        for node in Linked(document.pointer.pointee.children) {
            if node.pointee.type == XML_ELEMENT_NODE {
                write(node, in: document, omitting: omitting)
                afterRoot = true
            } else if node.pointee.type == XML_PI_NODE {
                if afterRoot { bytes.append(UInt8(ascii: "\n")) }
                writeInstruction(node)
                if !afterRoot { bytes.append(UInt8(ascii: "\n")) }
            }
        }
    }

    /// A subtree.
    mutating func write(_ top: xmlNodePtr, in document: XMLDocument, omitting: ((XMLElement) -> Bool)?) {
        TreeWalk(of: top).descend { step in
            switch step {
            case .start(let node):
                if let omitting, omitting(XMLElement(node, in: document)) { return false }
                writeStart(node)
            case .end(let node):
                bytes.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
                writeName(node.pointee.name, prefix: node.pointee.ns?.pointee.prefix)
                bytes.append(UInt8(ascii: ">"))
                scope.leave()
            case .text(let characters): CharacterEscapes.text.append(characters, to: &bytes)
            case .processingInstruction(let node): writeInstruction(node)
            }
            return true
        }
    }

    // MARK: Start tags

    private mutating func writeStart(_ node: xmlNodePtr) {
        bytes.append(UInt8(ascii: "<"))
        writeName(node.pointee.name, prefix: node.pointee.ns?.pointee.prefix)
        scope.enter()
        let isApex = scope.depth == 1
        for declaration in isApex ? inheritedNamespaces : [] { scope.declare(declaration) }
        for declaration in node.pointee.namespaceDeclarations {
            if declaration.pointee.isRelative { sawRelativeNamespace = true }
            scope.declare(declaration)
        }
        let rendered = exclusive ? scope.render(usedBy: node) : scope.renderDeclared()
        for declaration in rendered { writeDeclaration(declaration) }
        writeAttributes(of: node, inherited: isApex ? inheritedAttributes : [])
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func writeDeclaration(_ binding: NamespaceBinding) {
        bytes.append(contentsOf: " xmlns".utf8)
        if let prefix = binding.prefix {
            bytes.append(UInt8(ascii: ":"))
            append(prefix)
        }
        bytes.append(contentsOf: "=\"".utf8)
        if let uri = binding.uri { CharacterEscapes.attribute.append(uri, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeAttributes(of node: xmlNodePtr, inherited: [xmlAttrPtr]) {
        guard let first = node.pointee.properties else {
            for attribute in inherited.sorted(by: Self.precedes) { writeAttribute(attribute) }
            return
        }
        if first.pointee.next == nil, inherited.isEmpty {
            writeAttribute(first)
            return
        }
        let all = Array(node.pointee.attributeList) + inherited
        for attribute in all.sorted(by: Self.precedes) { writeAttribute(attribute) }
    }

    /// By namespace name, none first, then by local name, both as code points: the order of UTF-8 octets.
    private static func precedes(_ one: xmlAttrPtr, _ other: xmlAttrPtr) -> Bool {
        let order = xmlStrcmp(one.pointee.ns?.pointee.href, other.pointee.ns?.pointee.href)
        return order != 0 ? order < 0 : xmlStrcmp(one.pointee.name, other.pointee.name) < 0
    }

    private mutating func writeAttribute(_ attribute: xmlAttrPtr) {
        bytes.append(UInt8(ascii: " "))
        writeName(attribute.pointee.name, prefix: attribute.pointee.ns?.pointee.prefix)
        bytes.append(contentsOf: "=\"".utf8)
        for run in attribute.pointee.valueRuns { CharacterEscapes.attribute.append(run, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    // MARK: Pieces

    private mutating func writeInstruction(_ node: xmlNodePtr) {
        bytes.append(contentsOf: "<?".utf8)
        append(node.pointee.name)
        if let data = node.pointee.content, data.pointee != 0 {
            bytes.append(UInt8(ascii: " "))
            CharacterEscapes.instruction.append(data, to: &bytes)
        }
        bytes.append(contentsOf: "?>".utf8)
    }

    private mutating func writeName(_ name: XMLChars?, prefix: XMLChars?) {
        if let prefix, prefix.pointee != 0 {
            append(prefix)
            bytes.append(UInt8(ascii: ":"))
        }
        if let name { append(name) }
    }

    private mutating func append(_ characters: XMLChars) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: characters.length))
    }
}

extension xmlNs {
    func hasPrefix(of other: xmlNsPtr) -> Bool { xmlStrEqual(prefix, other.pointee.prefix) == 1 }

    /// Not empty and without a scheme.
    var isRelative: Bool {
        guard let href, href.pointee != 0 else { return false }
        var index = 0
        while true {
            switch href[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): index += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if index == 0 { return true }
                index += 1
            case UInt8(ascii: ":"): return index == 0
            default: return true
            }
        }
    }
}

extension xmlAttr {
    /// Whether it is `xml:lang`, `xml:space` or another of that prefix.
    var isXML: Bool { ns?.pointee.prefix.map { XMLChars($0).equals("xml") } ?? false }
}

extension xmlAttrPtr {
    /// Whether both have the same expanded name.
    func hasName(of other: xmlAttrPtr) -> Bool {
        xmlStrEqual(pointee.name, other.pointee.name) == 1
            && xmlStrEqual(pointee.ns?.pointee.href, other.pointee.ns?.pointee.href) == 1
    }
}

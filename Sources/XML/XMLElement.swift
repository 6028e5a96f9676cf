import CLibXML2

/// An element of an ``XMLDocument``, which it keeps alive.
///
/// Names are local names; a namespace of `nil` means "in no namespace". Comments, processing instructions and CDATA
/// borders are never seen: text is whole across them.
// Sendable: a pointer into a tree that its document, held here, keeps alive and never alters.
public struct XMLElement: @unchecked Sendable, Equatable {
    public let document: XMLDocument
    let node: xmlNodePtr

    init(_ node: xmlNodePtr, in document: XMLDocument) {
        self.node = node
        self.document = document
    }

    /// Equal means the same place in the same document.
    public static func == (one: XMLElement, other: XMLElement) -> Bool { one.node == other.node }

    /// The local name.
    public var name: String { String(cString: node.pointee.name) }
    public var prefix: String? { String(node.pointee.ns?.pointee.prefix) }
    /// The namespace name; `nil` if in none.
    public var namespace: String? { node.pointee.namespaceName.flatMap { String($0) } }
    /// Line of the start tag, counted from 1.
    public var line: Int { xmlGetLineNo(node) }

    /// Whether it has this local name and namespace; no strings are made.
    public func `is`(_ name: String, _ namespace: String?) -> Bool { node.pointee.isNamed(name, namespace) }

    // MARK: Attributes

    public var attributes: [XMLAttribute] {
        node.pointee.attributeList.map { attribute in
            XMLAttribute(
                name: String(cString: attribute.pointee.name),
                prefix: String(attribute.pointee.ns?.pointee.prefix),
                namespace: String(attribute.pointee.ns?.pointee.href),
                value: attribute.pointee.value,
            )
        }
    }

    /// The value of one attribute; an attribute without prefix is in no namespace.
    public func attribute(_ local: String, namespace: String? = nil) -> String? {
        for attribute in node.pointee.attributeList where attribute.pointee.isNamed(local, namespace) {
            return attribute.pointee.value
        }
        return nil
    }

    /// The values of the attributes that some processor might take for an id.
    ///
    /// Those named `id`, `Id` or `ID`, in any namespace.
    public var identifiers: [String] {
        node.pointee.attributeList.lazy
            .filter { attribute in
                guard let name = attribute.pointee.name else { return false }
                return XMLChars(name).equals("id") || XMLChars(name).equals("Id") || XMLChars(name).equals("ID")
            }
            .map { $0.pointee.value }
    }

    /// The namespace that a prefix stands for here; the empty prefix is the default namespace.
    public func namespace(forPrefix prefix: String) -> String? {
        if prefix == "xml" { return XMLNamespace.xml }
        var place: xmlNodePtr? = node
        while let element = place, element.pointee.type == XML_ELEMENT_NODE {
            for declaration in element.pointee.namespaceDeclarations
            where (String(declaration.pointee.prefix) ?? "") == prefix {
                return String(declaration.pointee.href).flatMap { $0.isEmpty ? nil : $0 }
            }
            place = element.pointee.parent
        }
        return nil
    }

    // MARK: Neighbours

    public var parent: XMLElement? {
        guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
        return XMLElement(parent, in: document)
    }

    /// The child elements in document order.
    public var children: [XMLElement] {
        var found: [XMLElement] = []
        for child in node.pointee.childList where child.pointee.type == XML_ELEMENT_NODE {
            found.append(XMLElement(child, in: document))
        }
        return found
    }

    public func first(_ name: String, _ namespace: String?) -> XMLElement? {
        for child in node.pointee.childList where child.pointee.isElement(name, namespace) {
            return XMLElement(child, in: document)
        }
        return nil
    }

    public func all(_ name: String, _ namespace: String?) -> [XMLElement] {
        var found: [XMLElement] = []
        for child in node.pointee.childList where child.pointee.isElement(name, namespace) {
            found.append(XMLElement(child, in: document))
        }
        return found
    }

    /// Walks down the first child of each name, all of one namespace.
    public func descendant(_ names: String..., namespace: String?) -> XMLElement? {
        names.reduce(self as XMLElement?) { $0?.first($1, namespace) }
    }

    /// Visits this element and every one inside it, in document order.
    public func forEachElement(_ visit: (XMLElement) -> Void) {
        TreeWalk(of: node).each { step in
            if case .start(let node) = step { visit(XMLElement(node, in: document)) }
        }
    }

    /// Local names from the root: `/MsgHead/MsgInfo`.
    public var path: String {
        var names: [String] = []
        var place: XMLElement? = self
        while let element = place {
            names.append(element.name)
            place = element.parent
        }
        return "/" + names.reversed().joined(separator: "/")
    }

    // MARK: Text

    /// The string value of XPath 1.0 5.2: all text inside, that of descendants too, whole across comments and CDATA.
    public var text: String {
        // Nearly every element that is asked for its text has one piece of it and nothing else.
        if let only = node.pointee.children, only.pointee.next == nil, only.pointee.type == XML_TEXT_NODE {
            return String(XMLChars(only.pointee.content)) ?? ""
        }
        return String(decoding: textBytes, as: UTF8.self)
    }

    /// ``text`` as UTF-8, for content too large to be made a `String`.
    public var textBytes: [UInt8] {
        var bytes: [UInt8] = []
        TreeWalk(of: node).each { step in
            if case .text(let characters) = step {
                bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: characters.length))
            }
        }
        return bytes
    }
}

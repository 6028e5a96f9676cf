import CLibXML2

extension xmlNode {
    /// The namespace name; `nil` if in none.
    var namespaceName: XMLChars? {
        guard let href = ns?.pointee.href, href.pointee != 0 else { return nil }
        return XMLChars(href)
    }

    func isNamed(_ wanted: String, _ namespace: String?) -> Bool { matches(name, namespaceName, wanted, namespace) }

    /// Whether it is an element of this local name and namespace.
    func isElement(_ wanted: String, _ namespace: String?) -> Bool {
        type == XML_ELEMENT_NODE && isNamed(wanted, namespace)
    }

    /// The declarations written on this element, in order.
    var namespaceDeclarations: Linked<xmlNs> { Linked(nsDef) }

    /// The attributes written on this element, in order.
    var attributeList: Linked<xmlAttr> { Linked(properties) }

    var childList: Linked<xmlNode> { Linked(children) }
}

extension xmlAttr {
    func isNamed(_ wanted: String, _ namespace: String?) -> Bool {
        matches(name, ns?.pointee.href.map { XMLChars($0) }, wanted, namespace)
    }

    /// The runs of text that make up the value: normally one or none.
    var valueRuns: [XMLChars] { Linked(children).compactMap { XMLChars($0.pointee.content) } }

    var value: String {
        guard let first = children else { return "" }
        if first.pointee.next == nil { return String(XMLChars(first.pointee.content)) ?? "" }
        return valueRuns.reduce(into: "") { $0 += String(cString: $1) }
    }
}

private func matches(_ name: XMLChars?, _ uri: XMLChars?, _ wantedName: String, _ wantedURI: String?) -> Bool {
    guard let name, name.equals(wantedName) else { return false }
    guard let wantedURI else { return uri == nil }
    return uri?.equals(wantedURI) ?? false
}

/// A structure of libxml2's that is chained into a list.
protocol Chained {
    var following: UnsafeMutablePointer<Self>? { get }
}

extension xmlNode: Chained { var following: UnsafeMutablePointer<xmlNode>? { next } }
extension xmlAttr: Chained { var following: UnsafeMutablePointer<xmlAttr>? { next } }
extension xmlNs: Chained { var following: UnsafeMutablePointer<xmlNs>? { next } }

/// Such a list.
struct Linked<Link: Chained>: Sequence, IteratorProtocol {
    private var following: UnsafeMutablePointer<Link>?

    init(_ first: UnsafeMutablePointer<Link>?) { following = first }

    mutating func next() -> UnsafeMutablePointer<Link>? {
        guard let current = following else { return nil }
        following = current.pointee.following
        return current
    }
}

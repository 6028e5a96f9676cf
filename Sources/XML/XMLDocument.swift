import CLibXML2
import Synchronization

/// A well-formed, namespace-well-formed XML 1.0 document without DTD, read within given limits.
///
/// Immutable. The tree lives as long as the document or any ``XMLElement`` of it.
// Sendable: after `parse` the tree is only read. Validation is the one thing in libxml2 that writes to a parsed tree
// (it registers values of type xs:ID), and it goes through `exclusively`; nothing else reads what it writes.
public final class XMLDocument: @unchecked Sendable {
    let pointer: xmlDocPtr
    /// The limits it was read within.
    public let limits: XMLLimits
    /// The encoding named in the XML declaration, as written there.
    public let declaredEncoding: String?
    private let rootNode: xmlNodePtr
    private let writing = Mutex<Void>(())

    /// Reads a document. DOCTYPE is refused, no entity but the five of XML and character references is expanded,
    /// and nothing is fetched from file or network.
    ///
    /// - Parameter bytes: UTF-8, ISO-8859-1, ISO-8859-15, Windows-1252, US-ASCII, or UTF-16 with byte order mark or
    ///   declaration.
    public static func parse(_ bytes: [UInt8], limits: XMLLimits) throws(XMLError) -> XMLDocument {
        try DocumentParser(limits: limits).parse(bytes)
    }

    /// Takes over `pointer`.
    init(owning pointer: xmlDocPtr, root: xmlNodePtr, declaredEncoding: String?, limits: XMLLimits) {
        self.pointer = pointer
        self.rootNode = root
        self.declaredEncoding = declaredEncoding
        self.limits = limits
    }

    deinit { xmlFreeDoc(pointer) }

    public var root: XMLElement { XMLElement(rootNode, in: self) }

    /// The version named in the XML declaration; "1.0" where there is none.
    public var version: String? { String(pointer.pointee.version) }

    /// Runs `body` with the tree while no other call of this function does.
    func exclusively<Result>(_ body: (xmlDocPtr) -> sending Result) -> sending Result {
        writing.withLock { _ in body(pointer) }
    }
}

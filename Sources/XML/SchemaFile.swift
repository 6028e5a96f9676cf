import CLibXML2

/// One XSD of a pack, read, with its references to others open to rewriting.
final class SchemaFile {
    /// Relative to the pack.
    let path: String
    let targetNamespace: String?
    private let document: xmlDocPtr

    /// A reference from one schema to another.
    struct Reference {
        enum Kind { case include, importing(namespace: String?) }
        let kind: Kind
        let location: String?
        fileprivate let node: xmlNodePtr
    }

    /// A schema is the operator's own file: a DOCTYPE, as in that of XML Signature, is read but nothing is fetched.
    init(path: String, bytes: [UInt8]) throws(SchemaPackError) {
        LibXML2.prepare()
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, Int32(options))
        }
        guard let document else { throw .notASchema(file: path) }
        guard let root = xmlDocGetRootElement(document), root.pointee.isNamed("schema", Self.schemaNamespace) else {
            xmlFreeDoc(document)
            throw .notASchema(file: path)
        }
        self.path = path
        self.document = document
        targetNamespace = root.pointee.attributeList.first { $0.pointee.isNamed("targetNamespace", nil) }?.pointee.value
    }

    deinit { xmlFreeDoc(document) }

    static let schemaNamespace = "http://www.w3.org/2001/XMLSchema"

    var references: [Reference] {
        guard let root = xmlDocGetRootElement(document) else { return [] }
        return root.pointee.childList.filter { $0.pointee.type == XML_ELEMENT_NODE }.compactMap { node in
            let location = value(of: "schemaLocation", on: node)
            if node.pointee.isNamed("import", Self.schemaNamespace) {
                return Reference(
                    kind: .importing(namespace: value(of: "namespace", on: node)), location: location, node: node)
            }
            if node.pointee.isNamed("include", Self.schemaNamespace)
                || node.pointee.isNamed("redefine", Self.schemaNamespace)
            {
                return Reference(kind: .include, location: location, node: node)
            }
            return nil
        }
    }

    /// Points a reference at another file; `nil` takes the location away, and with it an include as a whole.
    func rewrite(_ reference: Reference, to location: String?) {
        if let location {
            xmlSetNsProp(reference.node, nil, "schemaLocation", location)
        } else if case .include = reference.kind {
            xmlUnlinkNode(reference.node)
            xmlFreeNode(reference.node)
        } else {
            xmlUnsetNsProp(reference.node, nil, "schemaLocation")
        }
    }

    /// The schema as it stands now, without DOCTYPE, in UTF-8.
    func serialised() -> [UInt8] {
        if let subset = document.pointee.intSubset {
            let node = UnsafeMutableRawPointer(subset).assumingMemoryBound(to: xmlNode.self)
            xmlUnlinkNode(node)
            xmlFreeDtd(subset)
        }
        var octets: UnsafeMutablePointer<xmlChar>?
        var count: Int32 = 0
        xmlDocDumpMemoryEnc(document, &octets, &count, "UTF-8")
        defer { clibxml2_free(octets) }
        return Array(UnsafeBufferPointer(start: octets, count: Int(count)))
    }

    private func value(of name: String, on node: xmlNodePtr) -> String? {
        node.pointee.attributeList.first { $0.pointee.isNamed(name, nil) }?.pointee.value
    }
}

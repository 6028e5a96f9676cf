import CLibXML2

/// Canonical XML 1.0 (20010315, inclusive) and Exclusive XML Canonicalization 1.0, both without comments.
///
/// Done in place in the tree: an apex keeps the namespaces and, inclusive, the `xml:` attributes it inherits. One
/// pass; time grows with the size of the document and not with its depth.
public enum Canonicalization {
    /// The canonical form of a document, or of one subtree.
    ///
    /// - Parameters:
    ///   - apex: The element whose subtree is taken; `nil` is the whole document, with the processing instructions
    ///     beside its root.
    ///   - omitting: Elements left out together with all that is in them. Asked once for each element in document
    ///     order, never inside an omitted one.
    /// - Throws: ``CanonicalizationError`` where Canonical XML says that there is no canonical form.
    public static func canonicalize(
        _ document: XMLDocument,
        apex: XMLElement? = nil,
        exclusive: Bool = false,
        omitting: ((XMLElement) -> Bool)? = nil
    ) throws(CanonicalizationError) -> [UInt8] {
        var form = CanonicalForm(exclusive: exclusive)
        if let apex {
            form.inherit(apex.node)
            form.write(apex.node, in: document, omitting: omitting)
        } else {
            form.write(document, omitting: omitting)
        }
        if form.sawRelativeNamespace { throw .relativeNamespace }
        return form.bytes
    }
}

/// A document that has no canonical form.
public enum CanonicalizationError: Error, Equatable, Sendable {
    /// A namespace name that is a relative reference (Canonical XML 1.0, 1.3).
    case relativeNamespace
}

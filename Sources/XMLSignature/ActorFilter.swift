package import XML

/// The profile's XPath transform, which takes blocks for intermediaries out of the digest (HIS 1037 5.5, step 4).
///
/// Recognised by its text and done natively, in one pass: no XPath of a partner's is ever evaluated.
package enum ActorFilter {
    static let nextMSH = "urn:oasis:names:tc:ebxml-msg:actor:nextMSH"
    static let next = "http://schemas.xmlsoap.org/soap/actor/next"

    /// The expression, for a prefix that stands for SOAP's namespace.
    static func expression(prefix: String) -> String {
        "not(ancestor-or-self::node()[@\(prefix):actor=\"\(nextMSH)\"]"
            + " | ancestor-or-self::node()[@\(prefix):actor=\"\(next)\"])"
    }

    /// Whether a ds:Transform is this filter and nothing else.
    package static func isTransform(_ transform: XMLElement) -> Bool {
        let children = transform.children
        return transform.attribute("Algorithm") == SignatureVocabulary.xpath && transform.attributes.count == 1
            && children.count == 1 && children[0].is("XPath", SignatureVocabulary.namespace)
            && isExpressed(by: children[0])
    }

    /// Whether an `XPath` element holds the profile's expression, whatever its white space and its prefix for SOAP.
    static func isExpressed(by xpath: XMLElement) -> Bool {
        guard xpath.attributes.isEmpty, xpath.children.isEmpty else { return false }
        let text = withoutOuterWhiteSpace(xpath.textBytes)
        guard let prefix = prefix(in: text), xpath.namespace(forPrefix: prefix) == SignatureVocabulary.soapNamespace
        else { return false }
        return text == withoutOuterWhiteSpace(Array(expression(prefix: prefix).utf8))
    }

    /// Whether the filter takes this element out, with all that is inside it.
    static func omits(_ element: XMLElement) -> Bool {
        guard let actor = element.attribute("actor", namespace: SignatureVocabulary.soapNamespace) else { return false }
        return actor == nextMSH || actor == next
    }

    /// White space outside string literals means nothing in this expression; inside them it does, and stays.
    private static func withoutOuterWhiteSpace(_ text: [UInt8]) -> [UInt8] {
        var isLiteral = false
        return text.filter { octet in
            if octet == UInt8(ascii: "\"") { isLiteral.toggle() }
            let isWhiteSpace = octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D
            return isLiteral || !isWhiteSpace
        }
    }

    /// What stands between the first `@` and the colon after it.
    private static func prefix(in text: [UInt8]) -> String? {
        guard let start = text.firstIndex(of: UInt8(ascii: "@")),
            let end = text[start...].firstIndex(of: UInt8(ascii: ":")), end > start + 1
        else { return nil }
        return String(decoding: text[(start + 1)..<end], as: UTF8.self)
    }
}

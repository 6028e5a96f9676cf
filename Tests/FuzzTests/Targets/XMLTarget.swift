import TestSupport
import XML

/// The one entry through which any XML comes, its canonical forms, and a walk over all that is in it.
struct XMLTarget: FuzzTarget {
    static let name = "xml"
    static let longest = 16_384

    init() {}

    func seeds() throws -> [[UInt8]] {
        let documents = SyntheticDocument.Kind.allCases.map { InventedDocument.of($0).write() }
        let texts = [
            #"<?xml version="1.0" encoding="ISO-8859-1"?><a xmlns="urn:a" xmlns:b="urn:b" b:c="&lt;&#xD;&quot;"/>"#,
            "<a><?target data?><!-- note --><![CDATA[<x>]]>&amp;<b xml:lang='nb' xmlns=''>\r\n\t</b></a><?end?>",
            "<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2' p:z='1' a='2' Id='x'/><c xmlns:p='urn:1'/></p:a>",
        ].map { Array($0.utf8) }
        let wide: [UInt8] = [0xFE, 0xFF] + "<a b='c'>d</a>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        return documents + texts + [wide]
    }

    func examine(_ input: [UInt8]) throws {
        guard let document = try? XMLDocument.parse(input, limits: .envelope) else { return }
        try walk(document)
        for isExclusive in [false, true] {
            guard let form = try? Canonicalization.canonicalize(document, exclusive: isExclusive) else { continue }
            try examine(form, isExclusive: isExclusive)
            var last: XMLElement?
            document.root.forEachElement { last = $0 }
            guard let last else { continue }
            let part = try Canonicalization.canonicalize(document, apex: last, exclusive: isExclusive)
            try examine(part, isExclusive: isExclusive)
        }
    }

    /// The canonical form of a canonical form is itself (Canonical XML 1.0, 1.3).
    private func examine(_ form: [UInt8], isExclusive: Bool) throws {
        let again: XMLDocument
        do {
            again = try XMLDocument.parse(form, limits: .envelope)
        } catch {
            // It can be longer than what it was made from, and have more declarations in one place.
            let passed: [XMLError.Code] = [
                .tooLarge, .textTooLong, .nameTooLong, .tooManyNamespaces, .tooManyAttributes,
            ]
            return try demand(passed.contains(error.code), "a canonical form can be read: \(error)")
        }
        try demand(
            try Canonicalization.canonicalize(again, exclusive: isExclusive) == form, "a canonical form is stable")
    }

    private func walk(_ document: XMLDocument) throws {
        var count = 0
        var isSound = true
        document.root.forEachElement { element in
            count += 1
            isSound = isSound && element.namespace(forPrefix: element.prefix ?? "") == element.namespace
            isSound = isSound && element.is(element.name, element.namespace) && element.line > 0
            for attribute in element.attributes {
                let value = element.attribute(attribute.name, namespace: attribute.namespace)
                isSound = isSound && value == attribute.value
            }
            _ = element.identifiers
        }
        try demand(isSound, "names, namespaces and values agree with each other")
        try demand(count <= document.limits.maximumElements, "elements are bounded")
        try demand(document.root.path == "/" + document.root.name, "the root's path is its name")
        try demand(document.root.textBytes.count <= document.limits.maximumBytes * 3, "text is bounded")
    }
}

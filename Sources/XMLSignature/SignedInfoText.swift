import Cryptography
import XML

/// The SignedInfo we write: once as it stands in the envelope, once in the canonical form that is signed.
///
/// The two differ in declarations only. In place, what is in scope is not repeated, and XPath declares its prefix as
/// the standard prints it; canonical, SignedInfo declares all it inherits and XPath nothing anew.
struct SignedInfoText {
    /// What is signed.
    let canonical: [UInt8]
    private let inPlace: [UInt8]
    private let declaresPrefix: Bool

    private static let prefix = "ds"
    private static let xpathPrefix = "SOAP"

    init(references: [SignatureReference], inScope: [(prefix: String, uri: String)]) {
        let own = (prefix: Self.prefix, uri: SignatureVocabulary.namespace)
        declaresPrefix = !inScope.contains { $0 == own }
        let inherited = inScope.filter { $0.prefix != Self.prefix && !($0.prefix.isEmpty && $0.uri.isEmpty) } + [own]
        let body = Self.body(references)

        var canonical = XMLWriter(reserving: 4096)
        canonical.element("ds:SignedInfo", namespaces: inherited.map { ($0.prefix, $0.uri) }, body)
        self.canonical = canonical.bytes

        // The same with nothing in scope but `ds`: XPath then declares the prefix it uses.
        var inPlace = XMLWriter(reserving: 4096)
        inPlace.element("ds:Signature", namespaces: [(Self.prefix, SignatureVocabulary.namespace)]) { writer in
            writer.element("ds:SignedInfo", body)
        }
        self.inPlace = inPlace.bytes
    }

    /// The whole ds:Signature as it is put into the envelope.
    func signature(value: [UInt8], certificateDER: [UInt8]) -> [UInt8] {
        let wrapper = Array("<ds:Signature xmlns:ds=\"\(SignatureVocabulary.namespace)\">".utf8)
        var bytes = declaresPrefix ? wrapper : Array("<ds:Signature>".utf8)
        bytes += inPlace[wrapper.count..<(inPlace.count - "</ds:Signature>".utf8.count)]
        bytes += "<ds:SignatureValue>\(Base64.encode(value))</ds:SignatureValue>".utf8
        bytes += "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>".utf8
        bytes += Base64.encode(certificateDER).utf8
        bytes += "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>".utf8
        return bytes
    }

    private static func body(_ references: [SignatureReference]) -> (inout XMLWriter) -> Void {
        { writer in
            writer.element("ds:CanonicalizationMethod", algorithm: SignatureVocabulary.canonicalXML)
            writer.element("ds:SignatureMethod", algorithm: SignatureVocabulary.rsaSHA256)
            for reference in references {
                writer.element("ds:Reference", attributes: [("URI", reference.uri)]) { writer in
                    if reference.uri.isEmpty { writeTransforms(to: &writer) }
                    writer.element("ds:DigestMethod", algorithm: reference.digestAlgorithm)
                    writer.element("ds:DigestValue", text: Base64.encode(reference.digest))
                }
            }
        }
    }

    private static func writeTransforms(to writer: inout XMLWriter) {
        writer.element("ds:Transforms") { writer in
            writer.element("ds:Transform", algorithm: SignatureVocabulary.enveloped)
            writer.element("ds:Transform", attributes: [("Algorithm", SignatureVocabulary.xpath)]) { writer in
                writer.element(
                    "ds:XPath",
                    namespaces: [(xpathPrefix, SignatureVocabulary.soapNamespace)],
                    text: ActorFilter.expression(prefix: xpathPrefix),
                )
            }
            writer.element("ds:Transform", algorithm: SignatureVocabulary.canonicalXML)
        }
    }
}

extension XMLWriter {
    fileprivate mutating func element(_ name: String, algorithm: String) {
        element(name, attributes: [("Algorithm", algorithm)])
    }
}

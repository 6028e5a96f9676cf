import Certificates
import Cryptography
import XML

/// A ds:Signature as it stands, for rules to look at; nothing in it has been verified.
struct SubjectSignature: Sendable {
    static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
    static let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
    static let rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    static let rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116"
    static let canonicalXML = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    static let exclusiveCanonicalXML = "http://www.w3.org/2001/10/xml-exc-c14n#"

    let element: XMLElement
    let signedInfo: XMLElement?
    let value: XMLElement?
    let keyInfo: XMLElement?
    let references: [XMLElement]
    /// The transforms of the reference to the envelope (`URI=""`); nil when there is none.
    let transforms: [XMLElement]?
    let x509Data: [XMLElement]
    let certificateElements: [XMLElement]
    /// The first certificate, when it can be read as one.
    let certificate: Certificate?

    /// - Parameter registered: the certificate expected here, which then need not be read anew.
    init(_ element: XMLElement, knowing registered: Certificate?) {
        self.element = element
        signedInfo = element.first("SignedInfo", EnvelopeNamespace.dsig)
        value = element.first("SignatureValue", EnvelopeNamespace.dsig)
        keyInfo = element.first("KeyInfo", EnvelopeNamespace.dsig)
        references = signedInfo?.all("Reference", EnvelopeNamespace.dsig) ?? []
        let envelope = references.first { $0.attribute("URI") == "" }
        transforms = envelope.map {
            $0.first("Transforms", EnvelopeNamespace.dsig)?.all("Transform", EnvelopeNamespace.dsig) ?? []
        }
        x509Data = keyInfo?.all("X509Data", EnvelopeNamespace.dsig) ?? []
        certificateElements = x509Data.flatMap { $0.all("X509Certificate", EnvelopeNamespace.dsig) }
        let der = certificateElements.first.flatMap { Base64.decode($0.textBytes) }
        certificate = der.flatMap { $0 == registered?.der ? registered : try? Certificate(der: $0) }
    }

    /// The algorithm named by a child of ds:SignedInfo.
    func algorithm(_ name: String) -> String? {
        signedInfo?.first(name, EnvelopeNamespace.dsig)?.attribute("Algorithm")
    }

    /// The algorithms of the digests, in order; nil for one that is missing.
    var digestMethods: [String?] {
        references.map { $0.first("DigestMethod", EnvelopeNamespace.dsig)?.attribute("Algorithm") }
    }

    /// The octets of a reference's digest; nil when missing or unreadable.
    static func digest(of reference: XMLElement) -> [UInt8]? {
        reference.first("DigestValue", reference.namespace).flatMap { Base64.decode($0.textBytes) }
    }
}

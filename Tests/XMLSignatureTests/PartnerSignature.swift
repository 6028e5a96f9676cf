import Cryptography
import Foundation
import XML

/// A signature as another implementation might make it: any structure, signed rightly for what it says.
///
/// Templates hold `{DIGEST}` for the digest of the envelope and `{VALUE}` for the signature.
struct PartnerSignature {
    var canonicalization = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    var method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    var methodContent = ""
    var digestMethod = "http://www.w3.org/2001/04/xmlenc#sha256"
    var transforms = [Self.enveloped, Self.xpath(), Self.inclusive]
    var envelopeURI = #"URI="""#
    /// References beside the envelope's, as text.
    var otherReferences = ""
    var keyInfo = Self.certificate
    var afterKeyInfo = ""
    /// How the digest of the envelope is computed.
    var isExclusive = false
    var isFiltered = true
    var digest: ([UInt8]) -> [UInt8] = { SHA256.digest($0) }

    static let enveloped = #"<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>"#
    static let inclusive = #"<Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>"#
    static let exclusive = #"<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>"#
    static let certificate = "<KeyInfo><X509Data><X509Certificate>AQID</X509Certificate></X509Data></KeyInfo>"

    static func xpath(
        _ expression: String = Self.expression(),
        declaration: String = #"xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/""#
    ) -> String {
        #"<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath \#(declaration)>"#
            + expression + "</XPath></Transform>"
    }

    static func expression(_ prefix: String = "SOAP") -> String {
        #"not(ancestor-or-self::node()[@\#(prefix):actor="urn:oasis:names:tc:ebxml-msg:actor:nextMSH"] | "#
            + #"ancestor-or-self::node()[@\#(prefix):actor="http://schemas.xmlsoap.org/soap/actor/next"])"#
    }

    static func reference(to part: (contentID: String, bytes: [UInt8])) -> String {
        #"<Reference URI="cid:\#(part.contentID)"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>"#
            + "<DigestValue>\(Base64.encode(SHA256.digest(part.bytes)))</DigestValue></Reference>"
    }

    /// The fixture's envelope with this signature in its header, over all its parts unless told otherwise.
    func signing(_ fixture: EnvelopeFixture, key: PrivateKey? = nil, marker: String = "</SOAP:Header>") throws
        -> [UInt8]
    {
        let signer = try key ?? EnvelopeFixture.signer.get().key
        let others = otherReferences + fixture.parts.map { Self.reference(to: $0) }.joined()
        let text = """
            <Signature xmlns="\(EnvelopeFixture.ds)">
              <SignedInfo>
                <CanonicalizationMethod Algorithm="\(canonicalization)"/>
                <SignatureMethod Algorithm="\(method)">\(methodContent)</SignatureMethod>
                <Reference \(envelopeURI)><Transforms>\(transforms.joined(separator: "\n"))</Transforms>
                  <DigestMethod Algorithm="\(digestMethod)"/><DigestValue>{DIGEST}</DigestValue></Reference>\(others)
              </SignedInfo>
              <SignatureValue>{VALUE}</SignatureValue>\(keyInfo)\(afterKeyInfo)
            </Signature>
            """
        let unsigned = fixture.canonical.replacing(marker, with: text + marker)
        let original = try XMLDocument.parse(fixture.canonical, limits: .envelope)
        let digested = try Canonicalization.canonicalize(original, exclusive: isExclusive) { element in
            let actor = element.attribute("actor", namespace: EnvelopeFixture.soap)
            return isFiltered && (actor?.hasSuffix("actor/next") == true || actor?.hasSuffix("nextMSH") == true)
        }
        let withDigest = unsigned.replacing("{DIGEST}", with: Base64.encode(digest(digested)))
        let document = try XMLDocument.parse(withDigest, limits: .envelope)
        var signedInfo: XMLElement?
        document.root.forEachElement { element in
            if element.is("SignedInfo", EnvelopeFixture.ds) { signedInfo = signedInfo ?? element }
        }
        let signed = try Canonicalization.canonicalize(
            document, apex: signedInfo, exclusive: canonicalization.hasSuffix("exc-c14n#"))
        return withDigest.replacing("{VALUE}", with: Base64.encode(try signer.sign(signed)))
    }
}

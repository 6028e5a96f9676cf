import Certificates
import Cryptography
import EbXML
import Foundation
import XML
import XMLSignature

typealias Signer = (key: PrivateKey, certificate: Certificate)

extension WrittenEnvelope {
    /// The mail with a sound signature over whatever stands in the envelope, for mistakes that are really a partner's.
    func signed(by signer: Signer) throws -> [UInt8] {
        var copy = self
        copy.soap = try signedSOAP(by: signer)
        return copy.mail
    }

    /// The envelope with that signature, without its package.
    func signedSOAP(by signer: Signer) throws -> String {
        let document = try XMLDocument.parse(Array(soap.utf8), limits: .envelope)
        let canonical = try Canonicalization.canonicalize(document)
        let digests = try parts.map { part in
            let id = part.fields.split(separator: "Content-ID: <")[1].prefix { $0 != ">" }
            guard let bytes = Base64.decode(part.body.utf8.filter { $0 > 32 })
            else { throw CocoaError(.coderInvalidValue) }
            return (contentID: String(id), digest: SHA256.digest(bytes))
        }
        let signed = try EnvelopeSignature.sign(
            canonical: canonical,
            inScopeNamespaces: [
                ("SOAP", "http://schemas.xmlsoap.org/soap/envelope/"),
                ("eb", "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"),
                ("xlink", "http://www.w3.org/1999/xlink"),
            ],
            parts: digests, certificateDER: signer.certificate.der, sign: signer.key.sign)
        return String(decoding: signed.bytes, as: UTF8.self)
    }
}

import Cryptography
import Foundation
import MIME
import Testing
import XML

extension Office {
    private static let dsig = "http://www.w3.org/2000/09/xmldsig#"

    /// A mail of this office's, changed by a test, with a sound signature over the envelope as it is now. References to
    /// parts are left as they are.
    func signingAgain(_ mail: String) throws -> String {
        let unsigned = mail.replacing(#/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines(), with: "")
        let digest = SHA256.digest(try Canonicalization.canonicalize(try Self.envelope(in: unsigned)))
        let value = #/(URI="".*?<ds:DigestValue>)[^<]*/#.dotMatchesNewlines()
        let digested = mail.replacing(value, maxReplacements: 1) { "\($0.output.1)\(Base64.encode(digest))" }
        let document = try Self.envelope(in: digested)
        let signature = try #require(document.root.children.first?.first("Signature", Self.dsig))
        let signedInfo = try #require(signature.children.first)
        let signed = try signing.key.sign(try Canonicalization.canonicalize(document, apex: signedInfo))
        return digested.replacing(
            #/<ds:SignatureValue>.*?<\/ds:SignatureValue\s*>/#.dotMatchesNewlines(),
            with: "<ds:SignatureValue>\(Base64.encode(signed))</ds:SignatureValue>")
    }

    private static func envelope(in mail: String) throws -> XMLDocument {
        let soap = try MIMEEntity.parse(Array(mail.utf8)).parts()[0].decodedBody()
        return try XMLDocument.parse(soap, limits: .envelope)
    }
}

import Certificates
import Cryptography

/// What can be read from the outside of an AuthEnvelopedData (RFC 5083 2.1), and that it has the one shape we write.
///
/// Read by our own bounded reader first: oversized nonces and odd parameters of this very structure have overrun CMS
/// implementations before.
struct AuthEnvelopeOutline {
    private let issuerDER: [UInt8]
    private let serialNumberHex: String

    private static let authenticated = "1.2.840.113549.1.9.16.1.23"
    private static let data = "1.2.840.113549.1.7.1"
    private static let oaep = "1.2.840.113549.1.1.7"
    private static let maskGeneration = "1.2.840.113549.1.1.8"
    private static let aes256GCM = "2.16.840.1.101.3.4.1.46"
    private static let nonceLength = 12
    private static let tagLength = 16

    /// - Throws: `CMSError.malformed`, and `.cipherRefused` for another content cipher.
    init(_ bytes: [UInt8]) throws(CMSError) {
        guard let parts = CMSShape.content(of: bytes, type: Self.authenticated), parts.count == 4,
            parts[0].isInteger(0), let recipients = parts[1].derChildren(BERElement.set), recipients.count == 1,
            let content = parts[2].derChildren(BERElement.sequence), content.count == 3,
            parts[3].isDER(BERElement.octetString), parts[3].content.count == Self.tagLength
        else { throw .malformed }
        guard let (issuer, serial) = Self.recipient(recipients[0]), content[0].objectIdentifier == Self.data,
            content[2].isDER(CMSShape.implicitZero), let cipher = content[1].derChildren(BERElement.sequence)
        else { throw .malformed }
        guard cipher.first?.objectIdentifier == Self.aes256GCM else { throw .cipherRefused }
        guard cipher.count == 2, let parameters = cipher[1].derChildren(BERElement.sequence), parameters.count == 2,
            parameters[0].isDER(BERElement.octetString), parameters[0].content.count == Self.nonceLength,
            parameters[1].isInteger(UInt8(Self.tagLength))
        else { throw .malformed }
        issuerDER = Array(issuer.encoded)
        serialNumberHex = CMSShape.hexadecimal(serial)
    }

    /// Octet for octet, so that there is only one way to name a recipient.
    func names(_ certificate: Certificate) -> Bool {
        issuerDER == certificate.issuer.der && serialNumberHex == certificate.serialNumberHex
    }

    /// KeyTransRecipientInfo, version 0.
    private static func recipient(_ info: BERElement) -> (issuer: BERElement, serial: BERElement)? {
        guard let parts = info.derChildren(BERElement.sequence), parts.count == 4, parts[0].isInteger(0),
            let name = CMSShape.issuerAndSerial(parts[1]), isOAEP(parts[2]), parts[3].isDER(BERElement.octetString)
        else { return nil }
        return name
    }

    /// RSAES-OAEP-params (RFC 4055 4.1): SHA-256 for both, and no label.
    private static func isOAEP(_ algorithm: BERElement) -> Bool {
        guard let parts = algorithm.derChildren(BERElement.sequence), parts.count == 2,
            parts[0].objectIdentifier == oaep, let parameters = parts[1].derChildren(BERElement.sequence),
            parameters.count == 2, let digest = parameters[0].derChildren(CMSShape.explicitZero), digest.count == 1,
            CMSShape.isSHA256(digest[0]), let mask = parameters[1].derChildren(CMSShape.explicitOne), mask.count == 1,
            let function = mask[0].derChildren(BERElement.sequence), function.count == 2,
            function[0].objectIdentifier == maskGeneration
        else { return false }
        return CMSShape.isSHA256(function[1])
    }
}

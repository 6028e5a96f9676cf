import Certificates

/// What stands in a SignedData (RFC 5652 5.1) of the one shape that `SignedContent` takes, and nothing verified yet.
///
/// Signed attributes are demanded: without that, the attributes of one signature could be passed off as the content of
/// another one.
struct SignedOutline {
    let content: [UInt8]
    let certificateDER: [UInt8]
    /// What the signature is over (RFC 5652 5.4): the attributes as they stand, with the tag of a set.
    let attributesDER: [UInt8]
    let signature: [UInt8]
    private let issuerDER: [UInt8]
    private let serialNumberHex: String

    private static let signed = "1.2.840.113549.1.7.2"
    private static let data = "1.2.840.113549.1.7.1"
    private static let contentType = "1.2.840.113549.1.9.3"
    private static let rsa = "1.2.840.113549.1.1.1"

    /// - Throws: `CMSSignatureError.malformed`.
    init(_ bytes: [UInt8]) throws(CMSSignatureError) {
        guard let parts = CMSShape.content(of: bytes, type: Self.signed), parts.count == 5, parts[0].isInteger(1),
            let digests = parts[1].derChildren(BERElement.set), digests.count == 1, CMSShape.isSHA256(digests[0]),
            let content = parts[2].derChildren(BERElement.sequence), content.count == 2,
            content[0].objectIdentifier == Self.data, let octets = content[1].derChildren(CMSShape.explicitZero),
            octets.count == 1, octets[0].isDER(BERElement.octetString),
            let certificates = parts[3].derChildren(CMSShape.explicitZero), certificates.count == 1,
            certificates[0].isDER(BERElement.sequence), let signers = parts[4].derChildren(BERElement.set),
            signers.count == 1, let signer = Self.signer(signers[0]),
            let (issuer, serial) = CMSShape.issuerAndSerial(signer[1])
        else { throw .malformed }
        self.content = Array(octets[0].content)
        certificateDER = Array(certificates[0].encoded)
        attributesDER = [BERElement.set] + signer[3].encoded.dropFirst()
        signature = Array(signer[5].content)
        issuerDER = Array(issuer.encoded)
        serialNumberHex = CMSShape.hexadecimal(serial)
    }

    /// Whether the content was signed as what it is here: the content-type attribute names the content's own type, once
    /// (RFC 5652 11.1). The library does not compare the two.
    var isSignedAsData: Bool {
        var reader = BERReader(attributesDER[...])
        let attributes = reader.next()?.derChildren(BERElement.set) ?? []
        let types = attributes.compactMap { attribute -> BERElement? in
            guard let parts = attribute.derChildren(BERElement.sequence), parts.count == 2,
                parts[0].objectIdentifier == Self.contentType
            else { return nil }
            return parts[1]
        }
        guard types.count == 1, let values = types[0].derChildren(BERElement.set), values.count == 1 else {
            return false
        }
        return values[0].objectIdentifier == Self.data
    }

    /// Octet for octet, so that there is only one way to name a signer.
    func names(_ certificate: Certificate) -> Bool {
        issuerDER == certificate.issuer.der && serialNumberHex == certificate.serialNumberHex
    }

    /// The fields of a SignerInfo, version 1, without unsigned attributes.
    private static func signer(_ info: BERElement) -> [BERElement]? {
        guard let parts = info.derChildren(BERElement.sequence), parts.count == 6, parts[0].isInteger(1),
            CMSShape.isSHA256(parts[2]), let attributes = parts[3].derChildren(CMSShape.explicitZero),
            !attributes.isEmpty, CMSShape.isAlgorithm(parts[4], rsa, parametersNeeded: true),
            parts[5].isDER(BERElement.octetString)
        else { return nil }
        return parts
    }
}

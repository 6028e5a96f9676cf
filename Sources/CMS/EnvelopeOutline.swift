import Cryptography

/// What can be read from the outside of an EnvelopedData (RFC 5652 6.1) without any key.
///
/// Read by our own bounded reader before OpenSSL sees a byte, so that shapes which have crashed CMS implementations
/// before (missing OAEP parameters, odd recipients, other content types) are refused early (T-039).
struct EnvelopeOutline {
    /// The recipients named by issuer and serial number whose key transport we can open.
    let recipients: [RecipientIdentifier]
    /// Nil for a cipher we do not know.
    let cipher: ContentCipher?

    private static let enveloped = "1.2.840.113549.1.7.3"
    private static let keyTransports: Set<String> = ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.7"]
    private static let oaep = "1.2.840.113549.1.1.7"
    private static let contextZero: UInt8 = 0xA0

    init(_ bytes: [UInt8]) throws(CMSError) {
        guard let envelope = Self.envelope(in: bytes), let parts = envelope.children() else { throw .malformed }
        var rest = parts[...]
        guard rest.popFirst()?.tag == BERElement.integer else { throw .malformed }
        if rest.first?.tag == Self.contextZero { rest.removeFirst() }
        guard let recipients = rest.popFirst(), recipients.tag == BERElement.set, let infos = recipients.children(),
            !infos.isEmpty, let content = rest.popFirst(), let algorithm = Self.algorithm(of: content)
        else { throw .malformed }
        var named: [RecipientIdentifier] = []
        for info in infos {
            if let recipient = try Self.recipient(info) { named.append(recipient) }
        }
        self.recipients = named
        cipher = algorithm.cipher
        guard algorithm.isSound else { throw .malformed }
    }

    private static func envelope(in bytes: [UInt8]) -> BERElement? {
        var reader = BERReader(bytes[...])
        guard let whole = reader.next(), reader.isAtEnd, whole.tag == BERElement.sequence,
            let parts = whole.children(), parts.count == 2, parts[0].objectIdentifier == enveloped,
            parts[1].tag == contextZero, let inner = parts[1].children(), inner.count == 1,
            inner[0].tag == BERElement.sequence
        else { return nil }
        return inner[0]
    }

    /// EncryptedContentInfo: type, algorithm with its initialisation vector, content, which must be there.
    private static func algorithm(of content: BERElement) -> (cipher: ContentCipher?, isSound: Bool)? {
        guard content.tag == BERElement.sequence, let parts = content.children(), parts.count == 3,
            parts[0].objectIdentifier != nil, let algorithm = parts[1].children(),
            let identifier = algorithm.first?.objectIdentifier, parts[2].tag == 0x80 || parts[2].tag == contextZero
        else { return nil }
        guard let cipher = ContentCipher(identifier: identifier) else { return (nil, true) }
        let vector = algorithm.count == 2 ? algorithm[1] : nil
        return (cipher, vector?.tag == BERElement.octetString && vector?.content.count == cipher.blockLength)
    }

    /// A KeyTransRecipientInfo by issuer and serial number; nil for every other kind of recipient, who is not us.
    private static func recipient(_ info: BERElement) throws(CMSError) -> RecipientIdentifier? {
        guard info.tag == BERElement.sequence else { return nil }
        guard let parts = info.children(), parts.count == 4, let algorithm = parts[2].children(),
            let transport = algorithm.first?.objectIdentifier, parts[3].tag == BERElement.octetString
        else { throw .malformed }
        guard parts[1].tag == BERElement.sequence, keyTransports.contains(transport) else { return nil }
        if transport == oaep, algorithm.count != 2 || algorithm[1].tag != BERElement.sequence { throw .malformed }
        guard let identifier = parts[1].children(), identifier.count == 2,
            identifier[0].tag == BERElement.sequence, identifier[1].tag == BERElement.integer
        else { throw .malformed }
        let digits = Hexadecimal.encode(identifier[1].content).drop { $0 == "0" }
        return RecipientIdentifier(
            issuerDER: Array(identifier[0].encoded), serialNumberHex: digits.isEmpty ? "0" : String(digits))
    }
}

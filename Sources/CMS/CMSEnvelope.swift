import COpenSSL
public import Certificates
public import Cryptography

/// Content encrypted to an organisation's certificate: CMS EnvelopedData (RFC 5652 6), as in the ebXML profile §2.3.
public enum CMSEnvelope {
    /// Encrypts to one recipient: AES-256-CBC with a fresh key, the recipient named by issuer and serial number.
    ///
    /// Whether the certificate is valid, trusted and meant for encryption must have been checked before.
    /// - Returns: DER of a ContentInfo.
    /// - Throws: `CMSError.cannotSeal`.
    public static func seal(
        _ plaintext: [UInt8], to recipient: Certificate, keyTransport: KeyTransport = .pkcs1v15
    ) throws -> [UInt8] {
        let flags = UInt32(CMS_BINARY | CMS_PARTIAL | CMS_KEY_PARAM)
        return try ErrorQueue.around {
            try MemoryBIO.reading(plaintext) { content in
                guard let envelope = CMS_encrypt(nil, nil, EVP_aes_256_cbc(), flags) else { throw CMSError.cannotSeal }
                defer { CMS_ContentInfo_free(envelope) }
                guard let info = CMS_add1_recipient_cert(envelope, recipient.handle.pointer, flags),
                    configure(info, keyTransport), CMS_final(envelope, content, nil, UInt32(CMS_BINARY)) == 1
                else { throw CMSError.cannotSeal }
                return try MemoryBIO.der { i2d_CMS_ContentInfo(envelope, $0) }
            }
        }
    }

    /// The recipients named by issuer and serial number, to choose the right generation of key from.
    /// - Throws: `CMSError.malformed`.
    public static func recipients(_ der: [UInt8]) throws -> [RecipientIdentifier] {
        try EnvelopeOutline(der).recipients
    }

    /// Decrypts with the key of a certificate that the envelope names.
    ///
    /// With a damaged or foreign key transport the content is decrypted with a random key (the countermeasure against
    /// Bleichenbacher's attack), so that in one of 256 cases the result is noise instead of an error. Whoever finds that
    /// the result is no document must answer exactly as for `cannotOpen`.
    /// - Parameters:
    ///   - der: one ContentInfo, DER or BER, content in one piece or in chunks; nothing after it.
    ///   - allowing: ciphers of the content; `.tripleDES` only for a partner with an exception.
    /// - Throws: `CMSError`.
    public static func open(
        _ der: [UInt8], key: PrivateKey, certificate: Certificate, allowing ciphers: Set<ContentCipher> = .default
    ) throws(CMSError) -> [UInt8] {
        let outline = try EnvelopeOutline(der)
        guard let cipher = outline.cipher, ciphers.contains(cipher) else { throw .cipherRefused }
        guard outline.recipients.contains(where: { $0.matches(certificate) }) else { throw .notForUs }
        guard certificate.publicKey == key.publicKey else { throw .cannotOpen }
        let plaintext = ErrorQueue.around { decrypt(der, key: key, certificate: certificate) }
        return try plaintext.get()
    }

    /// The certificate is always given: without it OpenSSL tries every recipient and tells them apart (T-045).
    private static func decrypt(_ der: [UInt8], key: PrivateKey, certificate: Certificate) -> Result<[UInt8], CMSError>
    {
        let envelope = MemoryBIO.parse(
            der, { d2i_CMS_ContentInfo(nil, $0, $1) }, free: { CMS_ContentInfo_free($0) })
        guard let envelope else { return .failure(.malformed) }
        defer { CMS_ContentInfo_free(envelope) }
        let plaintext = try? MemoryBIO.writing { output in
            guard
                CMS_decrypt(
                    envelope, key.handle.pointer, certificate.handle.pointer, nil, output, UInt32(CMS_BINARY)) == 1
            else { throw CMSError.cannotOpen }
        }
        return plaintext.map { .success($0) } ?? .failure(.cannotOpen)
    }

    private static func configure(_ recipient: OpaquePointer, _ transport: KeyTransport) -> Bool {
        guard transport == .oaep else { return true }
        guard let context = CMS_RecipientInfo_get0_pkey_ctx(recipient) else { return false }
        let digest = DigestMethod.sha256.pointer
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_oaep_md(context, digest) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
    }
}

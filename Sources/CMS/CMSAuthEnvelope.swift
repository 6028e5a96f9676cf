import COpenSSL
public import Certificates
public import Cryptography

/// Content that is encrypted to one certificate and cannot be altered unseen: CMS AuthEnvelopedData (RFC 5083) with
/// AES-256-GCM (RFC 5084) and RSAES-OAEP with SHA-256 (RFC 3560).
///
/// One shape only: DER, one recipient named by issuer and serial number, content of type data in one piece, nonce of 12
/// and tag of 16 bytes, no further attributes. Everything else is refused before OpenSSL sees a byte.
public enum CMSAuthEnvelope {
    /// Encrypts under a fresh key. Whether the certificate is valid, trusted and meant for encryption must have been
    /// checked before.
    /// - Parameter plaintext: held in memory with two copies of the result; meant for parts of some 16 MiB.
    /// - Returns: DER of a ContentInfo.
    /// - Throws: `CMSError.cannotSeal`.
    public static func seal(_ plaintext: [UInt8], to recipient: Certificate) throws(CMSError) -> [UInt8] {
        let sealed = ErrorQueue.around { try? encrypt(plaintext, to: recipient) }
        guard let sealed else { throw .cannotSeal }
        return sealed
    }

    /// Decrypts with the key of the certificate that the envelope names: all of the plaintext, or nothing of it when a
    /// single bit of key transport, nonce, content or tag is different.
    /// - Throws: `CMSError.malformed`, `.cipherRefused` and `.notForUs` from the outside alone; `.cannotOpen`.
    public static func open(
        _ der: [UInt8], key: PrivateKey, certificate: Certificate
    ) throws(CMSError) -> [UInt8] {
        let outline = try AuthEnvelopeOutline(der)
        guard outline.names(certificate) else { throw .notForUs }
        guard certificate.publicKey == key.publicKey else { throw .cannotOpen }
        return try ErrorQueue.around { decrypt(der, key: key, certificate: certificate) }.get()
    }

    /// Whether the bytes have the one shape and name this certificate: all that can be said without the key.
    public static func isSealed(_ der: [UInt8], to certificate: Certificate) -> Bool {
        (try? AuthEnvelopeOutline(der))?.names(certificate) == true
    }

    private static func encrypt(_ plaintext: [UInt8], to recipient: Certificate) throws -> [UInt8] {
        let flags = UInt32(CMS_BINARY | CMS_PARTIAL | CMS_KEY_PARAM)
        return try MemoryBIO.reading(plaintext) { content in
            guard let envelope = CMS_encrypt(nil, nil, EVP_aes_256_gcm(), flags) else { throw CMSError.cannotSeal }
            defer { CMS_ContentInfo_free(envelope) }
            guard let info = CMS_add1_recipient_cert(envelope, recipient.handle.pointer, flags), setPadding(of: info),
                CMS_final(envelope, content, nil, UInt32(CMS_BINARY)) == 1
            else { throw CMSError.cannotSeal }
            return try MemoryBIO.der { i2d_CMS_ContentInfo(envelope, $0) }
        }
    }

    private static func setPadding(of recipient: OpaquePointer) -> Bool {
        guard let context = CMS_RecipientInfo_get0_pkey_ctx(recipient) else { return false }
        let digest = DigestMethod.sha256.pointer
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_oaep_md(context, digest) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
    }

    /// OpenSSL writes decrypted bytes before it has compared the tag: they stay in a buffer that is wiped on failure.
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
}

import COpenSSL

/// RSAES-OAEP (RFC 8017 7.1) with SHA-256 for both the label and the mask: seals a short secret, such as a password, to
/// one key.
extension PublicKey {
    /// Encrypts at most `bits / 8 - 66` bytes; the result is as long as the modulus and different each time.
    ///
    /// - Parameter label: is not contained, and the secret opens only with the same one: it binds the secret to its use.
    /// - Throws: `CryptographyError.wrongLength` for a secret that does not fit, `.unsuitableKey` for fewer than 2048
    ///   bits, `.failed`.
    public func encryptOAEP(_ secret: [UInt8], label: [UInt8] = []) throws -> [UInt8] {
        guard bits >= KeyHandle.minimumBits else { throw CryptographyError.unsuitableKey }
        guard secret.count <= OAEP.capacity(bits: bits) else { throw CryptographyError.wrongLength }
        return try OAEP.withContext(of: handle) { context in
            guard EVP_PKEY_encrypt_init(context) == 1, OAEP.configure(context, label: label) else {
                throw CryptographyError.failed
            }
            var length = Int(EVP_PKEY_get_size(handle.pointer))
            var sealed = [UInt8](repeating: 0, count: length)
            guard EVP_PKEY_encrypt(context, &sealed, &length, secret, secret.count) == 1, length == sealed.count else {
                throw CryptographyError.failed
            }
            return sealed
        }
    }
}

extension PrivateKey {
    /// Gives the secret that `PublicKey.encryptOAEP` sealed with the same label.
    ///
    /// - Throws: `CryptographyError.wrongLength` for anything but the modulus's length, and `.notAuthentic` for every
    ///   other fault: which one it was is told to nobody (RFC 8017 7.1.2).
    public func decryptOAEP(_ sealed: [UInt8], label: [UInt8] = []) throws -> [UInt8] {
        guard sealed.count == Int(EVP_PKEY_get_size(handle.pointer)) else { throw CryptographyError.wrongLength }
        return try OAEP.withContext(of: handle) { context in
            guard EVP_PKEY_decrypt_init(context) == 1, OAEP.configure(context, label: label) else {
                throw CryptographyError.failed
            }
            var length = sealed.count
            var secret = [UInt8](repeating: 0, count: length)
            defer { OPENSSL_cleanse(&secret, secret.count) }
            guard EVP_PKEY_decrypt(context, &secret, &length, sealed, sealed.count) == 1 else {
                throw CryptographyError.notAuthentic
            }
            return Array(secret.prefix(length))
        }
    }
}

/// What both directions set alike.
private enum OAEP {
    /// Two digests and two bytes are taken by the padding.
    static func capacity(bits: Int) -> Int { (bits + 7) / 8 - 2 * SHA256.length - 2 }

    static func withContext(
        of key: KeyHandle, _ body: (OpaquePointer) throws -> [UInt8]
    ) throws -> [UInt8] {
        try ErrorQueue.around {
            guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else {
                throw CryptographyError.failed
            }
            defer { EVP_PKEY_CTX_free(context) }
            return try body(context)
        }
    }

    static func configure(_ context: OpaquePointer, label: [UInt8]) -> Bool {
        let digest = DigestMethod.sha256.pointer
        guard EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1,
            EVP_PKEY_CTX_set_rsa_oaep_md(context, digest) == 1, EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
        else { return false }
        guard !label.isEmpty else { return true }
        // The context owns the label and frees it; it must come from OpenSSL's own allocator.
        guard let copy = CRYPTO_memdup(label, label.count, nil, 0) else { return false }
        guard EVP_PKEY_CTX_set0_rsa_oaep_label(context, copy, Int32(label.count)) == 1 else {
            CRYPTO_free(copy, nil, 0)
            return false
        }
        return true
    }
}

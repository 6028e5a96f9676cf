import COpenSSL
public import Cryptography

/// A key store file with a private key, its certificate and those above it (RFC 7292), as issuers deliver them.
public enum PKCS12 {
    /// Opens a store, modern (AES) or legacy (3DES, RC2-40).
    ///
    /// Legacy ciphers are loaded into a library context that lives as long as the call and only in this thread, so that
    /// nothing else in the process can come to use them.
    /// - Throws: `CertificateError.unreadableKeyStore`, `.noKeyInStore`; `CryptographyError.unsuitableKey`.
    public static func open(_ bytes: [UInt8], passphrase: [UInt8]) throws -> (
        key: PrivateKey, certificate: Certificate, chain: [Certificate]
    ) {
        let contents = try ErrorQueue.around { try withLegacyCiphers { try unpack(bytes, passphrase: passphrase) } }
        let key = try PrivateKey(pkcs8DER: contents.key)
        let certificate = try Certificate(der: contents.certificate)
        guard certificate.publicKey == key.publicKey else { throw CertificateError.noKeyInStore }
        return (key, certificate, contents.chain.compactMap { try? Certificate(der: $0) })
    }

    private struct Contents {
        let key: [UInt8]
        let certificate: [UInt8]
        let chain: [[UInt8]]
    }

    private static func unpack(_ bytes: [UInt8], passphrase: [UInt8]) throws -> Contents {
        let store = MemoryBIO.parse(bytes, { d2i_PKCS12(nil, $0, $1) }, free: { PKCS12_free($0) })
        guard let store, !passphrase.contains(0) else { throw CertificateError.unreadableKeyStore }
        defer { PKCS12_free(store) }
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        var others: OpaquePointer?
        let secret = passphrase.map { CChar(bitPattern: $0) } + [0]
        guard PKCS12_parse(store, secret, &key, &certificate, &others) == 1
        else { throw CertificateError.unreadableKeyStore }
        defer {
            EVP_PKEY_free(key)
            X509_free(certificate)
            bs_sk_X509_pop_free(others)
        }
        guard let key, let certificate, let structure = EVP_PKEY2PKCS8(key) else { throw CertificateError.noKeyInStore }
        defer { PKCS8_PRIV_KEY_INFO_free(structure) }
        return Contents(
            key: try MemoryBIO.der { i2d_PKCS8_PRIV_KEY_INFO(structure, $0) },
            certificate: try MemoryBIO.der { i2d_X509(certificate, $0) },
            chain: try (0..<bs_sk_X509_num(others)).compactMap { index in
                guard let other = bs_sk_X509_value(others, index) else { return nil }
                return try MemoryBIO.der { i2d_X509(other, $0) }
            })
    }

    /// Runs the body with a library context of its own; what it returns must hold no OpenSSL object.
    private static func withLegacyCiphers<Value>(_ body: () throws -> Value) throws -> Value {
        guard let context = OSSL_LIB_CTX_new() else { throw CertificateError.failed }
        let standard = OSSL_PROVIDER_load(context, "default")
        let legacy = OSSL_PROVIDER_load(context, "legacy")
        let previous = OSSL_LIB_CTX_set0_default(context)
        defer {
            OSSL_LIB_CTX_set0_default(previous)
            if let legacy { OSSL_PROVIDER_unload(legacy) }
            if let standard { OSSL_PROVIDER_unload(standard) }
            OSSL_LIB_CTX_free(context)
        }
        guard standard != nil else { throw CertificateError.failed }
        return try body()
    }
}

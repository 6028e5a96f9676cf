import COpenSSL

/// An RSA private key that signs and opens what was sealed to it.
///
/// Immutable; may be used from any number of tasks at the same time. Its memory is wiped when the last user lets go.
public final class PrivateKey: Sendable {
    /// The public half.
    public let publicKey: PublicKey
    package let handle: KeyHandle

    /// Reads a PEM file: PKCS #8, encrypted PKCS #8 or the traditional RSA form.
    /// - Parameter passphrase: nil when the file is not encrypted; never asked for on a terminal.
    /// - Throws: `CryptographyError.passphraseMissing`, `.unreadableKey`, `.unsuitableKey`.
    public convenience init(pem: [UInt8], passphrase: [UInt8]?) throws {
        var request = PassphraseRequest(passphrase: passphrase)
        let pointer = try ErrorQueue.around {
            try MemoryBIO.reading(pem) { bio in
                withUnsafeMutablePointer(to: &request) {
                    PEM_read_bio_PrivateKey(bio, nil, { PassphraseRequest.answer($0, size: $1, request: $3) }, $0)
                }
            }
        }
        guard let pointer else {
            throw request.wasUnanswered ? CryptographyError.passphraseMissing : CryptographyError.unreadableKey
        }
        try self.init(handle: KeyHandle(owning: pointer))
    }

    /// Reads an unencrypted PKCS #8 structure (RFC 5208).
    /// - Throws: `CryptographyError.unreadableKey`, `.unsuitableKey`.
    public convenience init(pkcs8DER: [UInt8]) throws {
        let pointer = ErrorQueue.around {
            MemoryBIO.parse(
                pkcs8DER, { d2i_PrivateKey_ex(EVP_PKEY_RSA, nil, $0, $1, nil, nil) }, free: { EVP_PKEY_free($0) })
        }
        guard let pointer else { throw CryptographyError.unreadableKey }
        try self.init(handle: KeyHandle(owning: pointer))
    }

    package init(handle: KeyHandle) throws {
        guard handle.bits >= KeyHandle.minimumBits else { throw CryptographyError.unsuitableKey }
        self.handle = handle
        publicKey = try PublicKey(spkiDER: handle.publicKeyDER())
    }

    /// Makes a new key with public exponent 65537. Takes from a tenth of a second to a few.
    /// - Parameter bits: 2048 to 8192.
    public static func generateRSA(bits: Int) throws -> PrivateKey {
        guard (KeyHandle.minimumBits...8192).contains(bits) else { throw CryptographyError.unsuitableKey }
        return try ErrorQueue.around {
            guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { throw CryptographyError.failed }
            defer { EVP_PKEY_CTX_free(context) }
            var key: OpaquePointer?
            guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)) == 1,
                EVP_PKEY_generate(context, &key) == 1, let key
            else { throw CryptographyError.failed }
            return try PrivateKey(handle: KeyHandle(owning: key))
        }
    }

    /// Length of the modulus in bits.
    public var bits: Int { handle.bits }

    /// The key as unencrypted PKCS #8: for wrapping at once, never for a file.
    public var pkcs8DER: [UInt8] {
        get throws {
            try ErrorQueue.around {
                guard let structure = EVP_PKEY2PKCS8(handle.pointer) else { throw CryptographyError.failed }
                defer { PKCS8_PRIV_KEY_INFO_free(structure) }
                return try MemoryBIO.der { i2d_PKCS8_PRIV_KEY_INFO(structure, $0) }
            }
        }
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017 8.2.1); the signature is as long as the modulus.
    public func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        try ErrorQueue.around {
            guard let context = EVP_MD_CTX_new() else { throw CryptographyError.failed }
            defer { EVP_MD_CTX_free(context) }
            var length = Int(EVP_PKEY_get_size(handle.pointer))
            var signature = [UInt8](repeating: 0, count: length)
            guard EVP_DigestSignInit(context, nil, DigestMethod.sha256.pointer, nil, handle.pointer) == 1,
                EVP_DigestSign(context, &signature, &length, bytes, bytes.count) == 1, length == signature.count
            else { throw CryptographyError.failed }
            return signature
        }
    }
}

/// OpenSSL's question for a passphrase and our answer, passed through its callback.
private struct PassphraseRequest {
    let passphrase: [UInt8]?
    /// Whether the file asked and there was nothing to say.
    var wasUnanswered = false

    /// Writes the passphrase and gives its length, or gives -1: then the key is not read and nobody is asked.
    static func answer(_ buffer: UnsafeMutablePointer<CChar>?, size: Int32, request: UnsafeMutableRawPointer?) -> Int32
    {
        guard let buffer, let request = request?.assumingMemoryBound(to: Self.self) else { return -1 }
        guard let passphrase = request.pointee.passphrase, passphrase.count <= Int(size) else {
            request.pointee.wasUnanswered = request.pointee.passphrase == nil
            return -1
        }
        UnsafeMutableRawPointer(buffer).copyMemory(from: passphrase, byteCount: passphrase.count)
        return Int32(passphrase.count)
    }
}

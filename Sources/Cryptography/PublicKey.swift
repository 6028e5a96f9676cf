import COpenSSL

/// The algorithms a signature may have.
public enum SignatureAlgorithm: Sendable, Equatable {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    case rsaSHA256
    /// RSASSA-PKCS1-v1_5 with SHA-1: verified only where a named exception allows it, never made.
    case rsaSHA1
}

/// An RSA public key that verifies signatures.
public final class PublicKey: Sendable, Equatable, Hashable {
    /// SubjectPublicKeyInfo (RFC 5280 4.1.2.7).
    public let spkiDER: [UInt8]
    /// The first 16 hexadecimal digits of the SHA-256 digest of `spkiDER`: names a key in logs and audit.
    public let fingerprint: String
    package let handle: KeyHandle

    /// Reads a SubjectPublicKeyInfo.
    /// - Throws: `CryptographyError.unreadableKey`, and `.unsuitableKey` for anything but RSA.
    public convenience init(spkiDER: [UInt8]) throws {
        let pointer = ErrorQueue.around {
            MemoryBIO.parse(spkiDER, { d2i_PUBKEY(nil, $0, $1) }, free: { EVP_PKEY_free($0) })
        }
        guard let pointer else { throw CryptographyError.unreadableKey }
        self.init(handle: try KeyHandle(owning: pointer), spkiDER: spkiDER)
    }

    /// Takes a key that is already decoded, with its encoding: decoding is the slow part.
    package init(handle: KeyHandle, spkiDER: [UInt8]) {
        self.handle = handle
        self.spkiDER = spkiDER
        fingerprint = String(Hexadecimal.encode(SHA256.digest(spkiDER)).prefix(16))
    }

    /// Length of the modulus in bits.
    public var bits: Int { handle.bits }

    /// Whether the signature was made over exactly these bytes by the private half of this key.
    ///
    /// Keys of fewer than 2048 bits verify nothing, and neither does a signature of another length than the modulus.
    public func verify(_ signature: [UInt8], over bytes: [UInt8], algorithm: SignatureAlgorithm) -> Bool {
        guard bits >= KeyHandle.minimumBits, signature.count == Int(EVP_PKEY_get_size(handle.pointer)),
            let context = EVP_MD_CTX_new()
        else { return false }
        defer { EVP_MD_CTX_free(context) }
        let digest = algorithm == .rsaSHA256 ? DigestMethod.sha256 : DigestMethod.sha1
        return ErrorQueue.around {
            EVP_DigestVerifyInit(context, nil, digest.pointer, nil, handle.pointer) == 1
                && EVP_DigestVerify(context, signature, signature.count, bytes, bytes.count) == 1
        }
    }

    public static func == (left: PublicKey, right: PublicKey) -> Bool { left.spkiDER == right.spkiDER }

    public func hash(into hasher: inout Hasher) { hasher.combine(spkiDER) }
}

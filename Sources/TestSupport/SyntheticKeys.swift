import COpenSSL
public import Cryptography
import Synchronization

/// A supply of RSA keys that are made once in a process and handed out again: making one takes long, and private keys
/// are never kept in a repository.
///
/// A pool is a value its owner passes on; the test suites of one process share `ofThisProcess`.
public final class SyntheticKeys: Sendable {
    /// The supply of this process.
    public static let ofThisProcess = SyntheticKeys()

    private struct Request: Hashable {
        let label: String
        let bits: Int
    }

    private let made = Mutex<[Request: PrivateKey]>([:])

    public init() {}

    /// The key with this label, always the same one; it is made at the first call. Another label, another key.
    public func key(_ label: String, bits: Int = 2048) throws -> PrivateKey {
        let request = Request(label: label, bits: bits)
        return try made.withLock { keys in
            if let key = keys[request] { return key }
            let key = try PrivateKey.generateRSA(bits: bits)
            keys[request] = key
            return key
        }
    }

    /// The public half of a new key with 1024 bits, which nothing may accept.
    func shortPublicKey() throws -> PublicKey {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else { throw SyntheticFailure() }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 1024) == 1,
            EVP_PKEY_generate(context, &key) == 1, let key
        else { throw SyntheticFailure() }
        defer { EVP_PKEY_free(key) }
        return try PublicKey(spkiDER: MemoryBIO.der { i2d_PUBKEY(key, $0) })
    }
}

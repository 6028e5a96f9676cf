import COpenSSL

/// An RSA key as OpenSSL holds it, private or public.
///
/// `@unchecked Sendable`: the `EVP_PKEY` is complete when the handle is made and is only read afterwards. OpenSSL counts
/// its references atomically and locks the parts it fills in lazily (Montgomery contexts, blinding), so that any number
/// of threads may sign, verify and decrypt with it at once; every operation has a context of its own.
package final class KeyHandle: @unchecked Sendable {
    /// The smallest modulus that is accepted for anything, in bits (requirement of the certificate profile).
    package static let minimumBits = 2048

    package let pointer: OpaquePointer

    /// Takes over the reference.
    /// - Throws: `CryptographyError.unsuitableKey` for anything but RSA.
    package init(owning pointer: OpaquePointer) throws {
        guard EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA else {
            EVP_PKEY_free(pointer)
            throw CryptographyError.unsuitableKey
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Length of the modulus in bits.
    var bits: Int { Int(EVP_PKEY_get_bits(pointer)) }

    /// SubjectPublicKeyInfo of the key.
    func publicKeyDER() throws -> [UInt8] { try MemoryBIO.der { i2d_PUBKEY(pointer, $0) } }
}

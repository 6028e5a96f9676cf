import COpenSSL

/// AES-256 in Galois/counter mode (NIST SP 800-38D), with a random nonce of 96 bits.
///
/// Sealed form: nonce (12 bytes), ciphertext (as long as the plaintext), tag (16 bytes). One key seals at most 2³²
/// values, since the nonces are random; data keys here seal one tenant's messages and stay far below.
public enum AESGCM {
    /// Length of the key in bytes.
    public static let keyLength = 32
    /// How much longer the sealed form is.
    public static let overhead = nonceLength + tagLength

    private static let nonceLength = 12
    private static let tagLength = 16

    /// Encrypts and authenticates; `associated` is authenticated and not contained.
    /// - Throws: `CryptographyError.wrongLength` for a key of other than 32 bytes.
    public static func seal(_ plaintext: [UInt8], key: [UInt8], associated: [UInt8]) throws -> [UInt8] {
        guard key.count == keyLength, plaintext.count <= Int32.max - 64 else { throw CryptographyError.wrongLength }
        let nonce = SecureRandom.bytes(nonceLength)
        return try withContext { context in
            var sealed = nonce + [UInt8](repeating: 0, count: plaintext.count + tagLength)
            let done = sealed.withUnsafeMutableBufferPointer { output in
                guard let start = output.baseAddress else { return false }
                var length: Int32 = 0
                return EVP_EncryptInit_ex2(context, Cipher.aes256GCM.pointer, key, nonce, nil) == 1
                    && EVP_EncryptUpdate(context, nil, &length, associated, Int32(associated.count)) == 1
                    && EVP_EncryptUpdate(context, start + nonceLength, &length, plaintext, Int32(plaintext.count)) == 1
                    && EVP_EncryptFinal_ex(context, start + nonceLength + plaintext.count, &length) == 1
                    && EVP_CIPHER_CTX_ctrl(
                        context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), start + nonceLength + plaintext.count) == 1
            }
            guard done else { throw CryptographyError.failed }
            return sealed
        }
    }

    /// Gives the plaintext, or nothing of it when a single bit of anything is different.
    /// - Throws: `CryptographyError.wrongLength`, `.notAuthentic`.
    public static func open(_ sealed: [UInt8], key: [UInt8], associated: [UInt8]) throws -> [UInt8] {
        guard key.count == keyLength, (overhead...Int(Int32.max)).contains(sealed.count)
        else { throw CryptographyError.wrongLength }
        let length = sealed.count - overhead
        return try withContext { context in
            var tag = Array(sealed.suffix(tagLength))
            var plaintext = [UInt8](repeating: 0, count: length)
            var written: Int32 = 0
            var ending: UInt8 = 0
            let genuine = sealed.withUnsafeBufferPointer { input in
                guard let start = input.baseAddress else { return false }
                return EVP_DecryptInit_ex2(context, Cipher.aes256GCM.pointer, key, start, nil) == 1
                    && EVP_DecryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
                    && EVP_DecryptUpdate(context, &plaintext, &written, start + nonceLength, Int32(length)) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
                    && EVP_DecryptFinal_ex(context, &ending, &written) == 1
            }
            guard genuine else {
                OPENSSL_cleanse(&plaintext, plaintext.count)
                throw CryptographyError.notAuthentic
            }
            return plaintext
        }
    }

    private static func withContext(_ body: (OpaquePointer) throws -> [UInt8]) throws -> [UInt8] {
        guard let context = EVP_CIPHER_CTX_new() else { throw CryptographyError.failed }
        defer { EVP_CIPHER_CTX_free(context) }
        return try ErrorQueue.around { try body(context) }
    }
}

/// A cipher implementation, fetched once.
///
/// `@unchecked Sendable`: an `EVP_CIPHER` is never changed after it was fetched and its reference count is atomic.
private final class Cipher: @unchecked Sendable {
    static let aes256GCM = Cipher("AES-256-GCM")

    let pointer: OpaquePointer?

    private init(_ name: String) { pointer = ErrorQueue.around { EVP_CIPHER_fetch(nil, name, nil) } }

    deinit { EVP_CIPHER_free(pointer) }
}

import COpenSSL

/// Opens what AES-256-GCM has sealed without asking whether it is authentic: what somebody with the key and nothing else
/// would do, who does not know for which place it was sealed.
///
/// With another key noise comes out, and nothing tells the two apart but what one looks for in it.
public enum ForcedOpening {
    /// - Parameters:
    ///   - sealed: nonce (12), ciphertext, tag (16).
    ///   - key: 32 bytes.
    /// - Returns: nil for what is too short to be sealed.
    public static func open(_ sealed: ArraySlice<UInt8>, key: [UInt8]) -> [UInt8]? {
        guard sealed.count > 28, key.count == 32, let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        let nonce = Array(sealed.prefix(12))
        let ciphertext = Array(sealed.dropFirst(12).dropLast(16))
        var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
        var written: Int32 = 0
        guard EVP_DecryptInit_ex2(context, EVP_aes_256_gcm(), key, nonce, nil) == 1,
            EVP_DecryptUpdate(context, &plaintext, &written, ciphertext, Int32(ciphertext.count)) == 1
        else { return nil }
        return plaintext
    }
}

import COpenSSL

/// The SHA-256 digest of FIPS 180-4: 32 bytes.
public enum SHA256 {
    /// Length of a digest in bytes.
    public static let length = 32

    public static func digest(_ bytes: [UInt8]) -> [UInt8] { DigestMethod.sha256.digest(bytes) }

    public static func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] { DigestMethod.sha256.digest(bytes) }
}

/// The SHA-1 digest: only for reading what older partners have signed, never for signing.
public enum SHA1 {
    public static func digest(_ bytes: [UInt8]) -> [UInt8] { DigestMethod.sha1.digest(bytes) }

    public static func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] { DigestMethod.sha1.digest(bytes) }
}

/// HMAC with SHA-256 (RFC 2104): 32 bytes.
public enum HMACSHA256 {
    public static func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: SHA256.length)
        var length: UInt32 = 0
        let made = HMAC(DigestMethod.sha256.pointer, key, Int32(key.count), bytes, bytes.count, &code, &length) != nil
        precondition(made && length == SHA256.length, "libcrypto gave no HMAC")
        return code
    }

    /// Whether the code is right, in a time that does not tell where it differs.
    public static func isValid(_ code: [UInt8], for bytes: [UInt8], key: [UInt8]) -> Bool {
        ConstantTime.areEqual(code, authenticate(bytes, key: key))
    }
}

/// HMAC with SHA-1 (RFC 2104), 20 bytes: only for the codes of RFC 6238, which authenticator programs know no other way.
public enum HMACSHA1 {
    public static func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 20)
        var length: UInt32 = 0
        let made = HMAC(DigestMethod.sha1.pointer, key, Int32(key.count), bytes, bytes.count, &code, &length) != nil
        precondition(made && length == 20, "libcrypto gave no HMAC")
        return code
    }
}

/// Comparison of secrets without a time that tells how much of them agrees.
public enum ConstantTime {
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}

/// A digest implementation, fetched once: OpenSSL 3 looks it up by name at every use otherwise.
///
/// `@unchecked Sendable`: an `EVP_MD` is never changed after it was fetched, its reference count is atomic, and this
/// class neither replaces nor frees the pointer while anyone can reach it.
package final class DigestMethod: @unchecked Sendable {
    package static let sha256 = DigestMethod("SHA256", size: 32)
    package static let sha1 = DigestMethod("SHA1", size: 20)

    package let pointer: OpaquePointer?
    private let size: Int

    private init(_ name: String, size: Int) {
        pointer = ErrorQueue.around { EVP_MD_fetch(nil, name, nil) }
        self.size = size
    }

    deinit { EVP_MD_free(pointer) }

    /// A digest of nothing but the truth: if the library cannot make one, the process must not go on.
    func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let whole = bytes.withContiguousStorageIfAvailable { digest(UnsafeRawBufferPointer($0)) }
        return whole ?? Array(bytes).withUnsafeBytes { digest($0) }
    }

    private func digest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        var length: UInt32 = 0
        let made = EVP_Digest(bytes.baseAddress, bytes.count, &output, &length, pointer, nil) == 1
        precondition(made && length == size, "libcrypto gave no digest")
        return output
    }
}

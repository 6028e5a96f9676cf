import Cryptography
public import XMLSignature

/// The identity of a message's contents: equal for a message that is sent again, different after any change
/// (HITS 1172 5.8.2).
public enum MessageDigest {
    /// SHA-256 over the references of the envelope's signature, sorted by URI: for each the URI in UTF-8, a zero byte,
    /// the digest's length in one byte, and the digest.
    public static func of(_ references: [SignatureReference]) -> [UInt8] {
        let ordered = references.sorted { left, right in
            left.uri == right.uri ? left.digest.lexicographicallyPrecedes(right.digest) : left.uri < right.uri
        }
        var bytes: [UInt8] = []
        for reference in ordered {
            bytes += Array(reference.uri.utf8)
            bytes += [0, UInt8(truncatingIfNeeded: reference.digest.count)]
            bytes += reference.digest
        }
        return SHA256.digest(bytes)
    }
}

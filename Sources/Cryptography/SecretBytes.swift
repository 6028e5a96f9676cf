import COpenSSL

/// Bytes of a secret that are wiped when nobody holds them any more.
///
/// `@unchecked Sendable`: nothing changes the bytes but `deinit`, which runs when there is no other user.
public final class SecretBytes: @unchecked Sendable {
    private var storage: [UInt8]

    /// Keeps a copy of its own, so that the wiping reaches it.
    public init(_ bytes: [UInt8]) {
        storage = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, written in
            written = output.update(fromContentsOf: bytes)
        }
    }

    deinit { storage.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }

    /// The bytes; use them and let go.
    public var bytes: [UInt8] { storage }
}

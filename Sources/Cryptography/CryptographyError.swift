/// Why a cryptographic operation did not give a result. Carries no byte of what it worked on.
public enum CryptographyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are not a key in any form we read, or the passphrase is wrong.
    case unreadableKey
    /// The file is encrypted and no passphrase was given.
    case passphraseMissing
    /// The key is of another kind than RSA, or has fewer than 2048 bits.
    case unsuitableKey
    /// A symmetric key, nonce or sealed value has an impossible length.
    case wrongLength
    /// The sealed bytes were not made with this key and this associated data.
    case notAuthentic
    /// The library refused the operation itself: out of memory, or a broken installation.
    case failed

    public var description: String {
        switch self {
        case .unreadableKey: "The key could not be read; the file or its passphrase is wrong."
        case .passphraseMissing: "The key is protected by a passphrase, and none was given."
        case .unsuitableKey: "The key is not an RSA key of at least 2048 bits."
        case .wrongLength: "A key or a sealed value has the wrong length."
        case .notAuthentic: "The sealed value does not belong to this key and context, or it was changed."
        case .failed: "The cryptographic library could not do the operation."
        }
    }
}

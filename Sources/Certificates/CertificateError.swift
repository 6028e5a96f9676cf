/// Why bytes are no certificate, list or key store that can be used.
public enum CertificateError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not an X.509 certificate, in DER or PEM as asked for.
    case unreadableCertificate
    /// The certificate's key is of another kind than RSA.
    case unsuitableKey
    /// Not a certificate revocation list.
    case unreadableRevocationList
    /// Not a PKCS #12 file, or the passphrase is wrong: the format does not let the two be told apart.
    case unreadableKeyStore
    /// The PKCS #12 file holds no private key with its certificate.
    case noKeyInStore
    /// A name has no characters, or too many for its field.
    case unusableName
    /// The library refused the operation itself.
    case failed

    public var description: String {
        switch self {
        case .unreadableCertificate: "This is not a readable X.509 certificate."
        case .unsuitableKey: "The certificate's key is not an RSA key."
        case .unreadableRevocationList: "This is not a readable certificate revocation list."
        case .unreadableKeyStore: "The PKCS #12 file could not be opened; it is damaged or the passphrase is wrong."
        case .noKeyInStore: "The PKCS #12 file holds no private key with its certificate."
        case .unusableName: "A name in the request is empty or too long."
        case .failed: "The cryptographic library could not do the operation."
        }
    }
}

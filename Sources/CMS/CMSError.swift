/// Why an envelope gives no plaintext.
///
/// Everything that depends on the private key or on decrypted bytes is the one `cannotOpen`: wrong key, damaged key
/// transport and damaged content must look the same to whoever sent it (T-042, T-043). The other cases are read from
/// the outside of the envelope, which the sender knows anyway.
public enum CMSError: Error, Equatable, Sendable, CustomStringConvertible {
    case cannotOpen
    /// No recipient of the envelope is the certificate given.
    case notForUs
    /// The bytes are no EnvelopedData of the profile's kind.
    case malformed
    /// The content is encrypted with a cipher that is not allowed here.
    case cipherRefused
    /// The envelope could not be made: the certificate cannot receive, or the library failed.
    case cannotSeal

    public var description: String {
        switch self {
        case .cannotOpen: "The encrypted content could not be opened."
        case .notForUs: "The content is not encrypted to this certificate."
        case .malformed: "The bytes are not an encrypted message in the form that is agreed."
        case .cipherRefused: "The content is encrypted in a way that is not allowed."
        case .cannotSeal: "The content could not be encrypted to this certificate."
        }
    }
}

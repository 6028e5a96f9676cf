import COpenSSL
public import Certificates
import Cryptography

/// Whom a content key is encrypted to: a certificate's issuer and serial number (RFC 5652 10.2.4).
public struct RecipientIdentifier: Sendable, Equatable, Hashable {
    /// The issuer's name as the sender wrote it, DER.
    public let issuerDER: [UInt8]
    /// Lower-case hexadecimal digits without leading zeros.
    public let serialNumberHex: String

    /// Whether it names this certificate. Names are compared by RFC 5280's rules: a sender may have written the issuer's
    /// characters in another string type than the issuer did.
    public func matches(_ certificate: Certificate) -> Bool {
        guard serialNumberHex == certificate.serialNumberHex else { return false }
        if issuerDER == certificate.issuer.der { return true }
        return ErrorQueue.around {
            let name = MemoryBIO.parse(issuerDER, { d2i_X509_NAME(nil, $0, $1) }, free: { X509_NAME_free($0) })
            guard let name else { return false }
            defer { X509_NAME_free(name) }
            return X509_NAME_cmp(name, X509_get_issuer_name(certificate.handle.pointer)) == 0
        }
    }
}

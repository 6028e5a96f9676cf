import COpenSSL
import Cryptography
public import Foundation

extension SyntheticAuthority {
    /// Issues a certificate for one end of a TLS line on this machine, server or client: 127.0.0.1 and `localhost`.
    /// - Parameter name: the common name; another name, another key.
    public func issueTransport(_ name: String, now: Date) throws -> Identity {
        let template = CertificateTemplate(
            subject: [("C", "NO"), ("O", "Transport"), ("CN", name)], notBefore: now - 86_400,
            notAfter: now + 730 * 86_400,
            extensions: [
                (NID_basic_constraints, "CA:FALSE"),
                (NID_key_usage, "critical,digitalSignature,keyEncipherment"),
                (NID_ext_key_usage, "serverAuth,clientAuth"),
                (NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost"),
            ])
        let key = try keys.key("transport/\(name)")
        return (key, try template.certificate(for: key.publicKey, by: issuing.certificate, signing: issuing.key))
    }
}

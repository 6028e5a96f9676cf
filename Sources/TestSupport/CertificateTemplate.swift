import COpenSSL
import Certificates
import Cryptography
import Foundation

/// A certificate or revocation list could not be made: a mistake in what was asked for.
public struct SyntheticFailure: Error {
    public init() {}
}

/// What goes into an invented certificate, and its signing.
struct CertificateTemplate {
    /// Attribute types and values of the subject, in order.
    var subject: [(type: String, value: String)]
    var notBefore: Date
    var notAfter: Date
    /// Extensions in the notation of OpenSSL's configuration files.
    var extensions: [(identifier: Int32, value: String)]
    var digest = EVP_sha256

    /// Makes the certificate; without an issuer it is self-signed.
    func certificate(for key: PublicKey, by issuer: Certificate?, signing: PrivateKey) throws -> Certificate {
        guard let certificate = X509_new() else { throw SyntheticFailure() }
        defer { X509_free(certificate) }
        let name = X509_get_subject_name(certificate)
        for (type, value) in subject {
            let bytes = Array(value.utf8)
            guard X509_NAME_add_entry_by_txt(name, type, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0) == 1
            else { throw SyntheticFailure() }
        }
        let issuerName = issuer.map { X509_get_subject_name($0.handle.pointer) } ?? name
        guard X509_set_version(certificate, 2) == 1, setSerial(of: certificate),
            X509_set_issuer_name(certificate, issuerName) == 1,
            ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(notBefore.timeIntervalSince1970)) != nil,
            ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(notAfter.timeIntervalSince1970)) != nil,
            X509_set_pubkey(certificate, key.handle.pointer) == 1
        else { throw SyntheticFailure() }
        try addExtensions(to: certificate, issuer: issuer?.handle.pointer ?? certificate)
        guard X509_sign(certificate, signing.handle.pointer, digest()) > 0 else { throw SyntheticFailure() }
        return try Certificate(der: MemoryBIO.der { i2d_X509(certificate, $0) })
    }

    /// Sixteen random bytes, the first bit clear: positive.
    private func setSerial(of certificate: OpaquePointer) -> Bool {
        var bytes = SecureRandom.bytes(16)
        bytes[0] = bytes[0] & 0x3F | 0x40
        guard let number = BN_bin2bn(bytes, Int32(bytes.count), nil) else { return false }
        defer { BN_free(number) }
        return BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
    }

    private func addExtensions(to certificate: OpaquePointer, issuer: OpaquePointer) throws {
        // Certificate policies are only read in the presence of a configuration, be it empty.
        guard let configuration = NCONF_new(nil) else { throw SyntheticFailure() }
        defer { NCONF_free(configuration) }
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        X509V3_set_nconf(&context, configuration)
        for (identifier, value) in extensions {
            guard let made = X509V3_EXT_conf_nid(nil, &context, identifier, value) else { throw SyntheticFailure() }
            defer { X509_EXTENSION_free(made) }
            guard X509_add_ext(certificate, made, -1) == 1 else { throw SyntheticFailure() }
        }
    }
}

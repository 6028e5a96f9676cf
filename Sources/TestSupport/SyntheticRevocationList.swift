import COpenSSL
import Certificates
import Cryptography
import Foundation

/// What goes into an invented revocation list, and its signing.
struct SyntheticRevocationList {
    let issuer: Certificate
    let thisUpdate: Date
    let nextUpdate: Date
    /// Certificates and when they were withdrawn.
    let revoked: [(certificate: Certificate, at: Date)]

    /// The list's DER, signed by `key`: the issuer's own for a genuine one.
    func signed(by key: PrivateKey) throws -> [UInt8] {
        guard let list = X509_CRL_new() else { throw SyntheticFailure() }
        defer { X509_CRL_free(list) }
        guard X509_CRL_set_version(list, 1) == 1,
            X509_CRL_set_issuer_name(list, X509_get_subject_name(issuer.handle.pointer)) == 1,
            try withTime(thisUpdate, { X509_CRL_set1_lastUpdate(list, $0) == 1 }),
            try withTime(nextUpdate, { X509_CRL_set1_nextUpdate(list, $0) == 1 })
        else { throw SyntheticFailure() }
        for (certificate, date) in revoked { try add(certificate, at: date, to: list) }
        try addIdentifier(to: list)
        guard X509_CRL_sort(list) == 1, X509_CRL_sign(list, key.handle.pointer, EVP_sha256()) > 0
        else { throw SyntheticFailure() }
        return try MemoryBIO.der { i2d_X509_CRL(list, $0) }
    }

    private func add(_ certificate: Certificate, at date: Date, to list: OpaquePointer) throws {
        guard let entry = X509_REVOKED_new() else { throw SyntheticFailure() }
        guard X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.handle.pointer)) == 1,
            try withTime(date, { X509_REVOKED_set_revocationDate(entry, $0) == 1 }),
            X509_CRL_add0_revoked(list, entry) == 1
        else {
            X509_REVOKED_free(entry)
            throw SyntheticFailure()
        }
    }

    private func addIdentifier(to list: OpaquePointer) throws {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer.handle.pointer, nil, nil, list, 0)
        guard let made = X509V3_EXT_conf_nid(nil, &context, NID_authority_key_identifier, "keyid:always")
        else { throw SyntheticFailure() }
        defer { X509_EXTENSION_free(made) }
        guard X509_CRL_add_ext(list, made, -1) == 1 else { throw SyntheticFailure() }
    }

    private func withTime(_ date: Date, _ body: (UnsafeMutablePointer<ASN1_TIME>) -> Bool) throws -> Bool {
        guard let time = ASN1_TIME_set(nil, time_t(date.timeIntervalSince1970)) else { throw SyntheticFailure() }
        defer { ASN1_TIME_free(time) }
        return body(time)
    }
}

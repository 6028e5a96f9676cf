import COpenSSL
import Cryptography
import Foundation

/// One run of RFC 5280's path validation by OpenSSL, at a time of our own and without any purpose: the profile's
/// purposes are not those of TLS or S/MIME, and key usage is judged by `KeyUsages`.
struct ChainVerification {
    /// Genuine revocation lists and how to use them.
    struct Lists {
        let lists: [RevocationList]
        let required: Bool
        let staleTolerance: TimeInterval
    }

    let certificate: Certificate
    let untrusted: [Certificate]
    let time: Date

    func run(roots: StoreHandle, lists: Lists?) -> Result<CertificateChain, ChainRefusal> {
        ErrorQueue.around {
            guard let context = X509_STORE_CTX_new(), let others = bs_sk_X509_new(), let known = bs_sk_X509_CRL_new()
            else { return .failure(ChainRefusal(.untrusted)) }
            defer {
                X509_STORE_CTX_free(context)
                bs_sk_X509_free(others)
                bs_sk_X509_CRL_free(known)
            }
            for other in untrusted { bs_sk_X509_push(others, other.handle.pointer) }
            for list in lists?.lists ?? [] { bs_sk_X509_CRL_push(known, list.handle.pointer) }
            guard X509_STORE_CTX_init(context, roots.pointer, certificate.handle.pointer, others) == 1,
                let parameters = X509_STORE_CTX_get0_param(context)
            else { return .failure(ChainRefusal(.untrusted)) }
            configure(parameters, checkingLists: lists != nil)
            X509_STORE_CTX_set0_crls(context, known)
            var findings = RevocationFindings(time: time, staleTolerance: lists?.staleTolerance ?? 0)
            let valid = withUnsafeMutablePointer(to: &findings) { findings in
                X509_STORE_CTX_set_ex_data(context, 0, findings)
                X509_STORE_CTX_set_verify_cb(context) { RevocationFindings.note($0, $1) }
                return X509_verify_cert(context) == 1
            }
            guard valid else {
                let withdrawn = X509_STORE_CTX_get_current_cert(context)
                let date = withdrawn.flatMap { revocationDate(of: $0, in: lists) }
                return .failure(ChainRefusal(Self.code(of: X509_STORE_CTX_get_error(context), revokedAt: date)))
            }
            if findings.isUnknown, lists?.required == true { return .failure(ChainRefusal(.revocationUnknown)) }
            return chain(context, among: [certificate] + untrusted + roots.certificates)
        }
    }

    private func revocationDate(of certificate: OpaquePointer, in lists: Lists?) -> Date? {
        for list in lists?.lists ?? [] {
            var entry: OpaquePointer?
            if X509_CRL_get0_by_cert(list.handle.pointer, &entry, certificate) == 1 {
                return ASN1Value.date(X509_REVOKED_get0_revocationDate(entry))
            }
        }
        return nil
    }

    private func configure(_ parameters: OpaquePointer, checkingLists: Bool) {
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970.rounded(.down)))
        X509_VERIFY_PARAM_set_depth(parameters, 8)
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        if checkingLists {
            X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL))
        }
    }

    /// OpenSSL's path in terms of the certificates it was given.
    private func chain(
        _ context: OpaquePointer, among given: [Certificate]
    ) -> Result<CertificateChain, ChainRefusal> {
        let stack = X509_STORE_CTX_get0_chain(context)
        var certificates: [Certificate] = []
        for index in 0..<bs_sk_X509_num(stack) {
            let pointer = bs_sk_X509_value(stack, index)
            guard
                let found = given.first(where: {
                    $0.handle.pointer == pointer || X509_cmp($0.handle.pointer, pointer) == 0
                })
            else { return .failure(ChainRefusal(.untrusted)) }
            certificates.append(found)
        }
        return .success(CertificateChain(certificates))
    }

    private static func code(of error: Int32, revokedAt: Date?) -> ChainRefusal.Code {
        switch error {
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        case X509_V_ERR_CERT_REVOKED: .revoked(at: revokedAt)
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_CRL_SIGNATURE_FAILURE,
            X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_CRL_HAS_EXPIRED, X509_V_ERR_KEYUSAGE_NO_CRL_SIGN,
            X509_V_ERR_DIFFERENT_CRL_SCOPE, X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION,
            X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
            .revocationUnknown
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK: .weak
        case X509_V_ERR_INVALID_CA, X509_V_ERR_PATH_LENGTH_EXCEEDED, X509_V_ERR_KEYUSAGE_NO_CERTSIGN,
            X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION,
            X509_V_ERR_SUBTREE_MINMAX, X509_V_ERR_INVALID_EXTENSION, X509_V_ERR_INVALID_POLICY_EXTENSION,
            X509_V_ERR_CERT_CHAIN_TOO_LONG:
            .malformedChain
        default: .untrusted
        }
    }
}

/// What is noted about revocation while OpenSSL walks the path.
///
/// A missing, stale or unfitting list does not end the walk: a certificate that a stale list revokes, or one further up, must be
/// told as revoked and not as unknown.
private struct RevocationFindings {
    let time: Date
    let staleTolerance: TimeInterval
    var isUnknown = false

    static func note(_ accepted: Int32, _ context: OpaquePointer?) -> Int32 {
        guard accepted != 1, let context,
            let findings = X509_STORE_CTX_get_ex_data(context, 0)?.assumingMemoryBound(to: Self.self)
        else { return accepted }
        switch X509_STORE_CTX_get_error(context) {
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_CRL_NOT_YET_VALID:
            findings.pointee.isUnknown = true
        case X509_V_ERR_CRL_HAS_EXPIRED:
            let list = X509_STORE_CTX_get0_current_crl(context)
            let end = list.flatMap { ASN1Value.date(X509_CRL_get0_nextUpdate($0)) } ?? .distantPast
            if end + findings.pointee.staleTolerance < findings.pointee.time { findings.pointee.isUnknown = true }
        default: return 0
        }
        return 1
    }
}

import COpenSSL

/// The extensions of a certificate that the profile looks at (RFC 5280 4.2.1).
enum CertificateExtensions {
    static func usages(_ handle: CertificateHandle) -> KeyUsages {
        let bits = X509_get_key_usage(handle.pointer)
        return bits == UInt32.max ? [] : KeyUsages(rawValue: bits & 0xFF)
    }

    static func policies(_ handle: CertificateHandle) -> [String] {
        guard let policies = handle.decodedExtension(NID_certificate_policies) else { return [] }
        let stack = OpaquePointer(policies)
        defer { CERTIFICATEPOLICIES_free(stack) }
        return (0..<bs_sk_POLICYINFO_num(stack)).compactMap { index in
            bs_sk_POLICYINFO_value(stack, index).map { ASN1Value.identifier(bs_POLICYINFO_oid($0)) }
        }
    }

    /// Every full name of every distribution point that is an HTTP address.
    static func revocationListAddresses(_ handle: CertificateHandle) -> [String] {
        guard let points = handle.decodedExtension(NID_crl_distribution_points) else { return [] }
        let stack = OpaquePointer(points)
        defer { CRL_DIST_POINTS_free(stack) }
        return (0..<bs_sk_DIST_POINT_num(stack)).flatMap { index -> [String] in
            guard let point = bs_sk_DIST_POINT_value(stack, index), let names = bs_DIST_POINT_fullname(point)
            else { return [] }
            return (0..<bs_sk_GENERAL_NAME_num(names)).compactMap { address(bs_sk_GENERAL_NAME_value(names, $0)) }
        }
    }

    private static func address(_ name: UnsafeMutablePointer<GENERAL_NAME>?) -> String? {
        guard let name, let address = bs_GENERAL_NAME_uri(name), let text = ASN1Value.text(address) else { return nil }
        return text.hasPrefix("http://") || text.hasPrefix("https://") ? text : nil
    }
}

import COpenSSL
public import Cryptography
public import Identifiers

/// A request for an organisation certificate (RFC 2986), in the shape of SEID 2.
public enum CertificateSigningRequest {
    /// Makes a request, signed with the key it is for.
    /// - Parameters:
    ///   - organisation: name as in the Central Coordinating Register, at most 64 characters (RFC 5280 A.1).
    ///   - commonName: what people call the certificate's user, at most 64 characters.
    /// - Returns: one PEM block.
    /// - Throws: `CertificateError.unusableName`, `.failed`.
    public static func make(
        key: PrivateKey, organisation: String, organisationNumber: OrganisationNumber, commonName: String,
        purpose: CertificatePurpose
    ) throws -> [UInt8] {
        try ErrorQueue.around {
            guard let request = X509_REQ_new() else { throw CertificateError.failed }
            defer { X509_REQ_free(request) }
            let subject = X509_REQ_get_subject_name(request)
            let attributes = [
                ("C", "NO"), ("O", organisation), ("organizationIdentifier", "NTRNO-\(organisationNumber)"),
                ("CN", commonName),
            ]
            for (type, value) in attributes { try add(value, as: type, to: subject) }
            try demand(purpose, in: request)
            guard X509_REQ_set_version(request, 0) == 1, X509_REQ_set_pubkey(request, key.handle.pointer) == 1,
                X509_REQ_sign(request, key.handle.pointer, DigestMethod.sha256.pointer) > 0
            else { throw CertificateError.failed }
            return try MemoryBIO.writing { bio in
                guard PEM_write_bio_X509_REQ(bio, request) == 1 else { throw CertificateError.failed }
            }
        }
    }

    private static func add(_ value: String, as type: String, to subject: OpaquePointer?) throws {
        let bytes = Array(value.utf8)
        guard !bytes.isEmpty, value.unicodeScalars.count <= 64,
            X509_NAME_add_entry_by_txt(subject, type, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0) == 1
        else { throw CertificateError.unusableName }
    }

    private static func demand(_ purpose: CertificatePurpose, in request: OpaquePointer) throws {
        let usages = purpose == .signing ? "critical,nonRepudiation" : "critical,digitalSignature,keyEncipherment"
        guard let usage = X509V3_EXT_conf_nid(nil, nil, NID_key_usage, usages), let list = bs_sk_EXTENSION_new()
        else { throw CertificateError.failed }
        defer { bs_sk_EXTENSION_pop_free(list) }
        guard bs_sk_EXTENSION_push(list, usage) > 0, X509_REQ_add_extensions(request, list) == 1
        else { throw CertificateError.failed }
    }
}

import COpenSSL
public import Cryptography
public import Foundation
public import Identifiers

/// An X.509 certificate with an RSA key, read and not judged: nothing here says that it can be trusted.
///
/// Immutable; two certificates are equal when their bytes are.
public struct Certificate: Sendable, Hashable {
    public let der: [UInt8]
    public let publicKey: PublicKey
    public let subject: DistinguishedName
    public let issuer: DistinguishedName
    /// Lower-case hexadecimal digits without leading zeros.
    public let serialNumberHex: String
    public let notBefore: Date
    public let notAfter: Date
    /// Empty when the certificate does not say.
    public let usages: KeyUsages
    /// Object identifiers of the certificate policies.
    public let policies: [String]
    /// Where the issuer publishes its revocation list: `http` and `https` addresses only, not yet allowed by anyone.
    public let crlURLs: [String]
    /// Whether it may issue other certificates.
    public let isAuthority: Bool
    package let handle: CertificateHandle

    /// Reads exactly one certificate.
    /// - Throws: `CertificateError.unreadableCertificate`, `.unsuitableKey`.
    public init(der: [UInt8]) throws {
        guard let handle = CertificateHandle(der: der) else { throw CertificateError.unreadableCertificate }
        self = try ErrorQueue.around { try Certificate(handle: handle, der: der) }
    }

    /// Reads the first certificate of a PEM file.
    /// - Throws: `CertificateError.unreadableCertificate`, `.unsuitableKey`.
    public init(pem: [UInt8]) throws {
        guard let first = try Self.all(pem: pem).first else { throw CertificateError.unreadableCertificate }
        self = first
    }

    /// Reads every certificate of a PEM file, in order; other blocks are passed over.
    public static func all(pem: [UInt8]) throws -> [Certificate] {
        try ErrorQueue.around {
            try MemoryBIO.reading(pem) { bio in
                var certificates: [Certificate] = []
                while let pointer = PEM_read_bio_X509(bio, nil, { _, _, _, _ in -1 }, nil) {
                    let handle = CertificateHandle(owning: pointer)
                    // What OpenSSL remarks about one certificate's extensions does not end the file.
                    let certificate = try ErrorQueue.around {
                        try Certificate(handle: handle, der: MemoryBIO.der { i2d_X509(pointer, $0) })
                    }
                    certificates.append(certificate)
                }
                guard ErrorQueue.first?.reason == Int(PEM_R_NO_START_LINE) else {
                    throw CertificateError.unreadableCertificate
                }
                return certificates
            }
        }
    }

    private init(handle: CertificateHandle, der: [UInt8]) throws {
        self.handle = handle
        self.der = der
        guard let subject = X509_get_subject_name(handle.pointer), let issuer = X509_get_issuer_name(handle.pointer),
            let serial = ASN1Value.hexadecimal(X509_get0_serialNumber(handle.pointer)),
            let notBefore = ASN1Value.date(X509_get0_notBefore(handle.pointer)),
            let notAfter = ASN1Value.date(X509_get0_notAfter(handle.pointer)),
            let encodedKey = X509_get_X509_PUBKEY(handle.pointer), let key = X509_get0_pubkey(handle.pointer)
        else { throw CertificateError.unreadableCertificate }
        self.subject = try DistinguishedName(subject)
        self.issuer = try DistinguishedName(issuer)
        serialNumberHex = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        usages = CertificateExtensions.usages(handle)
        policies = CertificateExtensions.policies(handle)
        crlURLs = CertificateExtensions.revocationListAddresses(handle)
        isAuthority = X509_check_ca(handle.pointer) > 0
        EVP_PKEY_up_ref(key)
        guard let rsa = try? KeyHandle(owning: key) else { throw CertificateError.unsuitableKey }
        publicKey = PublicKey(handle: rsa, spkiDER: try MemoryBIO.der { i2d_X509_PUBKEY(encodedKey, $0) })
    }

    public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

extension Certificate {
    /// The organisation it was issued to (`DistinguishedName.organisationNumber`), read and not verified.
    public var organisationNumber: OrganisationNumber? { subject.organisationNumber }
    public var commonName: String? { subject.commonName }
    public var organisationName: String? { subject.organisationName }
    /// The issuer for people, RFC 2253 form.
    public var issuerName: String { issuer.text }
    /// The subject for people, RFC 2253 form.
    public var subjectDescription: String { subject.text }
    /// Whether subject and issuer are the same name: a root, or a certificate someone made at home.
    public var isSelfIssued: Bool {
        X509_NAME_cmp(X509_get_subject_name(handle.pointer), X509_get_issuer_name(handle.pointer)) == 0
    }
    /// SHA-256 of the whole certificate, lower-case hexadecimal digits.
    public var fingerprint: String { Hexadecimal.encode(SHA256.digest(der)) }

    /// Whether the period of validity covers the time; at `notAfter` it is over, as in path validation.
    public func isValid(at time: Date) -> Bool { notBefore <= time && time < notAfter }

    /// One PEM block with line feeds.
    public var pem: [UInt8] {
        let lines = Base64.encode(der, lineLength: 64).filter { $0 != 13 }
        return Array("-----BEGIN CERTIFICATE-----\n".utf8) + lines + Array("\n-----END CERTIFICATE-----\n".utf8)
    }
}

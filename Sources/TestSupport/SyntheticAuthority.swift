import COpenSSL
public import Certificates
public import Cryptography
public import Foundation
public import Identifiers

/// An invented issuer of organisation certificates: a root and an issuing authority below it, in the shape of the
/// Norwegian ones. For the demo and for tests; nobody else trusts it.
public struct SyntheticAuthority: Sendable {
    /// A key with the certificate that was issued for it.
    public typealias Identity = (key: PrivateKey, certificate: Certificate)

    /// The root: what goes into a trust store.
    public var certificate: Certificate { root.certificate }
    /// The issuing authority's certificate, which completes the path.
    public var intermediates: [Certificate] { [issuing.certificate] }
    /// Trusts this authority and no other.
    public var trustStore: TrustStore { TrustStore(certificates: [certificate] + intermediates) }

    let root: Identity
    let issuing: Identity
    private let crlBase: String?
    let keys: SyntheticKeys

    /// Makes root and issuing authority, valid from a year before `now` to twenty years after.
    /// - Parameters:
    ///   - crlBase: address below which the lists are published as `root.crl` and `issuing.crl`, such as
    ///     `http://crl.example`; nil for certificates that name none.
    ///   - keys: where keys come from. Authorities of the same name share theirs.
    public init(name: String, now: Date, crlBase: String? = nil, keys: SyntheticKeys = .ofThisProcess) throws {
        self.crlBase = crlBase
        self.keys = keys
        let rootKey = try keys.key("\(name)/root")
        let period = (from: now - 365 * 86_400, to: now + 20 * 365 * 86_400)
        root = (
            rootKey,
            try CertificateTemplate(
                subject: Self.subject(name, role: "Root CA"), notBefore: period.from, notAfter: period.to,
                extensions: Self.authorityExtensions("critical,CA:TRUE", crl: nil)
            ).certificate(for: rootKey.publicKey, by: nil, signing: rootKey)
        )
        let issuingKey = try keys.key("\(name)/issuing")
        issuing = (
            issuingKey,
            try CertificateTemplate(
                subject: Self.subject(name, role: "Issuing CA ST"), notBefore: period.from, notAfter: period.to,
                extensions: Self.authorityExtensions(
                    "critical,CA:TRUE,pathlen:0", crl: crlBase.map { $0 + "/root.crl" })
            ).certificate(for: issuingKey.publicKey, by: root.certificate, signing: rootKey)
        )
    }

    /// Issues one of an organisation's two certificates.
    /// - Parameters:
    ///   - seid1: the older shape, with the number in serialNumber instead of organizationIdentifier.
    ///   - generation: another generation has another key.
    public func issue(
        organisation: String, number: OrganisationNumber, purpose: CertificatePurpose, notBefore: Date, notAfter: Date,
        bits: Int = 2048, seid1: Bool = false, generation: Int = 1
    ) throws -> Identity {
        let key = try keys.key("\(number)/\(purpose.rawValue)/\(generation)", bits: bits)
        let certificate = try issue(
            to: key.publicKey, organisation: organisation, number: number, purpose: purpose, notBefore: notBefore,
            notAfter: notAfter, seid1: seid1)
        return (key, certificate)
    }

    /// Issues one for a key that is somebody else's.
    func issue(
        to key: PublicKey, organisation: String, number: OrganisationNumber, purpose: CertificatePurpose,
        notBefore: Date, notAfter: Date, seid1: Bool = false
    ) throws -> Certificate {
        let identifier = seid1 ? ("serialNumber", "\(number)") : ("organizationIdentifier", "NTRNO-\(number)")
        let usages = purpose == .signing ? "critical,nonRepudiation" : "critical,digitalSignature,keyEncipherment"
        let subject = [("C", "NO"), ("O", organisation), identifier, ("CN", organisation)]
        return try issue(
            subject: subject, usages: usages, policy: "2.16.578.1.26.1.0.3.2", notBefore: notBefore, notAfter: notAfter,
            key: key)
    }

    /// Issues one for an invented organisation, valid from yesterday and for two years.
    public func issue(
        _ organisation: SyntheticOrganisations.Organisation, purpose: CertificatePurpose, now: Date,
        seid1: Bool = false,
        generation: Int = 1
    ) throws -> Identity {
        try issue(
            organisation: organisation.name, number: organisation.number, purpose: purpose, notBefore: now - 86_400,
            notAfter: now + 730 * 86_400, seid1: seid1, generation: generation)
    }

    /// Issues a certificate for a human being, who works for the organisation: to be refused everywhere.
    public func issuePerson(
        given: String, surname: String, organisation: SyntheticOrganisations.Organisation, now: Date
    ) throws -> Identity {
        let subject = [
            ("C", "NO"), ("O", organisation.name), ("organizationIdentifier", "NTRNO-\(organisation.number)"),
            ("SN", surname), ("GN", given), ("serialNumber", "UN:NO-9578-4050-999999"), ("CN", "\(given) \(surname)"),
        ]
        let key = try keys.key("person/\(given) \(surname)")
        let certificate = try issue(
            subject: subject, usages: "critical,nonRepudiation", policy: "2.16.578.1.26.1.0.3.1",
            notBefore: now - 86_400, notAfter: now + 730 * 86_400, key: key.publicKey)
        return (key, certificate)
    }

    private func issue(
        subject: [(type: String, value: String)], usages: String, policy: String, notBefore: Date, notAfter: Date,
        key: PublicKey
    ) throws -> Certificate {
        var extensions = [
            (NID_basic_constraints, "CA:FALSE"), (NID_key_usage, usages), (NID_certificate_policies, policy),
            (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
        ]
        if let crlBase { extensions.append((NID_crl_distribution_points, "URI:\(crlBase)/issuing.crl")) }
        let template = CertificateTemplate(
            subject: subject, notBefore: notBefore, notAfter: notAfter, extensions: extensions)
        return try template.certificate(for: key, by: issuing.certificate, signing: issuing.key)
    }

    private static func subject(_ name: String, role: String) -> [(type: String, value: String)] {
        [
            ("C", "NO"), ("O", name), ("organizationIdentifier", "NTRNO-\(SyntheticOrganisations.issuer.number)"),
            ("CN", "\(name) \(role)"),
        ]
    }

    private static func authorityExtensions(_ constraints: String, crl: String?) -> [(identifier: Int32, value: String)]
    {
        let fixed = [
            (NID_basic_constraints, constraints), (NID_key_usage, "critical,keyCertSign,cRLSign"),
            (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
        ]
        return fixed + (crl.map { [(NID_crl_distribution_points, "URI:\($0)")] } ?? [])
    }
}

extension SyntheticAuthority {
    /// The issuing authority's revocation list, DER.
    /// - Parameter lasting: seconds until the next one is promised.
    public func revocationList(
        revoking revoked: [Certificate] = [], now: Date, lasting: TimeInterval = 7 * 86_400
    ) throws -> [UInt8] {
        try SyntheticRevocationList(
            issuer: issuing.certificate, thisUpdate: now, nextUpdate: now + lasting,
            revoked: revoked.map { ($0, now) }
        ).signed(by: issuing.key)
    }

    /// The root's revocation list, DER; it may withdraw the issuing authority.
    public func rootRevocationList(
        revoking revoked: [Certificate] = [], now: Date, lasting: TimeInterval = 7 * 86_400
    ) throws -> [UInt8] {
        try SyntheticRevocationList(
            issuer: root.certificate, thisUpdate: now, nextUpdate: now + lasting, revoked: revoked.map { ($0, now) }
        ).signed(by: root.key)
    }

    /// Both lists, required.
    public func revocationLists(revoking revoked: [Certificate] = [], now: Date) throws -> RevocationLists {
        try RevocationLists(required: true)
            .adding(crlDER: revocationList(revoking: revoked, now: now))
            .adding(crlDER: rootRevocationList(now: now))
    }
}

/// Certificates that must be refused everywhere.
extension SyntheticAuthority {
    /// What is too weak about a certificate.
    public enum Weakness: Sendable { case sha1, shortKey }

    /// Issues a certificate with a SHA-1 signature, or for a key of 1024 bits.
    public func issueWeak(_ organisation: SyntheticOrganisations.Organisation, _ weakness: Weakness, now: Date) throws
        -> Certificate
    {
        var template = template(for: organisation, now: now)
        if weakness == .sha1 { template.digest = EVP_sha1 }
        let key = weakness == .sha1 ? try keys.key("\(organisation.number)/weak").publicKey : try keys.shortPublicKey()
        return try template.certificate(for: key, by: issuing.certificate, signing: issuing.key)
    }

    /// Issues a certificate in the name of an organisation that is no authority.
    public func issueBelow(
        _ issuer: Identity, organisation: SyntheticOrganisations.Organisation, now: Date
    ) throws -> Certificate {
        let key = try keys.key("\(organisation.number)/below").publicKey
        return try template(for: organisation, now: now)
            .certificate(for: key, by: issuer.certificate, signing: issuer.key)
    }

    private func template(for organisation: SyntheticOrganisations.Organisation, now: Date) -> CertificateTemplate {
        CertificateTemplate(
            subject: [
                ("C", "NO"), ("O", organisation.name), ("organizationIdentifier", "NTRNO-\(organisation.number)"),
                ("CN", organisation.name),
            ],
            notBefore: now - 86_400, notAfter: now + 730 * 86_400,
            extensions: [
                (NID_basic_constraints, "CA:FALSE"), (NID_key_usage, "critical,nonRepudiation"),
                (NID_subject_key_identifier, "hash"),
            ])
    }
}

import Cryptography
public import Foundation
public import Identifiers

/// One thing a person should know about a certificate before it is taken into use (M-088).
public struct ProfileFinding: Sendable, Equatable {
    public enum Severity: String, Sendable, Comparable {
        case ok, warning, error

        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int { self == .ok ? 0 : self == .warning ? 1 : 2 }
    }

    public enum Code: String, Sendable, CaseIterable {
        case organisation, organisationNumberMissing, otherOrganisation, organisationNameMissing, personCertificate
        case usage, wrongUsage
        case validity, expired, notYetValid, expiresSoon
        case keyLength, weakKey
        case policy, unknownPolicy
        case revocationAddress, noRevocationAddress
        case authorityCertificate, selfIssued
    }

    public let code: Code
    public let severity: Severity
    /// One plain sentence in English; other languages are told by `code`.
    public let sentence: String
}

/// The Norwegian profile of organisation certificates (SEID 1 and 2), as far as it decides whether one can be used.
///
/// The report says what is right too: it goes into the installation's papers. It says nothing about trust, which is
/// the trust store's matter.
public enum CertificateProfile {
    /// Policies of organisation certificates from the issuers in use, production and test.
    public static let organisationPolicies: Set<String> = [
        "2.16.578.1.26.1.3.2", "2.16.578.1.26.1.0.3.2", "2.16.578.1.29.13.1.1.0", "2.16.578.1.29.913.1.1.0",
        "2.16.578.1.29.13.200.1.0",
    ]

    /// Findings in a fixed order, one for each subject of the profile.
    public static func report(
        _ certificate: Certificate, purpose: CertificatePurpose, tenant: OrganisationNumber, at now: Date
    ) -> [ProfileFinding] {
        [
            kind(certificate),
            owner(certificate, tenant: tenant),
            name(certificate),
            usage(certificate, purpose: purpose),
            validity(certificate, at: now),
            keyLength(certificate),
            policy(certificate),
            revocation(certificate),
        ].compactMap(\.self)
    }

    private static func kind(_ certificate: Certificate) -> ProfileFinding? {
        if certificate.subject.isPerson {
            return error(.personCertificate, "This is a person's certificate; an organisation certificate is needed.")
        }
        if certificate.isAuthority {
            return error(
                .authorityCertificate, "This is an issuer's certificate; an organisation certificate is needed.")
        }
        return certificate.isSelfIssued
            ? error(.selfIssued, "The certificate is issued by its own holder; nobody else will trust it.") : nil
    }

    private static func owner(_ certificate: Certificate, tenant: OrganisationNumber) -> ProfileFinding {
        guard let number = certificate.organisationNumber else {
            return error(
                .organisationNumberMissing, "The certificate holds no organisation number, or two that differ.")
        }
        guard number == tenant else {
            return error(
                .otherOrganisation, "The certificate belongs to organisation \(number), and the tenant is \(tenant).")
        }
        return ok(.organisation, "The certificate belongs to organisation \(number).")
    }

    private static func name(_ certificate: Certificate) -> ProfileFinding? {
        certificate.organisationName == nil
            ? error(.organisationNameMissing, "The certificate does not hold the organisation's name.") : nil
    }

    private static func usage(_ certificate: Certificate, purpose: CertificatePurpose) -> ProfileFinding {
        let use = purpose == .signing ? "signing" : "encryption"
        guard certificate.usages.allow(purpose) else {
            let other: CertificatePurpose = purpose == .signing ? .encryption : .signing
            let hint =
                certificate.usages.allow(other) ? " It is the other one of the organisation's two certificates." : ""
            return error(.wrongUsage, "The certificate is not meant for \(use).\(hint)")
        }
        return ok(.usage, "The certificate is meant for \(use).")
    }

    private static func validity(_ certificate: Certificate, at now: Date) -> ProfileFinding {
        let from = day(certificate.notBefore)
        let to = day(certificate.notAfter)
        if now >= certificate.notAfter { return error(.expired, "The certificate expired on \(to).") }
        if now < certificate.notBefore { return error(.notYetValid, "The certificate is not valid before \(from).") }
        let days = Int(certificate.notAfter.timeIntervalSince(now) / 86_400)
        guard days > 60 else {
            return ProfileFinding(
                code: .expiresSoon, severity: .warning,
                sentence: "The certificate expires on \(to), in \(days) days: order the next one now.")
        }
        return ok(.validity, "The certificate is valid from \(from) to \(to).")
    }

    private static func keyLength(_ certificate: Certificate) -> ProfileFinding {
        let bits = certificate.publicKey.bits
        return bits < 2048
            ? error(.weakKey, "The key has \(bits) bits; at least 2048 are needed.")
            : ok(.keyLength, "The key is RSA with \(bits) bits.")
    }

    private static func policy(_ certificate: Certificate) -> ProfileFinding {
        guard let known = certificate.policies.first(where: organisationPolicies.contains) else {
            return ProfileFinding(
                code: .unknownPolicy, severity: .warning,
                sentence: "The certificate's policy is none of the organisation policies known here.")
        }
        return ok(.policy, "The certificate follows the organisation policy \(known).")
    }

    private static func revocation(_ certificate: Certificate) -> ProfileFinding {
        guard let address = certificate.crlURLs.first else {
            return ProfileFinding(
                code: .noRevocationAddress, severity: .warning,
                sentence: "The certificate names no revocation list: it must be installed as a file.")
        }
        return ok(.revocationAddress, "Revocation is published at \(address).")
    }

    private static func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }

    private static func ok(_ code: ProfileFinding.Code, _ sentence: String) -> ProfileFinding {
        ProfileFinding(code: code, severity: .ok, sentence: sentence)
    }

    private static func error(_ code: ProfileFinding.Code, _ sentence: String) -> ProfileFinding {
        ProfileFinding(code: code, severity: .error, sentence: sentence)
    }
}

import Certificates
import Foundation
import TestSupport
import Testing

@Suite("Profile report")
struct CertificateProfileTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let owner = SyntheticOrganisations.northMunicipality

    init() throws { authority = try SyntheticAuthority(name: "Prøve", now: now, crlBase: "http://crl.example") }

    @Test("M-088 a certificate as it should be gets a report without remarks", arguments: CertificatePurpose.allCases)
    func clean(purpose: CertificatePurpose) throws {
        let certificate = try authority.issue(owner, purpose: purpose, now: now).certificate
        let report = CertificateProfile.report(certificate, purpose: purpose, tenant: owner.number, at: now)
        #expect(report.allSatisfy { $0.severity == .ok && $0.sentence.hasSuffix(".") })
        #expect(report.map(\.code) == [.organisation, .usage, .validity, .keyLength, .policy, .revocationAddress])
    }

    @Test("M-051 the other one of the two certificates is recognised as such")
    func swapped() throws {
        let certificate = try authority.issue(owner, purpose: .encryption, now: now).certificate
        let finding = errors(certificate).first
        #expect(finding?.code == .wrongUsage)
        #expect(finding?.sentence.contains("the other one of the organisation's two certificates") == true)
    }

    @Test("M-087 a person's certificate and another organisation's are errors")
    func owners() throws {
        let person = try authority.issuePerson(given: "Kari", surname: "Prøve", organisation: owner, now: now)
        #expect(errors(person.certificate).map(\.code).contains(.personCertificate))
        let other = try authority.issue(SyntheticOrganisations.stranger, purpose: .signing, now: now).certificate
        #expect(errors(other).map(\.code) == [.otherOrganisation])
        #expect(
            Set(errors(authority.certificate).map(\.code)).isSuperset(of: [.authorityCertificate, .otherOrganisation]))
    }

    @Test("M-091 validity: expired and not yet valid are errors, sixty days left is a warning")
    func validity() throws {
        let certificate = try authority.issue(owner, purpose: .signing, now: now).certificate
        func code(at time: Date) -> ProfileFinding? {
            CertificateProfile.report(certificate, purpose: .signing, tenant: owner.number, at: time)
                .first { [.validity, .expired, .notYetValid, .expiresSoon].contains($0.code) }
        }
        #expect(code(at: certificate.notAfter + 1)?.code == .expired)
        #expect(code(at: certificate.notBefore - 1)?.code == .notYetValid)
        #expect(code(at: certificate.notAfter - 61 * 86_400)?.code == .validity)
        let soon = code(at: certificate.notAfter - 60 * 86_400)
        #expect(soon?.code == .expiresSoon && soon?.severity == .warning)
        #expect(soon?.sentence.contains("in 60 days") == true)
    }

    @Test("a missing revocation address is a warning")
    func warnings() throws {
        let plain = try SyntheticAuthority(name: "Prøve", now: now)
        let certificate = try plain.issue(owner, purpose: .signing, now: now).certificate
        let report = CertificateProfile.report(certificate, purpose: .signing, tenant: owner.number, at: now)
        #expect(report.filter { $0.severity == .warning }.map(\.code) == [.noRevocationAddress])
        #expect(report.map(\.severity).max() == .warning)
    }

    private func errors(_ certificate: Certificate) -> [ProfileFinding] {
        CertificateProfile.report(certificate, purpose: .signing, tenant: owner.number, at: now)
            .filter { $0.severity == .error }
    }
}

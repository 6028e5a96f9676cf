import Certificates
import Cryptography
import Foundation
import Identifiers
import TestSupport
import Testing

@Suite("Certificates of organisations")
struct OrganisationCertificateTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let authority: SyntheticAuthority
    private let owner = SyntheticOrganisations.northMunicipality

    init() throws { authority = try SyntheticAuthority(name: "Prøve", now: now, crlBase: "http://crl.example") }

    @Test("M-090 the number is read from both SEID forms", arguments: [false, true])
    func seidForms(seid1: Bool) throws {
        let certificate = try authority.issue(owner, purpose: .signing, now: now, seid1: seid1).certificate
        #expect(certificate.organisationNumber == owner.number)
        #expect(certificate.organisationName == "Nordbygda kommune")
        #expect((certificate.subject.first("2.5.4.97") == nil) == seid1)
    }

    @Test(
        "M-090 the number by every attribute of the profile",
        arguments: [
            ([("2.5.4.97", "NTRNO-999999999")], "999999999"), ([("2.5.4.5", "999999999")], "999999999"),
            ([("2.5.4.11", "Avdeling-999999999")], "999999999"),
            ([("2.5.4.11", "ER:NO-999999999-Avdeling")], "999999999"),
            ([("2.5.4.97", "NTRNO-999999999"), ("2.5.4.11", "ER:NO-999999980-Avdeling")], "999999999"),
            ([("2.5.4.97", "NTRNO-999999999"), ("2.5.4.5", "999999999")], "999999999"),
        ])
    func forms(attributes: [(String, String)], number: String) async throws {
        let scratch = try ScratchDirectory()
        let certificate = try await SubjectOnlyCertificate.make(attributes, in: scratch)
        #expect(certificate.organisationNumber?.digits == number)
    }

    @Test(
        "M-090 no number, a wrong check digit, two that differ or a person's give none",
        arguments: [
            [("2.5.4.10", "999999999")], [("2.5.4.97", "NTRNO-999999990")], [("2.5.4.97", "NTRSE-999999999")],
            [("2.5.4.97", "999999999")], [("2.5.4.97", "NTRNO-999999999"), ("2.5.4.5", "999999980")],
            [("2.5.4.5", "UN:NO-9578-4050-999999"), ("2.5.4.11", "Avdeling-999999999")],
            [("2.5.4.4", "Nordmann"), ("2.5.4.5", "999999999")],
        ])
    func noNumber(attributes: [(String, String)]) async throws {
        let scratch = try ScratchDirectory()
        #expect(try await SubjectOnlyCertificate.make(attributes, in: scratch).organisationNumber == nil)
    }

    @Test("usages separate the two certificates of an organisation")
    func usages() throws {
        let signing = try authority.issue(owner, purpose: .signing, now: now).certificate
        let encryption = try authority.issue(owner, purpose: .encryption, now: now).certificate
        #expect(signing.usages == [.nonRepudiation])
        #expect(encryption.usages == [.digitalSignature, .keyEncipherment])
        #expect(signing.usages.allow(.signing) && !signing.usages.allow(.encryption))
        #expect(encryption.usages.allow(.encryption) && !encryption.usages.allow(.signing))
    }

    @Test("everything else that is read from a certificate")
    func fields() throws {
        let certificate = try authority.issue(owner, purpose: .signing, now: now).certificate
        #expect(certificate.notBefore == now - 86_400)
        #expect(certificate.isValid(at: certificate.notAfter - 1) && certificate.isValid(at: certificate.notBefore))
        #expect(!certificate.isValid(at: certificate.notAfter) && !certificate.isValid(at: certificate.notBefore - 1))
        #expect(certificate.crlURLs == ["http://crl.example/issuing.crl"])
        #expect(certificate.policies == ["2.16.578.1.26.1.0.3.2"])
        #expect(certificate.serialNumberHex.count == 32)
        #expect(certificate.issuer.der == authority.intermediates.first?.subject.der)
        #expect(certificate.issuerName.contains("CN=Prøve Issuing CA ST"))
        #expect(certificate.subjectDescription.contains("O=Nordbygda kommune"))
        #expect(!certificate.isAuthority && !certificate.isSelfIssued)
        #expect(authority.certificate.isAuthority && authority.certificate.isSelfIssued)
    }

    @Test("DER and PEM, one and several; damage and company are refused")
    func encodings() throws {
        let certificate = try authority.issue(owner, purpose: .signing, now: now).certificate
        #expect(try Certificate(pem: certificate.pem) == certificate)
        #expect(try Certificate(der: certificate.der) == certificate)
        #expect(
            try Certificate.all(pem: certificate.pem + authority.certificate.pem) == [
                certificate, authority.certificate,
            ])
        #expect(try Certificate.all(pem: Array("no certificate here".utf8)).isEmpty)
        for wrong in [[], Array(certificate.der.dropLast()), certificate.der + [0], certificate.pem] {
            #expect(throws: CertificateError.unreadableCertificate) { try Certificate(der: wrong) }
        }
        #expect(throws: CertificateError.unreadableCertificate) { try Certificate(pem: certificate.der) }
        #expect(throws: CertificateError.self) { try Certificate(pem: Array(certificate.pem.dropLast(40))) }
    }

    @Test("a certificate with an elliptic key is refused by name")
    func elliptic() async throws {
        let scratch = try ScratchDirectory()
        let made = try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem",
                "-out",
                "c.pem", "-subj", "/CN=ec",
            ], in: scratch)
        #expect(made.status == 0)
        #expect(throws: CertificateError.unsuitableKey) { try Certificate(pem: scratch.read("c.pem")) }
    }

    @Test("T-039 cut and changed certificates never do more than throw")
    func damage() throws {
        let der = try authority.issue(owner, purpose: .signing, now: now).certificate.der
        for index in der.indices {
            var changed = der
            changed[index] ^= 0xFF
            _ = try? Certificate(der: changed)
            #expect(throws: CertificateError.self) { try Certificate(der: Array(der.prefix(index))) }
        }
    }
}

/// A self-signed certificate with nothing but a subject, made by the openssl command.
private enum SubjectOnlyCertificate {
    static func make(_ attributes: [(String, String)], in scratch: ScratchDirectory) async throws -> Certificate {
        let key = try SyntheticKeys.ofThisProcess.key("subject")
        try scratch.write(key.pkcs8DER, to: "key.der")
        let subject = attributes.map { "/\($0.0)=\($0.1)" }.joined()
        try await Command.run(
            "openssl",
            [
                "req", "-x509", "-new", "-key", "key.der", "-keyform", "DER", "-subj", subject, "-utf8", "-days", "1",
                "-outform", "DER", "-out", "certificate.der",
            ], in: scratch)
        return try Certificate(der: scratch.read("certificate.der"))
    }
}

import Certificates
import CommandOutcome
import Cryptography
import Exchange
import Foundation
import Identifiers
import Keys
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Administration of certificates")
struct CertificateAdministrationTests {
    @Test("M-095 a private key is stored only wrapped, for its tenant and itself")
    func wrapped() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let identity = try installation.identity(.signing)
        try await installation.importCertificate(identity)
        let records = try await installation.store.tenant(Installation.tenant, as: "t").read {
            try $0.records(KeyRecord.self)
        }
        let record = try #require(records.first)
        let clear = try identity.key.pkcs8DER
        let context = TenantSettings.context(Installation.tenant, record.id)
        #expect(try installation.master.unwrap(record.wrapped, context: context) == clear)
        let other = TenantSettings.context(TenantID("sor")!, record.id)
        #expect(throws: MasterKeyError.notAuthentic) { try installation.master.unwrap(record.wrapped, context: other) }
        try expectNowhere(Data(clear[100..<160]), below: installation.directory.path("data"))
    }

    @Test("M-091 the first certificate is used at once, the next when it is activated, the old one opens late messages")
    func generations() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let first = try await installation.importCertificate(try installation.identity(.signing)).certificate
        #expect(first.state == .active)
        let second = try await installation.importCertificate(
            try installation.identity(.signing, generation: 2)
        ).certificate
        #expect(second.state == .waiting)
        let activated = try await installation.ask(
            CertificateActivate(tenant: nil, key: String(second.id.prefix(6))))
        #expect(activated.superseded == first.id)
        #expect(activated.certificate.state == .active)
        let record = try await installation.ask(AuditShow(tenant: nil)).records.last {
            $0.action == "certificate.activate"
        }
        #expect(record?.detail["key"] == second.id, "the record names the whole id")
        let states = try await installation.ask(CertificateList(tenant: nil)).certificates.map { ($0.id, $0.state) }
        #expect(Dictionary(uniqueKeysWithValues: states) == [first.id: .superseded, second.id: .active])
        #expect(await installation.refusal(CertificateRetire(tenant: nil, key: second.id))?.code == "in-use")
        try await installation.ask(CertificateRetire(tenant: nil, key: first.id))
        #expect(await installation.refusal(CertificateActivate(tenant: nil, key: first.id))?.code == "not-usable")
        #expect(await installation.refusal(CertificateActivate(tenant: nil, key: "zz"))?.code == "key-unknown")
    }

    @Test("M-088 another organisation's certificate is refused, with the reason")
    func otherOrganisation() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let south = SyntheticOrganisations.southMunicipality
        let identity = try installation.authority.issue(
            organisation: south.name, number: south.number, purpose: .signing, notBefore: Installation.now - 10,
            notAfter: Installation.now + 86_400 * 90)
        let refusal = await installation.refusal(
            CertificateImport(
                tenant: nil, contents: Data(identity.certificate.pem), key: try PEM.key(identity.key)))
        #expect(refusal?.code == "certificate-unusable")
        #expect(refusal?.details.isEmpty == false)
    }

    @Test("U-44 a PKCS #12 file opens with its passphrase and no other")
    func keyStore() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let identity = try installation.identity(.encryption)
        try installation.directory.write(Array(try PEM.key(identity.key)), to: "k.pem")
        try installation.directory.write(identity.certificate.pem, to: "c.pem")
        let made = try await Command.run(
            "openssl",
            ["pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-out", "s.p12", "-passout", "pass:hemmelig"],
            in: installation.directory)
        #expect(made.status == 0)
        let bytes = Data(try installation.directory.read("s.p12"))
        let wrong = await installation.refusal(
            CertificateImport(tenant: nil, contents: bytes, passphrase: Data("feil".utf8)))
        #expect(wrong?.code == "certificate-unreadable")
        let reply = try await installation.ask(
            CertificateImport(tenant: nil, contents: bytes, passphrase: Data("hemmelig".utf8)))
        #expect(reply.certificate.purpose == .encryption)
        #expect(reply.trustRemark == nil)
    }

    @Test("M-091 a request keeps its key here, and the certificate that answers it finds the key")
    func request() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let reply = try await installation.ask(CertificateRequest(tenant: nil, purpose: .signing))
        #expect(reply.request.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----"))
        #expect(reply.key?.state == .requested)
        // A certificate without key that answers nothing made here.
        let stranger = try installation.identity(.signing)
        let refusal = await installation.refusal(
            CertificateImport(tenant: nil, contents: Data(stranger.certificate.pem)))
        #expect(refusal?.code == "key-missing")
        let dry = try await installation.ask(CertificateRequest(tenant: nil, purpose: .signing), dryRun: true)
        #expect(dry.key == nil)
        let long = CertificateRequest(
            tenant: nil, purpose: .signing, commonName: String(repeating: "a", count: 65))
        #expect(await installation.refusal(long, dryRun: true)?.code == "name-unusable")
        #expect(try await installation.ask(CertificateList(tenant: nil)).certificates.count == 1)
    }

    @Test("a key that belongs to another certificate is refused")
    func otherKey() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let (one, other) = (try installation.identity(.signing), try installation.identity(.encryption))
        let refusal = await installation.refusal(
            CertificateImport(tenant: nil, contents: Data(one.certificate.pem), key: try PEM.key(other.key)))
        #expect(refusal?.code == "key-other")
    }
}

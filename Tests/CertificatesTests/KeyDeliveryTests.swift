import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("Ordering and receiving a certificate")
struct KeyDeliveryTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let scratch: ScratchDirectory
    private let authority: SyntheticAuthority
    private let identity: SyntheticAuthority.Identity

    init() async throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        identity = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .signing, now: now)
        try scratch.write(identity.key.pkcs8DER, to: "key.der")
        try scratch.write(identity.certificate.pem, to: "certificate.pem")
        try scratch.write(authority.intermediates.flatMap(\.pem) + authority.certificate.pem, to: "chain.pem")
        try await Command.run("openssl", ["pkey", "-inform", "DER", "-in", "key.der", "-out", "key.pem"], in: scratch)
    }

    @Test(
        "M-051 PKCS #12 of every age opens with its key, certificate and chain",
        arguments: [
            [], ["-legacy"], ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        ])
    func pkcs12(options: [String]) async throws {
        let store = try await makeStore(options, passphrase: "blåbær og fløte")
        let opened = try PKCS12.open(store, passphrase: Array("blåbær og fløte".utf8))
        #expect(opened.certificate == identity.certificate)
        #expect(opened.key.publicKey == identity.key.publicKey)
        #expect(Set(opened.chain) == Set(authority.intermediates + [authority.certificate]))
    }

    @Test("legacy ciphers stay out of everything else")
    func isolation() async throws {
        _ = try await PKCS12.open(makeStore(["-legacy"], passphrase: "x"), passphrase: Array("x".utf8))
        let scratch = scratch
        let made = try await Command.run(
            "openssl",
            [
                "pkcs8", "-topk8", "-in", "key.pem", "-out", "weak.pem", "-v1", "PBE-MD5-DES", "-passout", "pass:x",
                "-provider", "legacy", "-provider", "default",
            ], in: scratch)
        #expect(made.status == 0)
        #expect(throws: CryptographyError.unreadableKey) {
            try PrivateKey(pem: scratch.read("weak.pem"), passphrase: Array("x".utf8))
        }
    }

    @Test("wrong passphrase, damage, and a store without a key are refused")
    func refusals() async throws {
        let store = try await makeStore([], passphrase: "riktig")
        for passphrase in ["feil", "", "riktig\u{0}"] {
            #expect(throws: CertificateError.unreadableKeyStore) {
                try PKCS12.open(store, passphrase: Array(passphrase.utf8))
            }
        }
        for wrong in [[], Array(store.dropLast()), store + [0], Array(repeating: 0x30, count: 100)] {
            #expect(throws: CertificateError.unreadableKeyStore) {
                try PKCS12.open(wrong, passphrase: Array("riktig".utf8))
            }
        }
        try await Command.run(
            "openssl",
            ["pkcs12", "-export", "-nokeys", "-in", "certificate.pem", "-out", "nokey.p12", "-passout", "pass:x"],
            in: scratch)
        #expect(throws: CertificateError.noKeyInStore) {
            try PKCS12.open(scratch.read("nokey.p12"), passphrase: Array("x".utf8))
        }
    }

    @Test(
        "M-089 a request names the organisation as SEID 2 does and is signed with its own key",
        arguments: [
            (CertificatePurpose.signing, "Non Repudiation"), (.encryption, "Digital Signature, Key Encipherment"),
        ])
    func request(purpose: CertificatePurpose, usage: String) async throws {
        let owner = SyntheticOrganisations.southMunicipality
        let pem = try CertificateSigningRequest.make(
            key: identity.key, organisation: owner.name, organisationNumber: owner.number,
            commonName: "Sørvågen meldingstjener", purpose: purpose)
        try scratch.write(pem, to: "request.pem")
        let shown = try await Command.run(
            "openssl",
            ["req", "-in", "request.pem", "-verify", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"], in: scratch)
        #expect(shown.status == 0)
        #expect(shown.text.contains("organizationIdentifier=NTRNO-\(owner.number)"))
        #expect(shown.text.contains("O=Sørvågen kommune") && shown.text.contains("C=NO"))
        #expect(shown.text.contains(usage) && shown.text.contains("X509v3 Key Usage: critical"))
        #expect(shown.text.contains("sha256WithRSAEncryption"))
    }

    @Test("names that fit no field are refused", arguments: ["", String(repeating: "x", count: 65)])
    func names(name: String) {
        #expect(throws: CertificateError.unusableName) {
            try CertificateSigningRequest.make(
                key: identity.key, organisation: name, organisationNumber: SyntheticOrganisations.hospital.number,
                commonName: "x", purpose: .signing)
        }
    }

    private func makeStore(_ options: [String], passphrase: String) async throws -> [UInt8] {
        let made = try await Command.run(
            "openssl",
            [
                "pkcs12", "-export", "-inkey", "key.pem", "-in", "certificate.pem", "-certfile", "chain.pem", "-out",
                "store.p12", "-passout", "pass:\(passphrase)",
            ] + options, in: scratch)
        #expect(made.status == 0)
        return try scratch.read("store.p12")
    }
}

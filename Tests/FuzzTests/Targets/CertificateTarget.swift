import Certificates
import Cryptography
import Foundation
import TestSupport

/// Certificates, chains in PEM and revocation lists, as envelopes, registers and servers bring them.
struct CertificateTarget: FuzzTarget {
    static let name = "certificate"
    static let longest = 8_192

    private let authority: SyntheticAuthority
    private let identity: SyntheticAuthority.Identity

    init() throws {
        authority = try SyntheticAuthority(
            name: "Prøve", now: InventedDocument.now, crlBase: "http://crl.example/prove")
        identity = try authority.issue(
            SyntheticOrganisations.hospital, purpose: .signing, now: InventedDocument.now)
    }

    func seeds() throws -> [[UInt8]] {
        let list = try authority.revocationList(revoking: [identity.certificate], now: InventedDocument.now)
        let person = try authority.issuePerson(
            given: "Prøve", surname: "Eksempel", organisation: SyntheticOrganisations.hospital,
            now: InventedDocument.now)
        return [
            identity.certificate.der, identity.certificate.pem, authority.certificate.der, list,
            authority.intermediates.flatMap(\.pem) + authority.certificate.pem, person.certificate.der,
        ]
    }

    func examine(_ input: [UInt8]) throws {
        if let certificate = try? Certificate(der: input) {
            try demand(certificate.der == input, "a certificate keeps its octets")
            try examine(certificate)
        }
        if let certificate = try? Certificate(pem: input) { try examine(certificate) }
        if let chain = try? Certificate.all(pem: input) { for certificate in chain { try examine(certificate) } }
        if let list = try? RevocationList(input) {
            try demand(list.count >= 0, "a list has a number of entries")
            // Keys are seldom hit by chance: whoever wrote the octets did not have them.
            let isSigned = list.isSigned(by: authority.intermediates[0]) || list.isSigned(by: authority.certificate)
            let again = try? RevocationList(list.der)
            try demand(again == list && again?.count == list.count, "a list read again is the same list")
            if isSigned { try demand(list.count <= 1, "a signed list says what was signed") }
        }
    }

    private func examine(_ certificate: Certificate) throws {
        let again = try demand(try? Certificate(der: certificate.der), "a certificate can be read again")
        try demand(again == certificate && again.subject == certificate.subject, "a certificate read again is the same")
        // Lengths that are not the shortest are written anew from PEM; nothing that is signed is.
        let fromPEM = try Certificate(pem: certificate.pem)
        try demand(
            fromPEM.subject == certificate.subject && fromPEM.publicKey == certificate.publicKey
                && fromPEM.serialNumberHex == certificate.serialNumberHex, "PEM gives back the certificate")
        let report = CertificateProfile.report(
            certificate, purpose: .signing, tenant: SyntheticOrganisations.hospital.number, at: InventedDocument.now)
        try demand(!report.isEmpty, "every certificate has a report")
        let trust = authority.trustStore.verify(
            certificate, at: InventedDocument.now, revocation: RevocationLists(required: false))
        if case .trusted = trust { try demand(certificate == identity.certificate, "only what was issued is trusted") }
    }
}

import Certificates
import Cryptography
import Foundation
import Identifiers
import TestSupport

/// The invented authority of the reporting demo, and what it has issued: two certificates to each national party, one to
/// each municipality, and those that servers show on the line.
struct ReportingKeys: Sendable {
    /// Who identities and contents are sealed to.
    enum National: String, Sendable, CaseIterable {
        case trustee, register

        var organisation: SyntheticOrganisations.Organisation {
            self == .trustee ? SyntheticOrganisations.hospital : SyntheticOrganisations.generalPractice
        }
    }

    let authority: SyntheticAuthority
    private let trusteeLine: SyntheticAuthority.Identity
    private let registerLine: SyntheticAuthority.Identity
    private let now: Date

    init(now: Date) throws {
        let authority = try SyntheticAuthority(name: "Rapport", now: now)
        func line(_ party: SyntheticOrganisations.Organisation) throws -> SyntheticAuthority.Identity {
            try authority.issue(party, purpose: .encryption, now: now, generation: 2)
        }
        self.authority = authority
        self.now = now
        trusteeLine = try line(National.trustee.organisation)
        registerLine = try line(National.register.organisation)
    }

    func national(_ party: National, _ purpose: CertificatePurpose) throws -> SyntheticAuthority.Identity {
        try authority.issue(party.organisation, purpose: purpose, now: now)
    }

    func signing(of town: ReportingTown) throws -> SyntheticAuthority.Identity {
        try authority.issue(
            SyntheticOrganisations.Organisation(name: town.name, number: town.organisation), purpose: .signing, now: now
        )
    }

    /// What a national party shows on the line to the others: a certificate of its own, with its number. Always the same,
    /// since the portal knows the register by it.
    func line(of party: National) -> SyntheticAuthority.Identity { party == .trustee ? trusteeLine : registerLine }

    /// The certificate that a party asks for.
    func certificate(for request: [UInt8], of party: National, _ purpose: CertificatePurpose) throws -> Certificate {
        try authority.issue(request: request, organisation: party.organisation, purpose: purpose, now: now)
    }

    /// Root and issuing authority.
    var issuers: [UInt8] { ([authority.certificate] + authority.intermediates).flatMap(\.pem) }

    /// Puts the authority and its lists into a party's directory, and what it shows on the line.
    func publish(to party: ReportingGround.Party, on ground: ReportingGround) throws {
        try ground.write(issuers, to: "trust/issuers.pem", of: party)
        try ground.write(authority.rootRevocationList(now: now), to: "crl/root.crl", of: party)
        try ground.write(authority.revocationList(now: now), to: "crl/issuing.crl", of: party)
        guard party != .towns else { return }
        let server = try authority.issueTransport(party.rawValue, now: now)
        try write(server, "tls/server", to: party, on: ground)
    }

    /// Writes `NAME.pem`, with the issuing authority behind it, and `NAME.key`.
    func write(
        _ identity: SyntheticAuthority.Identity, _ name: String, to party: ReportingGround.Party,
        on ground: ReportingGround
    ) throws {
        try ground.write(
            identity.certificate.pem + authority.intermediates.flatMap(\.pem), to: "\(name).pem", of: party)
        try ground.write(Self.pem(identity.key), to: "\(name).key", of: party)
    }

    static func pem(_ key: PrivateKey) throws -> [UInt8] {
        let lines = Base64.encode(try key.pkcs8DER, lineLength: 64).filter { $0 != UInt8(ascii: "\r") }
        let body = String(decoding: lines, as: UTF8.self).trimmingCharacters(in: .newlines)
        return Array("-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n".utf8)
    }
}

import Certificates
import Cryptography
import Foundation
import TestSupport

/// The invented certificate authority of the demo, and what it has issued to each party.
struct PartyCertificates: Sendable {
    struct Issued: Sendable {
        let signing: SyntheticAuthority.Identity
        let encryption: SyntheticAuthority.Identity
    }

    let authority: SyntheticAuthority
    let issued: [PartyName: Issued]

    /// Makes two RSA keys for each party, which takes a second or two.
    init(parties: [DemoParty], now: Date) throws {
        let authority = try SyntheticAuthority(name: "Demo", now: now)
        self.authority = authority
        issued = Dictionary(
            uniqueKeysWithValues: try parties.map { party in
                func issue(_ purpose: CertificatePurpose) throws -> SyntheticAuthority.Identity {
                    try authority.issue(
                        organisation: party.organisation, number: party.number, purpose: purpose,
                        notBefore: now - 86_400, notAfter: now + 365 * 86_400)
                }
                return (party.name, Issued(signing: try issue(.signing), encryption: try issue(.encryption)))
            })
    }

    /// The root first, then the issuing authority, in PEM.
    var authorityPEM: [UInt8] { authority.certificate.pem + authority.intermediates.flatMap(\.pem) }

    func keys(of party: DemoParty) throws(DemoError) -> PartyKeys {
        guard let issued = issued[party.name] else { throw .party(party.name.rawValue) }
        do {
            return PartyKeys(signing: try PartyKeys.Pair(issued.signing), encryption: try .init(issued.encryption))
        } catch { throw .setup("a key could not be written") }
    }

    /// Puts the authority and its revocation lists where the nodes look for them.
    func publish(on ground: DemoGround, now: Date) throws {
        try ground.write(authority.certificate.pem, to: "\(ground.root)/trust/root.pem")
        for (number, certificate) in authority.intermediates.enumerated() {
            try ground.write(certificate.pem, to: "\(ground.root)/trust/issuing-\(number + 1).pem")
        }
        try ground.write(authority.rootRevocationList(now: now), to: "\(ground.root)/revocation/root.crl")
        try ground.write(authority.revocationList(now: now), to: "\(ground.root)/revocation/issuing.crl")
    }
}

extension PartyKeys.Pair {
    fileprivate init(_ identity: SyntheticAuthority.Identity) throws {
        self.init(
            certificate: String(decoding: identity.certificate.pem, as: UTF8.self),
            key: String(decoding: try ReportingKeys.pem(identity.key), as: UTF8.self))
    }
}

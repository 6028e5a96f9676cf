import Certificates
import ControlSocket
import Foundation
import Identifiers
import Mail
import MunicipalNode
import NIOPosix
import Store
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// Partners and mails that must not be trusted: each ends in a state that says why, and nobody's document is handed
    /// over (M-037, M-049, M-057).
    @Suite(.serialized) struct TrustFaultTests {
        @Test("M-049 a revoked certificate, by the list in the directory: refused either way, and again good after it")
        func revoked() async throws {
            try await Street.with { street in
                let keys = try #require(street.neighbourhood.certificates.issued[.hospital])
                let others = try #require(street.neighbourhood.certificates.issued[.storvik])
                try street.publish(revoking: [keys.signing.certificate])
                try await street.restart(.municipalities)
                let fromRevoked = try await street.submit(1)
                try await street.wait("the sender is told that the partner refused") {
                    try street.outcomes()[fromRevoked[0]] == ["refusedByPartner"]
                }
                let received = try #require(try street.received(by: street.municipality).first)
                #expect(received.state == .refused)
                #expect(received.reason == "certificate-revoked")

                try street.publish(revoking: [others.encryption.certificate])
                for node in [NodeName.hospital, .municipalities] { try await street.restart(node) }
                let toRevoked = try await street.submit(1)
                try await street.wait("nothing is sealed for it") {
                    try street.outcomes()[toRevoked[0]] == ["refusedByUs"]
                }
                #expect(try street.notes().contains { $0.contains("has been revoked by its issuer") })

                try street.publish(revoking: [])
                for node in [NodeName.hospital, .municipalities] { try await street.restart(node) }
                try await street.expectArrival(of: try await street.submit(2))
                let handedOver = await street.handedOver()
                #expect((fromRevoked + toRevoked).allSatisfy { handedOver[$0] == nil })
            }
        }

        @Test("M-049 M-072 an expired certificate or an unknown partner: refused with the reason, and good again after")
        func expiredAndUnknown() async throws {
            try await Street.with { street in
                let register = street.neighbourhood.ground.register
                let sound = try String(contentsOfFile: register, encoding: .utf8)
                func enter(_ text: String) throws {
                    try #require(text != sound)
                    try street.neighbourhood.ground.write(Array(text.utf8), to: register)
                }

                try enter(try street.register(sound, expired: .storvik, .encryption))
                let toExpired = try await street.submit(1)
                try await street.wait("nothing is sealed for an expired certificate") {
                    try street.outcomes()[toExpired[0]] == ["refusedByUs"]
                }
                #expect(try street.sent()[toExpired[0]]?.transport == .refusedByUs)

                try enter(try street.register(sound, expired: .hospital, .signing))
                let fromExpired = try await street.submit(1)
                try await street.wait("nothing is taken from an expired certificate, and the sender is told") {
                    try street.outcomes()[fromExpired[0]] == ["refusedByPartner"]
                }
                // Signed when the certificate had run out: such a signature is none.
                #expect(try street.received(by: street.municipality).map(\.reason) == ["signature-invalid"])

                try enter(sound.replacingOccurrences(of: "her: 800101\n", with: "her: 800199\n"))
                let fromUnknown = try await street.submit(1)
                try await street.wait("nothing is taken from a stranger") {
                    try street.received(by: street.municipality).contains { $0.reason == "unknown-sender" }
                }

                var handedOver = await street.handedOver()
                #expect(handedOver[fromUnknown[0]] == nil)

                // A stranger gets no answer: the same message is sent again, and taken when its sender is known.
                try street.neighbourhood.ground.write(Array(sound.utf8), to: register)
                try await street.expectArrival(of: fromUnknown + (try await street.submit(2)))
                handedOver = await street.handedOver()
                #expect((toExpired + fromExpired).allSatisfy { handedOver[$0] == nil })
            }
        }

        @Test("M-037 M-057 another tenant's mail and a mail nobody can read are kept and shown, and handed to nobody")
        func misdirected() async throws {
            try await Street.with(keepsMail: true) { street in
                let ids = try await street.submit(1)
                try await street.expectArrival(of: ids)
                let other = try #require(street.neighbourhood.parties[.lilledal])
                let wire = "\(street.folder.path)/wire"
                let name = try #require(
                    try FileManager.default.contentsOfDirectory(atPath: wire).sorted().first {
                        $0.hasSuffix("-payload.eml")
                    })
                let mail = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(wire)/\(name)")))
                let client = SMTPClient(
                    address: MailServerAddress(
                        host: "127.0.0.1", port: street.neighbourhood.exchange.smtpPort, protection: .none),
                    allowed: AllowedHosts(["127.0.0.1"]), helloName: "client.example",
                    group: MultiThreadedEventLoopGroup.singleton)
                _ = try await client.send(
                    OutgoingMail(from: street.hospital.ediAddress, to: [other.ediAddress], data: mail))
                await client.close()
                try street.neighbourhood.exchange.deliverGarbage(from: street.hospital, to: street.municipality)
                try await street.wait("both are shown with their reasons") {
                    let misdirected = try street.received(by: other)
                    let garbage = try street.received(by: street.municipality).filter { $0.state == .unreadable }
                    return misdirected.map(\.reason) == ["not-ours"] && garbage.map(\.reason) == ["unreadable-mail"]
                }
                let inbox = "\(street.neighbourhood.ground.folder(of: other))/in"
                #expect(try FileManager.default.contentsOfDirectory(atPath: inbox).isEmpty)
                try await street.expectArrival(of: ids + (try await street.submit(1)))
            }
        }
    }
}

extension Street {
    /// What a party's server tells of the messages it has received, newest first.
    fileprivate func received(by party: DemoParty) throws -> [MessageSummary] {
        let node = try #require(party.node)
        let client = ControlClient(path: neighbourhood.ground.controlSocket(of: node), timeoutSeconds: 10)
        let found = try client.perform(MessageSearch(tenant: party.tenant), dryRun: false)
        return found.messages.filter { $0.direction == .incoming }
    }

    /// Puts a new list of the issuing authority's into the directory; servers read it when they start.
    fileprivate func publish(revoking certificates: [Certificate]) throws {
        let list = try neighbourhood.certificates.authority.revocationList(revoking: certificates, now: Date())
        try neighbourhood.ground.write(list, to: "\(neighbourhood.ground.root)/revocation/issuing.crl")
    }

    /// The register with a certificate in it that ran out yesterday, for the same key.
    fileprivate func register(
        _ yaml: String, expired name: PartyName, _ purpose: CertificatePurpose
    ) throws -> String {
        let party = try #require(neighbourhood.parties[name])
        let issued = try #require(neighbourhood.certificates.issued[name])
        let current = purpose == .signing ? issued.signing.certificate : issued.encryption.certificate
        let old = try neighbourhood.certificates.authority.issue(
            organisation: party.organisation, number: party.number, purpose: purpose,
            notBefore: Date(timeIntervalSinceNow: -90 * 86_400), notAfter: Date(timeIntervalSinceNow: -86_400)
        ).certificate
        func block(_ certificate: Certificate) -> String {
            String(decoding: certificate.pem, as: UTF8.self).split(separator: "\n").map { "      \($0)" }
                .joined(separator: "\n")
        }
        return yaml.replacingOccurrences(of: block(current), with: block(old))
    }
}

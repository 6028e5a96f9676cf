import Foundation
import HealthMessages
import Identifiers

/// The address register of the demo: one file of parties, and an agreement for each two that have a story together.
///
/// The two municipalities have none, so that the rule for partners without agreement is seen at work too.
struct DemoRegister {
    let parties: [DemoParty]
    let scenario: Scenario
    let certificates: PartyCertificates
    let catalogue: MessageCatalogue
    let now: Date

    func write(to ground: DemoGround) throws {
        try ground.write(Array(yaml().utf8), to: ground.register)
        for (index, one) in parties.enumerated() {
            for other in parties[(index + 1)...] {
                guard let agreement = agreement(between: one, and: other) else { continue }
                let name = "\(min(one.her, other.her))_\(max(one.her, other.her)).xml"
                try ground.write(agreement.bytes, to: "\(ground.agreements)/\(name)")
            }
        }
    }

    /// The parties on both levels; a service has its organisation's certificates.
    func yaml() throws(DemoError) -> String {
        var lines = ["schemaVersion: 1", "parties:"]
        for party in parties {
            let keys = try certificates.keys(of: party)
            lines += [
                "  - her: \(party.organisationHER)",
                "    name: \"\(party.organisation)\"",
                "    organisationNumber: \"\(party.number)\"",
            ]
            lines += block("signingCertificate", keys.signing.certificate)
            lines += block("encryptionCertificate", keys.encryption.certificate)
            lines += [
                "  - her: \(party.her)",
                "    parent: \(party.organisationHER)",
                "    name: \"\(party.service)\"",
                "    ediAddress: \(party.ediAddress)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// nil when the story has no message between them, or they are the two municipalities.
    func agreement(between one: DemoParty, and other: DemoParty) -> AgreementDocument? {
        let pair: Set<PartyName> = [one.name, other.name]
        let messages = scenario.messages.filter { Set([$0.from, $0.to]) == pair && !$0.action.isEmpty }
        let types = Set(messages.map(\.action)).sorted().compactMap { catalogue.entry(action: $0) }
        guard !types.isEmpty, pair != [.storvik, .lilledal], let sides = sides([one, other]) else { return nil }
        let isSilent = messages.contains { $0.twist == .nobodyFetches }
        return AgreementDocument(
            id: "demo:exchange:\(one.name.rawValue)-\(other.name.rawValue)", sides: sides,
            processes: types.map {
                AgreementDocument.Process(
                    action: $0.action, service: $0.service, senderRole: $0.senderRole, receiverRole: $0.receiverRole)
            }, start: now - 86_400, end: now + 365 * 86_400, retries: isSilent ? 2 : 300, persistDuration: "PT900S")
    }

    private func sides(_ parties: [DemoParty]) -> [AgreementDocument.Side]? {
        let sides = parties.compactMap { party in
            certificates.issued[party.name].map {
                AgreementDocument.Side(
                    party: party, signing: $0.signing.certificate, encryption: $0.encryption.certificate)
            }
        }
        return sides.count == parties.count ? sides : nil
    }

    private func block(_ key: String, _ pem: String) -> [String] {
        ["    \(key): |"] + pem.split(separator: "\n").map { "      \($0)" }
    }
}

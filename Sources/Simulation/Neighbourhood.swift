import Cryptography
import Foundation
import HealthMessages
import Store

/// Everything around the nodes: directories, certificates, address register, mail exchange and record systems.
struct Neighbourhood: Sendable {
    let parties: [PartyName: DemoParty]
    let ground: DemoGround
    let certificates: PartyCertificates
    let exchange: DemoExchange
    let recordSystems: [PartyName: RecordSystemSimulator]
    let fleet: NodeFleet
    let transit: Transit
    private let scenario: Scenario
    private let catalogue: MessageCatalogue
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID

    /// Makes all of it, in a directory of its own below the system's temporary one. Nothing is running but the exchange.
    static func settle(
        scenario: Scenario, executable: String, archive: WireArchive?, clock: @escaping @Sendable () -> Date,
        uuid: @escaping @Sendable () -> UUID
    ) async throws -> Neighbourhood {
        let all = try DemoParty.all()
        let catalogue = try MessageCatalogue.bundled()
        let ground = try DemoGround(root: DemoRoot.fresh(uuid: uuid()), parties: all)
        do {
            let certificates = try PartyCertificates(parties: all, now: clock())
            try certificates.publish(on: ground, now: clock())
            try DemoRegister(
                parties: all, scenario: scenario, certificates: certificates, catalogue: catalogue, now: clock()
            )
            .write(to: ground)
            let passwords = Dictionary(uniqueKeysWithValues: all.map { ($0.name, password()) })
            for party in all {
                guard let node = party.node, let password = passwords[party.name] else { continue }
                try ground.write(Array("\(password)\n".utf8), to: ground.passwordFile(of: party, on: node))
            }
            let transit = Transit(parties: all, scenario: scenario, archive: archive)
            let exchange = try await DemoExchange.start(
                parties: all, passwords: passwords, transit: transit, clock: clock)
            return Neighbourhood(
                parties: Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) }), ground: ground,
                certificates: certificates, exchange: exchange,
                recordSystems: recordSystems(
                    all, scenario: scenario, ground: ground, catalogue: catalogue, clock: clock, uuid: uuid),
                fleet: NodeFleet(executable: executable), transit: transit, scenario: scenario, catalogue: catalogue,
                clock: clock, uuid: uuid)
        } catch {
            ground.remove()
            throw error
        }
    }

    /// One who carries the story forward among these neighbours.
    func director() -> Director {
        let (exchange, fleet) = (exchange, fleet)
        return Director(
            scenario: scenario, parties: parties, recordSystems: recordSystems,
            deliverGarbage: { try exchange.deliverGarbage(from: $0, to: $1) }, observe: { try fleet.messages() },
            clock: clock, uuid: uuid)
    }

    /// Writes the evidence of `--keep` but for the mails, which are there already.
    func leave(_ evidence: KeptEvidence, verdicts: [MessageVerdict]) async throws {
        try evidence.keep(authority: certificates.authorityPEM)
        let all = parties.values.sorted { $0.her < $1.her }
        for party in all { try evidence.keep(certificates.keys(of: party), of: party) }
        var documents: [Manifest.Document] = []
        for verdict in verdicts {
            if let document = try await keep(verdict, in: evidence) { documents.append(document) }
        }
        let manifest = Manifest(parties: all, passages: transit.passages, documents: documents)
        try evidence.write(manifest.json(), to: "manifest.json")
        try evidence.write(Array(CheckPage(manifest: manifest).markdown.utf8), to: "CHECK.md")
    }

    /// What to try while it stays up.
    func invitation() throws -> String {
        var lines = ["The municipalities' pages, each link once, within fifteen minutes:"]
        for (party, address) in try fleet.consoleLinks() { lines.append("  \(party.organisation): \(address)") }
        lines += ["The servers stay up until Ctrl-C. From another terminal:"]
        for node in NodeName.allCases {
            lines.append("  \(fleet.executable) search --config \(ground.configuration(of: node))")
        }
        lines.append("Documents put into \(ground.root)/records/*/out (as .tmp, renamed to .xml) are sent.")
        return lines.joined(separator: "\n")
    }

    func stop() async {
        await fleet.stop()
        await exchange.stop()
        ground.remove()
    }

    // MARK: - Private steps

    private func keep(_ verdict: MessageVerdict, in evidence: KeptEvidence) async throws -> Manifest.Document? {
        guard let seen = verdict.observed, let msgID = seen.msgID, seen.direction == .outgoing else { return nil }
        var submitted: String?
        if let bytes = await recordSystems[verdict.from.name]?.submitted[msgID] {
            let name = "plaintext/\(seen.serverID).submitted.xml"
            try evidence.write(bytes, to: name)
            submitted = name
        }
        var delivered: [String] = []
        for delivery in await recordSystems[verdict.to.name]?.deliveries ?? [] where delivery.msgID == msgID {
            let name = "plaintext/\(delivery.id).delivered.xml"
            try evidence.write(delivery.bytes, to: name)
            delivered.append(name)
        }
        return Manifest.Document(
            msgId: msgID, messageId: seen.messageID, serverId: seen.serverID, submitted: submitted,
            delivered: delivered)
    }

    private static func password() -> String { Base64.encode(SecureRandom.bytes(18)) }

    private static func recordSystems(
        _ parties: [DemoParty], scenario: Scenario, ground: DemoGround, catalogue: MessageCatalogue,
        clock: @escaping @Sendable () -> Date, uuid: @escaping @Sendable () -> UUID
    ) -> [PartyName: RecordSystemSimulator] {
        let byHER = Dictionary(uniqueKeysWithValues: parties.map { ($0.her, $0.name) })
        let served = parties.filter { $0.node != nil }
        return Dictionary(
            uniqueKeysWithValues: served.map { party in
                let system = RecordSystemSimulator(
                    party: party, folder: ground.folder(of: party), catalogue: catalogue,
                    answers: { document in
                        scenario.answer(
                            of: party.name, to: document.sender?.her.flatMap { byHER[$0] },
                            action: catalogue.action(of: document))
                    }, clock: clock, uuid: uuid)
                return (party.name, system)
            })
    }
}

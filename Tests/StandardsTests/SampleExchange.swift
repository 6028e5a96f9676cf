import ControlSocket
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import MunicipalNode
import TestSupport
import Testing

@testable import Simulation

/// A national sample document, by its path below the samples.
struct Sample {
    let path: String
    let bytes: [UInt8]
    let document: HealthDocument

    /// Whom it is sent to: the receiver and all copy receivers with a HER-id, or the one an application receipt is for.
    var receivers: Set<HERId> {
        Set([document.receiver?.her].compactMap(\.self) + document.otherReceivers.compactMap(\.chain.her))
    }

    /// All that can be read, application receipts too; of those that are the same, the first.
    static func all() throws -> [Sample] {
        var seen: Set<[UInt8]> = []
        return try HealthStandards.xmlFiles(in: "samples").compactMap { name in
            let bytes = try HealthStandards.bytes(name)
            guard let document = try? HealthDocument.read(bytes), document.form != .unknown, seen.insert(bytes).inserted
            else { return nil }
            return Sample(path: String(name.dropFirst("samples/".count)), bytes: bytes, document: document)
        }
    }
}

/// Two real servers whose tenants have the HER-ids of the samples' senders and receivers, so that each sample can go
/// from record system to record system as it stands.
struct SampleExchange {
    /// What became of the samples.
    struct Outcome {
        /// Documents as they lie in `in` of either record system.
        var delivered: [[UInt8]] = []
        /// Reason codes by path of the sample.
        var refused: [String: String] = [:]
    }

    private let neighbourhood: Neighbourhood
    private let owners: [HERId: DemoParty]
    private let samples: [Sample]

    /// Settles the neighbours, starts the servers and gives them the samples' addresses.
    static func open(_ samples: [Sample]) async throws -> SampleExchange {
        let neighbourhood = try await Neighbourhood.settle(
            scenario: .exchange, executable: BuiltProgram.path("budstikke"), archive: nil, clock: { Date() },
            uuid: { UUID() })
        let sides = [
            try #require(neighbourhood.parties[.hospital]), try #require(neighbourhood.parties[.storvik]),
        ]
        let exchange = SampleExchange(
            neighbourhood: neighbourhood, owners: owners(of: samples, sides: sides), samples: samples)
        try exchange.register()
        try await neighbourhood.fleet.start(in: neighbourhood)
        for side in sides { try exchange.addAddresses(to: side) }
        return exchange
    }

    func close() async { await neighbourhood.stop() }

    /// Submits every sample and waits until each has been handed over or refused, or `seconds` have passed.
    func run(within seconds: Double) async throws -> Outcome {
        for (index, sample) in samples.enumerated() {
            // A sender nobody has an address for is still somebody's record system's mistake.
            let side =
                try sample.document.sender?.her.flatMap { owners[$0] } ?? #require(neighbourhood.parties[.hospital])
            let path = "\(neighbourhood.ground.folder(of: side))/out/\(Self.name(index))"
            try Data(sample.bytes).write(to: URL(fileURLWithPath: path + ".tmp"))
            try FileManager.default.moveItem(atPath: path + ".tmp", toPath: path)
        }
        let end = Date().addingTimeInterval(seconds)
        while true {
            let outcome = try look()
            // One without receivers has to be refused.
            let left = samples.filter { outcome.refused[$0.path] == nil }
            let expected = left.map { max(1, $0.receivers.count) }.reduce(0, +)
            if outcome.delivered.count >= expected || Date() > end { return outcome }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    // MARK: - Private steps

    private static func name(_ index: Int) -> String { String(format: "%04d.xml", index) }

    /// Sender and receiver on different sides wherever an earlier sample has not decided otherwise.
    private static func owners(of samples: [Sample], sides: [DemoParty]) -> [HERId: DemoParty] {
        var side: [HERId: Int] = [:]
        for sample in samples {
            guard let from = sample.document.sender?.her, let to = sample.document.receiver?.her else { continue }
            let sender = side[from] ?? side[to].map { 1 - $0 } ?? 0
            side[from] = sender
            for receiver in [to] + sample.receivers.sorted() { side[receiver] = side[receiver] ?? 1 - sender }
        }
        return side.mapValues { sides[$0] }
    }

    private func register() throws {
        var lines = try String(contentsOfFile: neighbourhood.ground.register, encoding: .utf8)
        for (her, side) in owners.sorted(by: { $0.key < $1.key }) {
            lines += """
                  - her: \(her)
                    parent: \(side.organisationHER)
                    name: "\(side.service)"
                    ediAddress: \(side.ediAddress)

                """
        }
        try neighbourhood.ground.write(Array(lines.utf8), to: neighbourhood.ground.register)
    }

    private func addAddresses(to side: DemoParty) throws {
        let node = try #require(side.node)
        let client = ControlClient(path: neighbourhood.ground.controlSocket(of: node), timeoutSeconds: 60)
        let own = owners.filter { $0.value.name == side.name }.keys.sorted()
        for her in own {
            _ = try client.perform(
                AddressAdd(tenant: side.tenant, her: her, ediAddress: side.ediAddress, mailbox: side.mailbox),
                dryRun: false)
        }
        _ = try client.perform(
            RecordSystemAdd(
                tenant: side.tenant, systemName: "records", folder: neighbourhood.ground.folder(of: side),
                herIDs: [side.her] + own), dryRun: false)
    }

    private func look() throws -> Outcome {
        var outcome = Outcome()
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        for side in [PartyName.hospital, .storvik] {
            let folder = neighbourhood.ground.folder(of: try #require(neighbourhood.parties[side]))
            for name in try names(in: "\(folder)/in", ending: ".xml") {
                outcome.delivered.append([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/in/\(name)"))))
            }
            for name in try names(in: "\(folder)/refused", ending: ".json") {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/refused/\(name)"))
                let index = try #require(Int(name.prefix(4)))
                outcome.refused[samples[index].path] = try decoder.decode(RefusalNote.self, from: data).code
            }
            for name in try names(in: "\(folder)/receipts", ending: ".json") {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/receipts/\(name)"))
                let note = try decoder.decode(ReceiptNote.self, from: data)
                // The samples were made years ago: the notice that an answer is overdue comes at once, and refuses nothing;
                // nor does a remark.
                guard let code = note.code, code != "no-appRec-in-time", note.outcome != "remarked",
                    let sample = samples.first(where: { $0.document.msgID == note.msgID })
                else { continue }
                outcome.refused[sample.path] = code
            }
        }
        return outcome
    }

    private func names(in folder: String, ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(ending) && !$0.hasPrefix(".")
        }
    }
}

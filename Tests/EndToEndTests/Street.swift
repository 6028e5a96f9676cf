import Foundation
import Store
import Testing

@testable import Simulation

/// The demo's neighbourhood without its story: a hospital and two municipalities, whose record systems answer
/// everything, and a test that decides what is sent and which server loses its power.
final class Street: Sendable {
    let neighbourhood: Neighbourhood
    let folder: TemporaryFolder
    let hospital: DemoParty
    let municipality: DemoParty

    static func open() async throws -> Street {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/wire", withIntermediateDirectories: true)
        let neighbourhood = try await Neighbourhood.settle(
            scenario: .exchange, executable: DemoRun.program,
            archive: WireArchive(directory: "\(folder.path)/wire"), clock: { Date() }, uuid: { UUID() })
        try await neighbourhood.fleet.start(in: neighbourhood)
        return Street(
            neighbourhood: neighbourhood, folder: folder,
            hospital: try #require(neighbourhood.parties[.hospital]),
            municipality: try #require(neighbourhood.parties[.storvik]))
    }

    private init(
        neighbourhood: Neighbourhood, folder: TemporaryFolder, hospital: DemoParty, municipality: DemoParty
    ) {
        self.neighbourhood = neighbourhood
        self.folder = folder
        self.hospital = hospital
        self.municipality = municipality
    }

    func close() async { await neighbourhood.stop() }

    /// Cuts a node off as a power failure would, and starts it again.
    func cut(_ node: NodeName, environment: [String: String] = [:]) async throws {
        try await neighbourhood.fleet.cut(node, in: neighbourhood, environment: environment)
    }

    /// How many of these nodes are gone without a last word: a program that ends by itself says why.
    func cutOff(among nodes: [NodeName]) -> Int {
        nodes.filter { !neighbourhood.fleet.isRunning($0) }.count { node in
            let log = FileManager.default.contents(atPath: "\(neighbourhood.ground.directory(of: node))/serve.log")
            return log.map { !String(decoding: $0, as: UTF8.self).contains("budstikke: ") } ?? false
        }
    }

    /// Submits so many documents from the hospital. Returns their MsgIds.
    func submit(_ count: Int) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            let id = UUID()
            let document = try DocumentRequest(
                action: "LOG_INNLAGT", text: "Syntetisk.", from: hospital, to: municipality, msgID: id, inReplyTo: nil,
                now: Date()
            ).document()
            try await neighbourhood.recordSystems[.hospital]?.submit(document)
            ids.append(id.uuidString.lowercased())
        }
        return ids
    }

    /// Lets both record systems take and answer what they have been given.
    func recordSystemsWork() async throws {
        try await neighbourhood.recordSystems[.hospital]?.runOnce()
        try await neighbourhood.recordSystems[.storvik]?.runOnce()
    }

    /// How often each document was handed over.
    func handedOver() async -> [String: Int] {
        let deliveries = await neighbourhood.recordSystems[.storvik]?.deliveries ?? []
        return Dictionary(deliveries.compactMap(\.msgID).map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// Lets everything go on until the hospital's record system has been told that every one of these is confirmed and
    /// accepted, or `seconds` pass. Returns what it has been told of each.
    func settle(_ ids: [String], within seconds: Double) async throws -> [String: Set<String>] {
        let end = Date().addingTimeInterval(seconds)
        while true {
            try await recordSystemsWork()
            let told = try outcomes()
            let done = ids.allSatisfy { told[$0] == Self.success }
            if done || Date() > end { return told }
            try await Task.sleep(for: .milliseconds(300))
        }
    }

    /// What a record system is told of a message that went well: each once.
    static let success: Set = ["acknowledged", "appRecAccepted"]

    /// The outcomes in the hospital's receipts folder, by MsgId.
    private func outcomes() throws -> [String: Set<String>] {
        let folder = "\(neighbourhood.ground.folder(of: hospital))/receipts"
        var told: [String: Set<String>] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".json") && !name.hasPrefix(".") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let note = try? JSONDecoder().decode(Note.self, from: data)
            else { continue }
            told[note.msgID, default: []].insert(note.outcome)
        }
        return told
    }

    private struct Note: Decodable {
        let msgID: String
        let outcome: String
    }

    /// Every Acknowledgment's MessageId seen on the wire, by the message it acknowledges.
    func acknowledgments() throws -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        let wire = "\(folder.path)/wire"
        for name in try FileManager.default.contentsOfDirectory(atPath: wire) where name.hasSuffix("-ack.eml") {
            let envelope = WireEnvelope.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(wire)/\(name)"))))
            if let answered = envelope.refToMessageID, let id = envelope.messageID {
                found[answered, default: []].insert(id)
            }
        }
        return found
    }
}

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
    private let receipts: ReceiptLedger

    /// The two servers between which documents go, in both directions.
    static let nodes = [NodeName.hospital, .municipalities]

    /// - Parameter keepsMail: whether each mail is kept as it stood on the wire.
    static func open(keepsMail: Bool = false) async throws -> Street {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/wire", withIntermediateDirectories: true)
        let neighbourhood = try await Neighbourhood.settle(
            scenario: .exchange, executable: DemoRun.program,
            archive: keepsMail ? WireArchive(directory: "\(folder.path)/wire") : nil, clock: { Date() },
            uuid: { UUID() })
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
        let ground = neighbourhood.ground
        receipts = ReceiptLedger(folders: [ground.folder(of: hospital), ground.folder(of: municipality)])
    }

    /// Lets `body` act on a street of its own, which is gone afterwards whatever happens.
    static func with(keepsMail: Bool = false, _ body: (Street) async throws -> Void) async throws {
        let street = try await open(keepsMail: keepsMail)
        do { try await body(street) } catch {
            await street.close()
            throw error
        }
        await street.close()
    }

    func close() async { await neighbourhood.stop() }

    /// Cuts a node off as a power failure would, and starts it again.
    func cut(_ node: NodeName, environment: [String: String] = [:]) async throws {
        try await neighbourhood.fleet.cut(node, in: neighbourhood, environment: environment)
    }

    func isRunning(_ node: NodeName) -> Bool { neighbourhood.fleet.isRunning(node) }

    /// Submits so many documents from the hospital. Returns their MsgIds.
    func submit(_ count: Int) async throws -> [String] {
        try await submit(count, "LOG_INNLAGT", from: hospital, to: municipality)
    }

    /// Submits so many documents from the municipality to the hospital. Returns their MsgIds.
    func submitBack(_ count: Int) async throws -> [String] {
        try await submit(count, "INNLEGGELSESRAPPORT", from: municipality, to: hospital)
    }

    private func submit(
        _ count: Int, _ action: String, from sender: DemoParty, to receiver: DemoParty
    ) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            let id = UUID()
            let document = try DocumentRequest(
                action: action, text: "Syntetisk.", from: sender, to: receiver, msgID: id, inReplyTo: nil, now: Date()
            ).document()
            try await neighbourhood.recordSystems[sender.name]?.submit(document)
            ids.append(id.uuidString.lowercased())
        }
        return ids
    }

    /// Lets both record systems take and answer what they have been given.
    func recordSystemsWork() async throws {
        async let one = neighbourhood.recordSystems[.hospital]?.runOnce()
        async let other = neighbourhood.recordSystems[.storvik]?.runOnce()
        _ = try await (one, other)
    }

    /// Lets everything go on until the record systems have been told that every one of these is confirmed and
    /// accepted, or `seconds` pass. Returns what they have been told of each.
    func settle(_ ids: [String], within seconds: Double) async throws -> [String: Set<String>] {
        let end = Date().addingTimeInterval(seconds)
        while true {
            try await recordSystemsWork()
            let told = try outcomes()
            let done = ids.allSatisfy { told[$0] == Self.success }
            if done || Date() > end { return told }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// What the record systems have been told of each document so far, by MsgId.
    func outcomes() throws -> [String: Set<String>] { try receipts.outcomes() }

    /// What a record system is told of a message that went well: each once.
    static let success: Set = ["acknowledged", "appRecAccepted"]

    /// Judges all that has passed: each of these confirmed and accepted, none lost, none handed over twice, exactly one
    /// Acknowledgment by eb:MessageId for every document and application receipt on the wire.
    func verify(_ ids: [String], within seconds: Double) async throws {
        var told = try await settle(ids, within: seconds)
        if ids.contains(where: { told[$0] != Self.success }) {
            // Three cuts while the same work was under way set it aside, for a person to take it up again.
            let taken = try await takeUpParked()
            print("Measured: taken up again after three cuts: \(taken)")
            told = try await settle(ids, within: seconds)
        }
        let open = ids.filter { told[$0] != Self.success }
        let standing = try open.isEmpty ? [] : standing(open)
        #expect(standing == [] && open == [], "every message ends confirmed and accepted: \(standing)")
        let handedOver = await handedOver()
        #expect(handedOver.filter { $0.value != 1 }.isEmpty, "never twice")
        #expect(Set(ids).subtracting(handedOver.keys).isEmpty, "never lost")
        // The last receipts' own Acknowledgments may still be on their way.
        let end = Date().addingTimeInterval(seconds)
        while Set(acknowledgments().keys) != sentMessages(), Date() < end {
            try await Task.sleep(for: .milliseconds(100))
        }
        let acknowledgments = acknowledgments()
        #expect(Set(acknowledgments.keys) == sentMessages(), "an Acknowledgment for each message, and for nothing else")
        #expect(sentMessages().count == 2 * ids.count, "one message for each document, one for each receipt")
        #expect(acknowledgments.filter { $0.value.count != 1 }.isEmpty, "one Acknowledgment by eb:MessageId each")
    }
}

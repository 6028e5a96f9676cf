import Foundation
import Keys
import Synchronization
import TestSupport

/// The demo's three nodes: started, set up, asked and ended together.
final class NodeFleet: Sendable {
    /// A node that runs, and the tenants it serves.
    private struct Berth: Sendable {
        let node: NodeName
        let process: ServerProcess
        let administration: NodeAdministration
        let parties: [DemoParty]
    }

    /// How long a node may take to answer, seconds.
    private static let patience = 20

    /// The program whose `serve` the nodes run.
    let executable: String
    private let berths = Mutex<[Berth]>([])

    /// - Parameter executable: as in `argv[0]`; a name without a slash means the program that is running.
    init(executable: String) {
        self.executable =
            executable.contains("/")
            ? URL(fileURLWithPath: executable).path
            : (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? executable
    }

    /// Starts each node with an empty data directory and sets up its tenants over the control socket.
    func start(in neighbourhood: Neighbourhood) async throws {
        for node in NodeName.allCases {
            let parties = neighbourhood.parties.values.filter { $0.node == node }.sorted { $0.her < $1.her }
            try prepare(node, for: parties, in: neighbourhood)
            let ground = neighbourhood.ground
            let berth = Berth(
                node: node,
                process: try await ServerProcess.start(
                    node.rawValue, executable: executable, configuration: ground.configuration(of: node),
                    directory: ground.directory(of: node)),
                administration: NodeAdministration(node: node, socket: ground.controlSocket(of: node)),
                parties: parties)
            berths.withLock { $0.append(berth) }
        }
        for berth in berths.withLock(\.self) {
            try await waitUntilServing(berth)
            for party in berth.parties {
                try berth.administration.addTenant(
                    party, keys: neighbourhood.certificates.keys(of: party),
                    folder: neighbourhood.ground.folder(of: party))
            }
        }
    }

    /// Throws `DemoError.node` if one has ended by itself.
    func check() throws(DemoError) {
        for berth in berths.withLock(\.self) { try berth.process.check() }
    }

    /// All messages of all tenants, without their steps.
    func messages() throws(DemoError) -> [ObservedMessage] {
        var all: [ObservedMessage] = []
        for berth in berths.withLock(\.self) {
            for party in berth.parties { all += try berth.administration.messages(of: party) }
        }
        return all
    }

    /// The verdicts with each message's steps.
    func withSteps(_ verdicts: [MessageVerdict]) throws(DemoError) -> [MessageVerdict] {
        var told: [MessageVerdict] = []
        for verdict in verdicts {
            var full = verdict
            if let seen = verdict.observed { full.observed = try withSteps(seen) }
            told.append(full)
        }
        return told
    }

    /// Whether a node's process lives.
    func isRunning(_ node: NodeName) -> Bool {
        berths.withLock { $0.first { $0.node == node }?.process.isRunning ?? false }
    }

    /// The process id of a node that has been started.
    func identifier(of node: NodeName) -> Int32? {
        berths.withLock { $0.first { $0.node == node }?.process.identifier }
    }

    /// Cuts a node off as a power failure would, and starts it again on what is on its disk.
    func cut(_ node: NodeName, in neighbourhood: Neighbourhood, environment: [String: String] = [:]) async throws {
        guard let old = berths.withLock({ $0.first { $0.node == node } }) else { return }
        await old.process.cut()
        let ground = neighbourhood.ground
        let berth = Berth(
            node: node,
            process: try await ServerProcess.start(
                node.rawValue, executable: executable, configuration: ground.configuration(of: node),
                directory: ground.directory(of: node), environment: environment),
            administration: old.administration, parties: old.parties)
        berths.withLock { berths in
            berths.removeAll { $0.node == node }
            berths.append(berth)
        }
    }

    /// A way in to each municipality's pages, which works once.
    func consoleLinks() throws -> [(party: DemoParty, address: String)] {
        try berths.withLock(\.self).filter { $0.node == .municipalities }.flatMap { berth in
            try berth.parties.map { ($0, try berth.administration.consoleLink(to: $0)) }
        }
    }

    func stop() async {
        let all = berths.withLock { berths in
            defer { berths = [] }
            return berths
        }
        await withDiscardingTaskGroup { group in
            for berth in all { group.addTask { await berth.process.stop() } }
        }
    }

    // MARK: - Private steps

    private func prepare(_ node: NodeName, for parties: [DemoParty], in neighbourhood: Neighbourhood) throws {
        let ground = neighbourhood.ground
        try MasterKey.generate(to: ground.masterKey(of: node))
        let file = NodeConfigurationFile(
            node: node, parties: parties, ground: ground, smtpPort: neighbourhood.exchange.smtpPort,
            pop3Port: neighbourhood.exchange.pop3Port,
            // Browsers tell sites of one machine apart by name, not by port: one node has pages.
            webPort: node == .municipalities ? try Int(LoopbackListener().port) : nil)
        try ground.write(Array(file.yaml.utf8), to: ground.configuration(of: node))
    }

    private func waitUntilServing(_ berth: Berth) async throws {
        for _ in 0..<(Self.patience * 20) {
            if berth.administration.isServing { return }
            try berth.process.check()
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DemoError.setup("\(berth.node.rawValue) does not answer")
    }

    private func withSteps(_ message: ObservedMessage) throws(DemoError) -> ObservedMessage {
        for berth in berths.withLock(\.self) {
            for party in berth.parties where party.name == message.tenant {
                return try berth.administration.withSteps(message, of: party)
            }
        }
        return message
    }
}

import Foundation
import Synchronization

/// One `budstikke serve` as a child process.
final class TownServer: Sendable {
    let name: String
    let parties: [TownParty]
    let ground: TownGround
    /// Where it takes partners' posts.
    let httpPort: Int
    private let executable: String
    /// A library loaded before all others, such as one that makes fsync slow.
    private let preload: String?
    // Foundation's Process is not Sendable; the mutex is what every access goes through.
    private let process = Mutex<Process?>(nil)

    private let interruption: Interruption

    init(
        _ name: String, parties: [TownParty], ground: TownGround, httpPort: Int, executable: String, preload: String?,
        interruption: Interruption
    ) {
        self.name = name
        self.parties = parties
        self.ground = ground
        self.httpPort = httpPort
        self.executable = executable
        self.preload = preload
        self.interruption = interruption
    }

    var directory: String { ground.directory(of: name) }
    var administration: TownAdministration { TownAdministration(socket: "\(directory)/control/socket") }
    var identifier: Int32 { process.withLock { $0?.processIdentifier ?? 0 } }
    var memory: ProcessMemory { ProcessMemory(of: identifier) }

    /// Starts it and waits until it answers; returns the seconds this took.
    @discardableResult
    func start() async throws -> Double {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: executable)
        child.arguments = ["serve", "--config", "\(directory)/budstikke.yaml"]
        if let preload {
            child.environment = ProcessInfo.processInfo.environment.merging(["LD_PRELOAD": preload]) { $1 }
        }
        child.standardInput = FileHandle.nullDevice
        let logFile = "\(directory)/serve.log"
        guard FileManager.default.createFile(atPath: logFile, contents: nil),
            let log = FileHandle(forWritingAtPath: logFile)
        else { throw BenchError("\(logFile) cannot be written") }
        child.standardOutput = log
        child.standardError = log
        let begin = ContinuousClock.now
        try child.runWithSignals()
        process.withLock { $0 = child }
        interruption.started(child.processIdentifier)
        while !administration.isServing {
            try check()
            guard ContinuousClock.now - begin < .seconds(120) else { throw BenchError("\(name) does not answer") }
            try await Task.sleep(for: .milliseconds(5))
        }
        return (ContinuousClock.now - begin).inSeconds
    }

    /// Throws with the last lines it wrote, if it has ended by itself.
    func check() throws {
        guard process.withLock({ $0?.isRunning }) == false else { return }
        let log = FileManager.default.contents(atPath: "\(directory)/serve.log") ?? Data()
        throw BenchError("\(name) has ended: \(String(decoding: log.suffix(2000), as: UTF8.self))")
    }

    /// Asks it to end; after a while it is killed. Returns when it is gone.
    func stop() async {
        guard let child = process.withLock({ $0?.processIdentifier }) else { return }
        process.withLock { if $0?.isRunning == true { $0?.terminate() } }
        for _ in 0..<200 where process.withLock({ $0?.isRunning }) == true {
            try? await Task.sleep(for: .milliseconds(50))
        }
        process.withLock { if $0?.isRunning == true { kill(child, SIGKILL) } }
        process.withLock { $0 = nil }
        interruption.ended(child)
    }

    /// Its configuration: an ordinary one, everything on loopback.
    func configuration(smtpPort: Int, pop3Port: Int) -> String {
        var lines = [
            "dataDirectory: \(directory)/data",
            "masterKeyFile: \(directory)/master.key",
            "controlSocket: \(directory)/control/socket",
            "allowedHosts: [127.0.0.1]",
            "trustStore: \(ground.root)/trust",
            "revocation: {directory: \(ground.root)/revocation, allowedHosts: [], required: true}",
            "addressRegister:",
            "  file: \(ground.register)",
            "  maximumAgeHours: 24",
            "mailServers:",
            "  town:",
            "    smtp: {host: 127.0.0.1, port: \(smtpPort), tls: none}",
            "    pop3: {host: 127.0.0.1, port: \(pop3Port), tls: none}",
            "    pollSeconds: 1",
            "mailboxes:",
        ]
        for party in parties {
            lines += [
                "  \(party.name):", "    server: town", "    ediAddress: \(party.ediAddress)",
                "    user: \(party.name)", "    passwordFile: \(ground.passwordFile(of: party))",
            ]
        }
        lines.append("recordSystemAPI: {host: 127.0.0.1, port: 0}")
        lines.append("partnerHTTP: {listen: {host: 127.0.0.1, port: \(httpPort)}}")
        lines += ["language: en", "logLevel: error", "helloName: \(name).example"]
        return lines.joined(separator: "\n") + "\n"
    }
}

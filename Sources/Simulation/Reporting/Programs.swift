import Foundation
import TestSupport

/// The programs of the reporting, all found beside the demo's own, and what is asked of them by command.
struct Programs: Sendable {
    private let directory: String

    /// - Parameter executable: the path of one of them.
    init(beside executable: String) {
        directory = URL(fileURLWithPath: executable).deletingLastPathComponent().path
    }

    func path(_ name: String) -> String { "\(directory)/\(name)" }

    func path(of party: ReportingGround.Party) -> String { path(party.program) }

    /// Whether a party's program has been built.
    func has(_ party: ReportingGround.Party) -> Bool {
        FileManager.default.isExecutableFile(atPath: path(of: party))
    }

    /// Throws `DemoError.missing` when a party's program or 7-Zip is not there.
    func requireAll() throws(DemoError) {
        for party in ReportingGround.Party.allCases where !has(party) {
            throw .missing("\(path(of: party))", remedy: "Build it (`swift build -c release` builds all of them)")
        }
        _ = try sevenZip()
    }

    /// The path of 7-Zip, by any of the names that it has.
    func sevenZip() throws(DemoError) -> String {
        let folders = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin"].split(separator: ":")
        for name in ["7zz", "7z"] {
            for path in folders.map({ "\($0)/\(name)" }) where FileManager.default.isExecutableFile(atPath: path) {
                return path
            }
        }
        throw .missing("7-Zip (7zz or 7z)", remedy: "Install the package 7zip")
    }

    /// Runs a command of a party's program with its configuration, and gives what it printed.
    /// - Throws: `DemoError.setup` with its words when it does not end well.
    @discardableResult
    func run(
        _ party: ReportingGround.Party, on ground: ReportingGround, _ arguments: [String], input: [UInt8] = []
    ) async throws -> [UInt8] {
        try await run(
            party.program, arguments + ["--config", ground.configuration(of: party)], input: input)
    }

    @discardableResult
    func run(_ program: String, _ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
        let call = "\(program) \(arguments.prefix(2).joined(separator: " "))"
        let outcome: Command.Outcome
        do { outcome = try await Command.run(path(program), arguments, input: input) } catch {
            throw DemoError.setup("\(call) could not be run: \(error)")
        }
        guard outcome.status == 0 else { throw DemoError.setup("\(call): \(outcome.errorText)") }
        return outcome.output
    }

    /// How long a server may take to be ready, seconds.
    private static let patience = 30

    /// Starts a party's server; returns when it says that it can be reached.
    func serve(
        _ party: ReportingGround.Party, on ground: ReportingGround, log: String = "serve.log",
        environment: [String: String] = [:]
    ) async throws -> ServerProcess {
        let server = try await ServerProcess.start(
            party.rawValue, executable: path(of: party), configuration: ground.configuration(of: party),
            directory: ground.directory(of: party), log: log, environment: environment)
        do {
            for _ in 0..<(Self.patience * 50) {
                // Asked before its log is read: one that is ready may be cut off at once.
                let isRunning = server.isRunning
                if server.log.contains(#""event":"ready""#) { return server }
                if !isRunning { try server.check() }
                try await Task.sleep(for: .milliseconds(20))
            }
            throw DemoError.node(party.rawValue, lastWords: server.log)
        } catch {
            await server.cut()
            throw error
        }
    }

    /// Runs a command with `--json` and reads its one object.
    func ask<Reply: Decodable>(
        _ party: ReportingGround.Party, on ground: ReportingGround, _ arguments: [String], as type: Reply.Type
    ) async throws -> Reply {
        try Self.read(type, try await run(party, on: ground, arguments + ["--json"]))
    }

    /// Runs a command with `--json` and reads its lines, one object each.
    func list<Reply: Decodable>(
        _ party: ReportingGround.Party, on ground: ReportingGround, _ arguments: [String], of type: Reply.Type
    ) async throws -> [Reply] {
        try await run(party, on: ground, arguments + ["--json"]).split(separator: UInt8(ascii: "\n")).map {
            try Self.read(type, Array($0))
        }
    }

    private static func read<Reply: Decodable>(_ type: Reply.Type, _ bytes: [UInt8]) throws -> Reply {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text)
        }
        do { return try decoder.decode(type, from: Data(bytes)) } catch {
            throw DemoError.setup("an answer is not as it should be: \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}

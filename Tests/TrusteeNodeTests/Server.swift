import CommandOutcome
import Foundation
import TestSupport
import Testing

/// One run of `budstikke-trustee serve`, by the machine's own clock, and commands beside it.
struct Server {
    private let process: Process
    private let files: ScratchDirectory
    private let name: String
    let port: Int

    /// Returns once the server says that it is ready.
    /// - Parameters:
    ///   - log: the name of its log.
    ///   - place: where it is to be cut, as `BUDSTIKKE_CRASH_AT` names it; it may be cut before it is ready.
    static func started(_ installation: Installation, log: String, cutAt place: String? = nil) async throws -> Server {
        let files = installation.scratch
        let configuration = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke-trustee"))
        process.arguments = ["serve", "--config", configuration]
        if let place {
            process.environment = ProcessInfo.processInfo.environment.merging(["BUDSTIKKE_CRASH_AT": place]) { $1 }
        }
        for (path, isError) in [(try files.write([], to: log), false), (try files.write([], to: log + ".err"), true)] {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            if isError { process.standardError = handle } else { process.standardOutput = handle }
        }
        try process.run()
        var port: Int?
        try await eventually("the server is ready") {
            let said = String(decoding: try files.read(log), as: UTF8.self)
            let place = said.range(of: #""sendModule":""#)
            port = place.flatMap { Int(said[$0.upperBound...].prefix { $0.isNumber }) }
            return port != nil || !process.isRunning
        }
        return Server(
            process: process, files: files, name: log, port: place == nil ? try #require(port) : port ?? 0)
    }

    var isRunning: Bool { process.isRunning }

    /// What it has logged.
    var log: String {
        get throws { String(decoding: try files.read(name), as: UTF8.self) }
    }

    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to read its configuration anew.
    func hangUp() { Glibc.kill(process.processIdentifier, SIGHUP) }

    func end() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Waits until it has been cut at the place that was asked for.
    func wasCut(at place: String) async throws {
        try await eventually("it is cut at \(place)") { !process.isRunning }
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(String(decoding: try files.read(name + ".err"), as: UTF8.self).contains("cut at \(place)\n"))
    }
}

/// Somebody who has logged in to the machine, and gives commands through the service's account.
struct Person {
    /// The log-in as the kernel keeps it, which every process inherits.
    let login: Int
    let installation: Installation

    static func kari(_ installation: Installation) -> Person { Person(login: 1_001, installation: installation) }
    static func ola(_ installation: Installation) -> Person { Person(login: 1_002, installation: installation) }

    /// Runs a command with the installation's configuration.
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> Command.Outcome {
        let outcome = try await Command.run(
            "bash",
            [
                "-c", #"echo "$1" > /proc/self/loginuid || exit 99; shift; exec "$@""#, "-", "\(login)",
                BuiltProgram.path("budstikke-trustee"),
            ] + arguments + ["--config", installation.scratch.path("trustee.yaml")], input: input)
        try #require(
            outcome.status != 99,
            "A log-in can be made by root, or where nobody has logged in: run this test as root or from a service.")
        return outcome
    }

    /// Runs a command that must do what is asked, and gives the fields of the object that it prints.
    @discardableResult
    func ask(_ arguments: [String], input: [UInt8] = []) async throws -> [String: Any] {
        let outcome = try await run(arguments + ["--json"], input: input)
        try #require(outcome.status == 0, "\(arguments): \(outcome.errorText)")
        return try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    }
}

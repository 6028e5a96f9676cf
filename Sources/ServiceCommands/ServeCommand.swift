package import ArgumentParser
import CommandOutcome
package import Commands
import Foundation
import Glibc
import Logging
import ServiceNode
import Settings

/// Runs a server until it is asked to end.
package struct ServeCommand<Program: ServiceProgram>: AsyncParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve", abstract: "Run the \(Program.party) until it is asked to end (SIGTERM, Ctrl-C).",
            discussion: "Logs JSON Lines to stdout; the line `ready` says where it listens. \(Program.reloading) "
                + "Tells systemd when it is ready and when it stops (Type=notify).")
    }
    package static var examples: [Example] {
        [
            Example(
                "\(Program.name) serve --config \(Program.usualDirectory)/\(Program.fileName)", "as the service does"),
            Example("\(Program.name) serve --verbose", "tell more, to look for something"),
        ]
    }
    @OptionGroup var global: ConfigurationOptions<Program>

    package init() {}

    package func run() async throws {
        ProcessLimits.allowManyFiles()
        ProcessLimits.keepMemoryTogether()
        let signals = ServiceSignals()
        let environment = ProcessInfo.processInfo.environment
        let manager = ServiceManager(environment: environment)
        let read: @Sendable () throws -> Program.Configuration = { [file = global.configFile] in
            try ConfigurationOptions<Program>.load(file)
        }
        let level: @Sendable (Program.Configuration) -> Logger.Level = { [verbose = global.verbose] in
            verbose ? .debug : Logger.Level(rawValue: $0.logLevel.rawValue) ?? .info
        }
        let configuration = try read()
        let volume = LogVolume(level(configuration))
        let logger = Logger(label: Program.party) { _ in JSONLineLog(volume: volume) }
        let crash = CrashSwitch(environment: environment)
        do {
            let node = try await Program.open(
                configuration,
                ServiceSurroundings(
                    logger: logger,
                    notDurable: {
                        logger.critical(
                            "not-durable",
                            metadata: ["sentence": "The disk did not confirm a write; the process ends."])
                        _exit(ExitStatus.inputOutput.rawValue)
                    }, crash: crash.pass))
            try await work(node, signals, manager, logger, ready: crash.arm) {
                let changed = try await node.reload(read)
                volume.level = level(node.configuration)
                if let changed { logger.notice("reloaded", metadata: ["changed": "\(changed.joined(separator: ","))"]) }
            }
        } catch {
            throw Program.Administration.explained(error)
        }
    }

    /// Runs the node until it is asked to end, and lets what is under way finish.
    private func work(
        _ node: Program.Node, _ signals: ServiceSignals, _ manager: ServiceManager, _ logger: Logger,
        ready: @escaping @Sendable () -> Void, reload: @escaping @Sendable () async throws -> Void
    ) async throws {
        let running = Task {
            try await node.serve { places in
                logger.notice("ready", metadata: places.mapValues { "\($0)" })
                manager.ready()
                ready()
            }
        }
        let reloading = Task {
            for await _ in signals.reloads { await Self.reload(manager, logger, reload) }
        }
        signals.whenEnding {
            running.cancel()
            Task { await Self.endAnyway(logger) }
        }
        let outcome = await running.result
        reloading.cancel()
        manager.stopping()
        if case .failure(let error) = outcome, !(error is CancellationError) {
            try? await node.close()
            throw error
        }
        try await node.close()
        logger.notice("ended")
    }

    /// What cannot be used leaves everything as it is.
    private static func reload(
        _ manager: ServiceManager, _ logger: Logger, _ reload: () async throws -> Void
    ) async {
        manager.reloading()
        do { try await reload() } catch {
            let refusal = Program.Administration.explained(error)
            for sentence in ["Nothing was changed. \(refusal.sentence)"] + refusal.details {
                logger.error("reload-refused", metadata: ["sentence": "\(sentence)"])
            }
        }
        manager.ready()
    }

    /// Ends the process when what is under way takes too long: it is as if the power had been cut, which loses nothing.
    private static func endAnyway(_ logger: Logger) async {
        try? await Task.sleep(for: .seconds(25))
        logger.notice("ended", metadata: ["sentence": "What was under way is taken up at the next start."])
        _exit(ExitStatus.done.rawValue)
    }
}

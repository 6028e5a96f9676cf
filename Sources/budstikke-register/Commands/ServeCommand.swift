import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Logging
import RegisterNode

/// Runs the register until it is asked to end.
struct ServeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the register until it is asked to end (SIGTERM, Ctrl-C).",
        discussion: "Logs JSON Lines to stdout. Tells systemd when it is ready and when it stops (Type=notify).")
    static let examples = [
        Example("budstikke-register serve --config /etc/budstikke-register/register.yaml", "as the service does"),
        Example("budstikke-register serve --verbose", "tell more, to look for something"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        ProcessLimits.allowManyFiles()
        ProcessLimits.keepMemoryTogether()
        let signals = ServiceSignals()
        let manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
        let configuration = try global.load()
        let level = global.verbose ? Logger.Level.debug : Logger.Level(rawValue: configuration.logLevel.rawValue)
        let volume = LogVolume(level ?? .info)
        let logger = Logger(label: "register") { _ in JSONLineLog(volume: volume) }
        do {
            try await work(configuration, signals, manager, logger)
        } catch {
            throw AdministrationError(register: error)
        }
    }

    /// Runs the node until it is asked to end, and lets what is under way finish.
    private func work(
        _ configuration: RegisterConfiguration, _ signals: ServiceSignals, _ manager: ServiceManager, _ logger: Logger
    ) async throws {
        let crash = CrashSwitch(environment: ProcessInfo.processInfo.environment)
        let node = try await RegisterNode.open(
            configuration, logger: logger,
            events: .init(notDurable: {
                logger.critical(
                    "not-durable", metadata: ["sentence": "The disk did not confirm a write; the process ends."])
                _exit(ExitStatus.inputOutput.rawValue)
            }), crash: crash.pass)
        let running = Task {
            try await node.run { address in
                logger.notice("ready", metadata: ["address": "\(address)"])
                manager.ready()
            }
        }
        signals.whenEnding {
            running.cancel()
            Task { await Self.endAnyway(logger) }
        }
        let outcome = await running.result
        manager.stopping()
        try await node.close()
        if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
        logger.notice("ended")
    }

    /// Ends the process when what is under way takes too long: it is as if the power had been cut, which loses nothing.
    private static func endAnyway(_ logger: Logger) async {
        try? await Task.sleep(for: .seconds(25))
        logger.notice("ended", metadata: ["sentence": "What was under way is taken up at the next start."])
        _exit(ExitStatus.done.rawValue)
    }
}

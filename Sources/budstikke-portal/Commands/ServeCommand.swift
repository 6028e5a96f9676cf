import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Logging
import PortalNode

/// Runs the portal until it is asked to end.
struct ServeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the portal until it is asked to end (SIGTERM, Ctrl-C).",
        discussion: "Logs JSON Lines to stdout; the line `ready` names the ports. Reads certificates anew at SIGHUP. "
            + "Tells systemd when it is ready and when it stops (Type=notify).")
    static let examples = [
        Example("budstikke-portal serve --config /etc/budstikke-portal/portal.yaml", "as the service does"),
        Example("budstikke-portal serve --verbose", "tell more, to look for something"),
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
        let logger = Logger(label: "portal") { _ in JSONLineLog(volume: volume) }
        do {
            try await work(configuration, signals, manager, logger)
        } catch {
            throw AdministrationError(portal: error)
        }
    }

    /// Runs the node until it is asked to end, and lets what is under way finish.
    private func work(
        _ configuration: PortalConfiguration, _ signals: ServiceSignals, _ manager: ServiceManager, _ logger: Logger
    ) async throws {
        let node = try await PortalNode.open(
            configuration, logger: logger,
            events: .init(notDurable: {
                logger.critical(
                    "not-durable", metadata: ["sentence": "The disk did not confirm a write; the process ends."])
                _exit(ExitStatus.inputOutput.rawValue)
            }))
        let running = Task {
            try await node.run { ports in
                logger.notice("ready", metadata: ["pages": "\(ports.pages)", "push": "\(ports.push)"])
                manager.ready()
            }
        }
        let reloading = Task {
            for await _ in signals.reloads { Self.reload(node, manager, logger) }
        }
        signals.whenEnding {
            running.cancel()
            Task { await Self.endAnyway(logger) }
        }
        let outcome = await running.result
        reloading.cancel()
        manager.stopping()
        try await node.close()
        if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
        logger.notice("ended")
    }

    /// What cannot be used leaves everything as it is.
    private static func reload(_ node: PortalNode, _ manager: ServiceManager, _ logger: Logger) {
        manager.reloading()
        do { try node.reload() } catch {
            logger.error("reload-refused", metadata: ["sentence": "\(AdministrationError(portal: error).sentence)"])
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

import ArgumentParser
import CommandOutcome
import Commands
import Console
import Foundation
import Glibc
import Logging
import MunicipalNode
import Settings

/// Runs the message server until it is asked to end.
struct ServeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the message server until it is asked to end (SIGTERM, Ctrl-C).",
        discussion: "Logs JSON Lines to stdout. SIGHUP reads the configuration anew. Tells systemd when it is ready, "
            + "reloads, stops, and that it is alive (Type=notify, WatchdogSec=).")
    static let examples = [
        Example("budstikke serve --config /etc/budstikke/budstikke.yaml", "as the service does"),
        Example("budstikke serve --config budstikke.yaml --verbose", "tell more, to look for something"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let isMemoryGuarded = MemoryExhaustion.endsProcess()
        ProcessLimits.allowManyFiles()
        let signals = ServiceSignals()
        let environment = ProcessInfo.processInfo.environment
        let manager = ServiceManager(environment: environment)
        let source = try global.source()
        let configuration = try source.load()
        let volume = LogVolume(level(configuration))
        let logger = Logger(label: "budstikke") { _ in JSONLineLog(volume: volume) }
        if !isMemoryGuarded {
            logger.warning(
                "memory-unguarded",
                metadata: [
                    "sentence": "A lack of memory may make a sound message look faulty. Report this as an error."
                ])
        }
        let node: MunicipalNode
        do {
            node = try await MunicipalNode.open(
                configuration, from: source, environment: environment, logger: logger,
                events: events(manager, logger, volume), website: ConsoleWebsite(log: logger))
        } catch {
            throw AdministrationError(opening: error)
        }
        try await work(node, signals, manager, logger)
    }

    private func events(_ manager: ServiceManager, _ logger: Logger, _ volume: LogVolume) -> NodeEvents {
        let level = level
        return NodeEvents(
            notDurable: {
                logger.critical(
                    "not-durable", metadata: ["sentence": "The disk did not confirm a write; the process ends."])
                _exit(ExitStatus.inputOutput.rawValue)
            },
            reload: { step in
                switch step {
                case .begins: manager.reloading()
                case .ended(let configuration):
                    volume.level = level(configuration)
                    manager.ready()
                }
            })
    }

    /// Runs the node until it is asked to end, and lets what is under way finish.
    private func work(
        _ node: MunicipalNode, _ signals: ServiceSignals, _ manager: ServiceManager, _ logger: Logger
    ) async throws {
        await warn(of: node, logger)
        let work = Task {
            try await node.run {
                logger.notice("ready", metadata: ["socket": "\(node.configuration.controlSocket)"])
                manager.ready()
            }
        }
        signals.whenEnding { work.cancel() }
        // A refused reload has been logged with its reasons; the node goes on as before.
        let reloads = Task { for await _ in signals.reloads { _ = try? await node.reload(dryRun: false) } }
        let watchdog = Task { await Watchdog(manager: manager, logger: logger).run { node.stalledLoops } }
        let outcome = await work.result
        manager.stopping()
        reloads.cancel()
        watchdog.cancel()
        let ended = (try? await node.close()) ?? true
        if case .failure(let error) = outcome, !(error is CancellationError) {
            throw AdministrationError(opening: error)
        }
        logger.notice(
            "ended", metadata: ended ? [:] : ["sentence": "What was under way is taken up at the next start."])
        // Work that did not end in time still uses what an orderly exit would take away under it.
        if !ended { _exit(ExitStatus.done.rawValue) }
    }

    /// One line for each thing the server needs and does not have.
    private func warn(of node: MunicipalNode, _ logger: Logger) async {
        let look = Preconditions(configuration: node.configuration, now: Date())
        for remark in await look.files() + look.tenants(node.administration) {
            logger.log(
                level: remark.isError ? .error : .warning, "precondition",
                metadata: ["check": "\(remark.code)", "sentence": "\(remark.line)"])
        }
    }

    private var level: @Sendable (Configuration) -> Logger.Level {
        let verbose = global.verbose
        return { verbose ? .debug : Logger.Level(rawValue: $0.logLevel.rawValue) ?? .info }
    }
}

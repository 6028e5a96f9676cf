import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Logging
import TrusteeNode

/// Runs the service until it is asked to end.
struct ServeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the trustee until it is asked to end (SIGTERM, Ctrl-C).",
        discussion:
            "Logs JSON Lines to stdout; the line `ready` names the ports. SIGHUP reads the configuration and the "
            + "files it names anew: what cannot be used, or needs a restart, leaves everything as it is and is logged. "
            + "Tells systemd when it is ready, reloads and stops (Type=notify).")
    static let examples = [
        Example("budstikke-trustee serve --config /etc/budstikke-trustee/trustee.yaml", "as the service does"),
        Example("budstikke-trustee serve --config trustee.yaml --verbose", "tell more, to look for something"),
    ]
    @OptionGroup var options: TrusteeOptions

    func run() async throws {
        ProcessLimits.allowManyFiles()
        ProcessLimits.keepMemoryTogether()
        let signals = ServiceSignals()
        let manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
        let configuration = try options.load()
        let volume = LogVolume(level(configuration))
        let log = Logger(label: "budstikke-trustee") { _ in JSONLineLog(volume: volume) }
        do {
            let crash = CrashSwitch(environment: ProcessInfo.processInfo.environment)
            let node = try await TrusteeNode.open(configuration, clock: { Date() }, log: log, crash: crash.pass)
            try await work(node, signals, manager, log, volume)
        } catch {
            throw AdministrationError(trustee: error)
        }
    }

    /// Runs the node until it is asked to end, and lets what is under way finish.
    private func work(
        _ node: TrusteeNode, _ signals: ServiceSignals, _ manager: ServiceManager, _ log: Logger, _ volume: LogVolume
    ) async throws {
        let work = Task {
            try await node.run { ports in
                log.notice(
                    "ready",
                    metadata: [
                        "sendModule": "\(ports.sendModule ?? 0)", "status": "\(ports.status ?? 0)",
                    ])
                manager.ready()
            }
        }
        let reloads = Task {
            for await _ in signals.reloads { reload(node, manager, log, volume) }
        }
        signals.whenEnding {
            work.cancel()
            Task { await Self.endAnyway(log) }
        }
        let outcome = await work.result
        reloads.cancel()
        manager.stopping()
        try? await node.close()
        if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
        log.notice("ended")
    }

    private func reload(_ node: TrusteeNode, _ manager: ServiceManager, _ log: Logger, _ volume: LogVolume) {
        manager.reloading()
        do {
            let changed = try node.reload(try options.load())
            volume.level = level(node.configuration)
            log.notice("reloaded", metadata: ["changed": "\(changed.joined(separator: ","))"])
        } catch {
            let refusal = AdministrationError(trustee: error)
            log.error("reload-refused", metadata: ["sentence": "Nothing was changed. \(refusal.sentence)"])
            for detail in refusal.details { log.error("reload-refused", metadata: ["sentence": "\(detail)"]) }
        }
        manager.ready()
    }

    private func level(_ configuration: TrusteeConfiguration) -> Logger.Level {
        options.printing.verbose ? .debug : Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
    }

    /// Ends the process when what is under way takes too long: it is as if the power had been cut, which loses nothing.
    private static func endAnyway(_ log: Logger) async {
        try? await Task.sleep(for: .seconds(25))
        log.notice("ended", metadata: ["sentence": "What was under way is taken up at the next start."])
        _exit(ExitStatus.done.rawValue)
    }
}

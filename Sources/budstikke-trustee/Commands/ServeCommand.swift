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
        discussion: "Logs JSON Lines to stdout; the line `ready` names the ports.")
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
        let level = Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
        let volume = LogVolume(options.printing.verbose ? .debug : level)
        let log = Logger(label: "budstikke-trustee") { _ in JSONLineLog(volume: volume) }
        do {
            let crash = CrashSwitch(environment: ProcessInfo.processInfo.environment)
            let node = try await TrusteeNode.open(configuration, clock: { Date() }, log: log, crash: crash.pass)
            try await work(node, signals, manager, log)
        } catch let error as AdministrationError {
            throw error
        } catch {
            throw AdministrationError(serving: error)
        }
    }

    private func work(
        _ node: TrusteeNode, _ signals: ServiceSignals, _ manager: ServiceManager, _ log: Logger
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
        signals.whenEnding { work.cancel() }
        let outcome = await work.result
        manager.stopping()
        try? await node.close()
        if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
        log.notice("ended")
    }
}

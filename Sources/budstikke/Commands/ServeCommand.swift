import ArgumentParser
import Dispatch
import Foundation
import Glibc
import Logging
import MunicipalNode

/// Runs the message server until it is asked to end.
struct ServeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the message server until it is asked to end (SIGTERM, Ctrl-C).",
        discussion: "Logs JSON Lines to stdout. Tells systemd when it is ready (Type=notify).")
    static let examples = [
        Example("budstikke serve --config /etc/budstikke/budstikke.yaml", "as the service does"),
        Example("budstikke serve --config budstikke.yaml --verbose", "tell more, to look for something"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let configuration = try global.load()
        let level =
            global.verbose ? Logger.Level.debug : Logger.Level(rawValue: configuration.logLevel.rawValue) ?? .info
        let logger = Logger(label: "budstikke") { _ in JSONLineLog(level: level) }
        let node: MunicipalNode
        do {
            node = try await MunicipalNode.open(
                configuration, environment: ProcessInfo.processInfo.environment, logger: logger,
                onNotDurable: {
                    logger.critical("not-durable: the disk did not confirm a write; the process ends")
                    _exit(ExitStatus.inputOutput.rawValue)
                })
        } catch {
            throw AdministrationError(opening: error)
        }
        let work = Task {
            try await node.run {
                logger.notice("ready", metadata: ["socket": "\(configuration.controlSocket)"])
                ServiceManager.notify("READY=1")
            }
        }
        let signals = EndSignals { work.cancel() }
        let outcome = await work.result
        ServiceManager.notify("STOPPING=1")
        signals.stop()
        try? await node.close()
        if case .failure(let error) = outcome, !(error is CancellationError) {
            throw AdministrationError(opening: error)
        }
        logger.notice("ended")
    }
}

/// SIGTERM and SIGINT as a call.
private final class EndSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ end: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: end)
            source.resume()
            return source
        }
    }

    func stop() {
        for source in sources { source.cancel() }
    }
}

package import Logging

/// Gives systemd a sign of life, but only while every loop of the node still turns: a server whose process lives and
/// whose work stands still is restarted.
package struct Watchdog {
    package let manager: ServiceManager
    package let logger: Logger

    package init(manager: ServiceManager, logger: Logger) {
        self.manager = manager
        self.logger = logger
    }

    /// Until cancelled. Returns at once when nobody watches.
    ///
    /// - Parameter stalled: names of the loops that do not turn.
    package func run(_ stalled: @Sendable () -> [String]) async {
        guard let interval = manager.watchdogInterval else { return }
        var told: [String] = []
        while !Task.isCancelled {
            let loops = stalled()
            if loops.isEmpty { manager.isAlive() }
            if loops != told, !loops.isEmpty {
                logger.critical(
                    "loops-stalled",
                    metadata: [
                        "sentence": "Signs of life are given no more; the service manager will restart the server.",
                        "loops": "\(loops.joined(separator: ", "))",
                    ])
            }
            told = loops
            try? await Task.sleep(for: interval)
        }
    }
}

public import HTTPListening
public import Logging
public import NIOCore
import Web

/// The wizard on a socket.
public struct ReportWizardListener: Sendable {
    private let listener: WebListener<WizardRoute>

    public init(_ wizard: ReportWizardSite, settings: HTTPListenerSettings, log: Logger) {
        listener = WebListener(wizard.site, settings: settings, log: log)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        try await listener.run(bound: bound)
    }
}

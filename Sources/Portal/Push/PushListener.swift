public import HTTPListening
import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore

/// The push API on its own socket, which the browsers' listener knows nothing of.
public struct PushListener: Sendable {
    /// It takes mutual TLS only, whatever the interface.
    public struct NeedsMutualTLS: Error, CustomStringConvertible {
        public var description: String { "The register's listener must require client certificates." }
    }

    private let listener: HTTPListener<PushResponder>

    /// - Throws: `NeedsMutualTLS`.
    public init(_ api: PushAPI, settings: HTTPListenerSettings, log: Logger) throws(NeedsMutualTLS) {
        guard case .required = settings.tls?.clients else { throw NeedsMutualTLS() }
        var settings = settings
        // How many are held in memory at once the API bounds, for the register alone: a few connections would be taken
        // by strangers who say nothing.
        settings.limits.bodyBytes = PushAPI.largestFile
        listener = HTTPListener(settings: settings, responder: PushResponder(api: api), log: log)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        try await listener.run(bound: bound)
    }
}

private struct PushResponder: HTTPResponder {
    let api: PushAPI

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        await api.respond(to: request, from: context.connection.clientCertificate)
    }
}

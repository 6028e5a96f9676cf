public import HTTPListening
import Hummingbird
public import Logging
public import NIOCore
import SealedSubmission

/// The send module on a socket.
public struct SendModuleListener: Sendable {
    private let listener: HTTPListener<SendModuleResponder>

    /// - Parameter pages: for addresses that are none of the API's; nil where there are no pages.
    public init(
        _ api: SendModuleAPI, pages: SendPages? = nil, settings: HTTPListenerSettings, log: Logger
    ) {
        var settings = settings
        let largestForm = pages == nil ? 0 : BrowserUpload.largest + (1 << 20)
        settings.limits.bodyBytes = max(PartLimits.octets, largestForm)
        listener = HTTPListener(settings: settings, responder: SendModuleResponder(api: api, pages: pages), log: log)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        try await listener.run(bound: bound)
    }
}

private struct SendModuleResponder: HTTPResponder {
    let api: SendModuleAPI
    let pages: SendPages?

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        if let pages, SendRoute(path: request.uri.path) == nil { return await pages.respond(to: request) }
        return await api.respond(to: request)
    }
}

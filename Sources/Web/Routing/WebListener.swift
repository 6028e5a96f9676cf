public import HTTPListening
import HTTPTypes
import Hummingbird
public import Logging
public import NIOCore

/// A site on a socket.
public struct WebListener<Route: WebRoute>: Sendable {
    private let listener: HTTPListener<WebResponder<Route>>

    /// - Parameter settings: `limits.bodyBytes` is set to what the largest route takes.
    public init(_ site: WebSite<Route>, settings: HTTPListenerSettings, log: Logger) {
        var settings = settings
        settings.limits.bodyBytes = Route.examples.map(\.body.limits.octets).max() ?? FormLimits.formOctets
        listener = HTTPListener(settings: settings, responder: WebResponder(site: site), log: log)
    }

    /// Serves until the task is cancelled.
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        try await listener.run(bound: bound)
    }
}

/// Carries a request to the site and its answer back.
private struct WebResponder<Route: WebRoute>: HTTPResponder {
    let site: WebSite<Route>

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let answer = await site.respond(to: request)
        let afterwards = answer.afterwards
        let (length, isEmpty): (Int, Bool) =
            switch answer.body {
            case .octets(let octets): (octets.count, octets.isEmpty)
            case .stream(let length, _): (length, false)
            }
        if isEmpty, afterwards == nil {
            return Response(status: answer.status, headers: answer.headers)
        }
        let body = ResponseBody(contentLength: length) { writer in
            switch answer.body {
            case .octets(let octets):
                if !octets.isEmpty { try await writer.write(ByteBuffer(bytes: octets)) }
            case .stream(_, let read):
                for try await piece in read() { try await writer.write(ByteBuffer(bytes: piece)) }
            }
            try await writer.finish(nil)
            await afterwards?()
        }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }
}

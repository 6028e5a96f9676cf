public import HTTPListening
import HTTPTypes
import Hummingbird
public import Logging
public import NIOCore

/// The API on a socket.
public struct APIListener: Sendable {
    private let listener: HTTPListener<APIResponder>

    public init(_ api: RecordSystemAPI, settings: HTTPListenerSettings, log: Logger) {
        var settings = settings
        settings.limits.bodyBytes = RecordSystemAPI.largestBody
        listener = HTTPListener(settings: settings, responder: APIResponder(api: api), log: log)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter bound: told the address once it can be reached.
    /// - Throws: `HTTPListenerError`, or what keeps the address from being had.
    public func run(bound: @escaping @Sendable (SocketAddress) -> Void) async throws {
        try await listener.run(bound: bound)
    }
}

/// Carries a request to the API and its answer back.
private struct APIResponder: HTTPResponder {
    let api: RecordSystemAPI

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let reply = await api.respond(
            to: request.method, request.uri.string, headers: request.headers,
            certificate: context.connection.clientCertificate
        ) { limit, arrived in
            var bytes: [UInt8] = []
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= limit else { return nil }
                try arrived(buffer.readableBytes)
                bytes += buffer.readableBytesView
            }
            return bytes
        }
        return Response(
            status: reply.status, headers: reply.headers,
            body: reply.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

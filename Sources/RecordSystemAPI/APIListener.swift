import Delivery
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
    /// Bounds what bodies take in memory, whoever sends them: some 100 MB.
    private let bodies = Slots(400)

    init(api: RecordSystemAPI) {
        self.api = api
    }

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let bodies = bodies
        let reply = await api.respond(
            to: request.method, request.uri.string, headers: request.headers,
            certificate: context.connection.clientCertificate
        ) { limit in
            let length = request.headers[.contentLength].flatMap { Int($0) } ?? limit
            let places = min(400, 1 + length / Slots.octetsPerPlace)
            await bodies.acquire(places)
            defer { bodies.release(places) }
            do { return Array(buffer: try await request.body.collect(upTo: limit)) } catch is NIOTooManyBytesError {
                return nil
            }
        }
        return Response(
            status: reply.status, headers: reply.headers,
            body: reply.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}

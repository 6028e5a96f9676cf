import Exchange
import Foundation
import HTTPListening
import HTTPTransport
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import Store
import Synchronization
import Testing

@testable import MunicipalNode

/// An office's HTTP address on this machine: the server's own reception behind its own listener, with a checkpoint
/// between them.
final class HTTPDoor: Sendable {
    private let gate: Gate
    private let path: String
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let port = Mutex(0)
    private let running = Mutex<Task<Void, any Error>?>(nil)

    /// - Parameter budget: the room for bodies; the server's own by default.
    init(
        to context: ExchangeContext, past checkpoint: Checkpoint, now: @escaping @Sendable () -> Date,
        budget: BodyBudget = BodyBudget(all: 280_000_000, each: 280_000_000)
    ) {
        let tenant = context.settings.current.tenant.id
        path = "/ebxml/\(tenant)"
        // However busy the machine is, an answer that is waited for comes on the connection.
        let patience = Duration.seconds(300)
        gate = Gate(
            reception: PartnerReception(
                flow: { $0 == tenant ? PostFlow(context: context, patience: patience) : nil }, budget: budget,
                now: now, log: log),
            checkpoint: checkpoint)
    }

    var address: HTTPAddress {
        get throws { try #require(HTTPAddress("http://127.0.0.1:\(port.withLock { $0 })\(path)")) }
    }

    /// Listens; on the same port as the last time.
    func open() async throws {
        var limits = HTTPListenerLimits()
        limits.farewell = .milliseconds(100)
        let settings = HTTPListenerSettings(host: "127.0.0.1", port: port.withLock { $0 }, limits: limits)
        let listener = HTTPListener(settings: settings, responder: gate, log: log)
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            defer { bound.finish() }
            try await listener.run { bound.yield($0.port ?? 0) }
        }
        running.withLock { $0 = task }
        for await number in ports {
            port.withLock { $0 = number }
            return
        }
        // It has ended without ever listening.
        try await task.value
    }

    /// Drops all connections; nobody gets in until it is opened again.
    func close() async {
        let task = running.withLock { running in
            defer { running = nil }
            return running
        }
        task?.cancel()
        _ = try? await task?.value
    }
}

/// Asks the checkpoint about each request before the reception sees it.
private struct Gate: HTTPResponder {
    let reception: PartnerReception
    let checkpoint: Checkpoint

    func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        var request = request
        let body = try await request.collectBody(upTo: 70_000_000)
        let entity = HTTPEntity(
            contentType: request.headers[.contentType] ?? "", soapAction: nil, body: [UInt8](buffer: body))
        guard let entity else { return Response(status: .badRequest) }
        switch checkpoint.pass(entity.stored()) {
        case .deliver: return try await reception.respond(to: request, context: context)
        case .lose: return Response(status: .accepted)
        case .putOff: return Response(status: .serviceUnavailable, headers: [.retryAfter: "10"])
        case .breakOff: return Self.broken
        case .loseAnswer:
            // Written to the end, as far as the server knows.
            try await reception.respond(to: request, context: context).body.write(Nowhere())
            return Self.broken
        }
    }

    /// The connection ends where an answer should come.
    private static var broken: Response {
        Response(status: .accepted, body: ResponseBody(contentLength: 1) { _ in throw CancellationError() })
    }

    private struct Nowhere: ResponseBodyWriter {
        mutating func write(_ buffer: ByteBuffer) async throws {}
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

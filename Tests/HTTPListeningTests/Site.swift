import Foundation
import HTTPListening
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A listener on this machine whose answers tell what it saw.
final class Site: Sendable {
    private struct State {
        var port: Int?
        var begun: [String] = []
        var mayAnswer = true
        var hasEnded = false
    }

    private let state = Mutex(State())

    var port: Int { state.withLock { $0.port ?? 0 } }
    /// The paths of requests that reached the responder.
    var begun: [String] { state.withLock { $0.begun } }

    func holdAnswers() { state.withLock { $0.mayAnswer = false } }
    func releaseAnswers() { state.withLock { $0.mayAnswer = true } }

    /// Starts a listener, lets a test use it and cancel it, and returns when it has stopped.
    static func run(
        tls: HTTPListenerTLS? = nil, limits: HTTPListenerLimits = HTTPListenerLimits(),
        _ use: (Site, _ stop: @escaping @Sendable () -> Void) async throws -> Void
    ) async throws {
        try await run(settings: HTTPListenerSettings(host: "127.0.0.1", port: 0, tls: tls, limits: limits), use)
    }

    static func run(
        settings: HTTPListenerSettings, _ use: (Site, _ stop: @escaping @Sendable () -> Void) async throws -> Void
    ) async throws {
        let site = Site()
        let listener = HTTPListener(
            settings: settings,
            responder: CallbackResponder { try await site.respond(to: $0, context: $1) },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task {
            defer { site.state.withLock { $0.hasEnded = true } }
            try await listener.run { address in site.state.withLock { $0.port = address.port } }
        }
        do {
            try await eventually("the listener listens") { site.port != 0 || site.state.withLock { $0.hasEnded } }
            guard site.port != 0 else { return try await running.value }
            try await use(site) { running.cancel() }
        } catch {
            running.cancel()
            _ = try? await running.value
            throw error
        }
        running.cancel()
        try await running.value
    }

    private func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        let path = request.uri.path
        state.withLock { $0.begun.append(path) }
        switch path {
        case "/size":
            var size = 0
            for try await buffer in request.body { size += buffer.readableBytes }
            return answer("\(size)")
        case "/who":
            let address = context.connection.remoteAddress?.ipAddress ?? "nobody"
            return answer("\(address) \(context.connection.clientCertificate?.count ?? 0)")
        case "/held":
            try await eventually("the test lets the answer go") { self.state.withLock { $0.mayAnswer } }
            return answer("released")
        case "/large":
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    let megabyte = ByteBuffer(repeating: 120, count: 1_000_000)
                    for _ in 0..<200 { try await writer.write(megabyte) }
                    try await writer.finish(nil)
                })
        default: return Response(status: .notFound)
        }
    }

    private func answer(_ text: String) -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Waits for a condition that must come true.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: "never: \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

@testable import HTTPTransport

/// A partner's server that answers as a test says and remembers what it was sent.
final class PartnerServer: Sendable {
    struct Post: Sendable {
        let path: String
        let soapAction: String?
        let contentType: String?
        let body: [UInt8]
        let hasClientCertificate: Bool
    }

    private struct State {
        var port: Int?
        var posts: [Post] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let answer: @Sendable (Post) async throws -> Response

    var port: Int { state.withLock { $0.port ?? 0 } }
    var posts: [Post] { state.withLock { $0.posts } }

    private init(_ answer: @escaping @Sendable (Post) async throws -> Response) { self.answer = answer }

    static func run(
        host: String = "127.0.0.1", tls: HTTPListenerTLS? = nil,
        answer: @escaping @Sendable (Post) async throws -> Response,
        _ use: (PartnerServer) async throws -> Void
    ) async throws {
        let server = PartnerServer(answer)
        var limits = HTTPListenerLimits()
        limits.farewell = .milliseconds(100)
        let listener = HTTPListener(
            settings: HTTPListenerSettings(host: host, port: 0, tls: tls, limits: limits),
            responder: CallbackResponder { try await server.respond(to: $0, context: $1) },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task {
            defer { server.state.withLock { $0.hasEnded = true } }
            try await listener.run { address in server.state.withLock { $0.port = address.port } }
        }
        do {
            let deadline = ContinuousClock.now + .seconds(60)
            while server.port == 0, !server.state.withLock({ $0.hasEnded }), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            guard server.port != 0 else { return try await running.value }
            try await use(server)
        } catch {
            running.cancel()
            _ = try? await running.value
            throw error
        }
        running.cancel()
        try await running.value
    }

    static func response(_ status: HTTPResponse.Status, _ fields: HTTPFields = [:], _ body: String = "") -> Response {
        Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    private func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
        var body: [UInt8] = []
        for try await buffer in request.body { body += [UInt8](buffer: buffer) }
        let post = Post(
            path: request.uri.path, soapAction: request.headers[.init("SOAPAction")!],
            contentType: request.headers[.contentType], body: body,
            hasClientCertificate: context.connection.clientCertificate != nil)
        state.withLock { $0.posts.append(post) }
        return try await answer(post)
    }
}

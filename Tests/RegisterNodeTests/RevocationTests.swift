import Certificates
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Identifiers
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Lists of withdrawn certificates that the register fetches")
struct RevocationTests {
    /// Issuers' lists on this machine, by path.
    private final class Publisher: HTTPResponder {
        typealias Context = HTTPRequestContext
        private let lists = Mutex<[String: [UInt8]]>([:])

        func publish(_ all: [String: [UInt8]]) { lists.withLock { $0 = all } }

        func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
            guard let list = lists.withLock({ $0[request.uri.path] }) else { return Response(status: .notFound) }
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: list)))
        }
    }

    /// Lets `body` act while issuers' lists can be fetched, with the trustee's line to a register that requires them.
    private func withPublisher(
        allowed: Bool, _ body: @escaping @Sendable (NodeScene, Publisher, PushClient) async throws -> Void
    ) async throws {
        let publisher = Publisher()
        let listener = HTTPListener(
            settings: HTTPListenerSettings(host: "127.0.0.1", port: 0), responder: publisher,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let (bound, ready) = AsyncStream<Int>.makeStream()
        let serving = Task {
            defer { ready.finish() }
            try await listener.run { ready.yield($0.port ?? 0) }
        }
        let port = try #require(await bound.first { _ in true })
        let scene = try NodeScene(crlBase: "http://127.0.0.1:\(port)")
        let node = try await scene.open(
            requiringLists: true, hosts: allowed ? ["127.0.0.1:\(port)"] : ["other.example"])
        try await PushClient.with(scene, node, showing: scene.trustee) { try await body(scene, publisher, $0) }
        try await node.close()
        serving.cancel()
        _ = await serving.result
    }

    @Test(
        "T-036 the trustee and a municipality wait for the lists of their issuers, which are fetched from their addresses"
    )
    func fetched() async throws {
        try await withPublisher(allowed: true) { scene, publisher, client in
            let delivery = try scene.delivery()
            let place = "/submissions/\(delivery.id)/manifest"
            let first = try await client.send(.put, place, delivery.manifest)
            #expect(first.status == 503 && first.word == "revocationUnknown")
            let now = scene.clock.now
            publisher.publish([
                "/issuing.crl": try scene.authority.revocationList(now: now),
                "/root.crl": try scene.authority.rootRevocationList(now: now),
            ])
            // Whoever asks again within half a minute is not fetched for.
            scene.clock.now += 31
            var answer = try await client.send(.put, place, delivery.manifest)
            while answer.status == 503 { answer = try await client.send(.put, place, delivery.manifest) }
            #expect(answer.status == 200 && answer.word == "taken")
        }
    }

    @Test("T-036 a municipality whose certificate is withdrawn is refused once the list is there")
    func withdrawn() async throws {
        try await withPublisher(allowed: true) { scene, publisher, client in
            let (delivery, now) = (try scene.delivery(), scene.clock.now)
            let signer = try scene.identity(scene.north, .signing).certificate
            publisher.publish([
                "/issuing.crl": try scene.authority.revocationList(revoking: [signer], now: now),
                "/root.crl": try scene.authority.rootRevocationList(now: now),
            ])
            let place = "/submissions/\(delivery.id)/manifest"
            var answer = try await client.send(.put, place, delivery.manifest)
            while answer.status == 503 { answer = try await client.send(.put, place, delivery.manifest) }
            #expect(answer.status == 422 && answer.word == "signerRevoked")
        }
    }

    @Test("a host that is not allowed is not asked: everything waits, and nothing is taken for valid")
    func notAllowed() async throws {
        try await withPublisher(allowed: false) { scene, publisher, client in
            let (delivery, now) = (try scene.delivery(), scene.clock.now)
            publisher.publish([
                "/issuing.crl": try scene.authority.revocationList(now: now),
                "/root.crl": try scene.authority.rootRevocationList(now: now),
            ])
            for _ in 0..<3 {
                scene.clock.now += 31
                let answer = try await client.send(.put, "/submissions/\(delivery.id)/manifest", delivery.manifest)
                #expect(answer.status == 503 && answer.word == "revocationUnknown")
            }
        }
    }
}

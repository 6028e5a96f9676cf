import Certificates
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Identifiers
import Logging
import NIOCore
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Status events to the trustee")
struct StatusEventTests {
    /// The trustee's end: takes posts, and answers as it is told.
    private struct TrusteeEnd: HTTPResponder {
        let taken: Collected<[UInt8]>
        let answer: @Sendable (Int) -> HTTPResponse.Status

        func respond(to request: Request, context: HTTPRequestContext) async throws -> Response {
            let body = try await request.body.collect(upTo: 1 << 20)
            guard request.method == .post, request.uri.path == "/status", context.connection.clientCertificate != nil
            else { return Response(status: .notFound) }
            let status = answer(taken.all.count)
            taken.add(Array(body.readableBytesView))
            return Response(status: status)
        }
    }

    private func withTrustee(
        _ answer: @escaping @Sendable (Int) -> HTTPResponse.Status,
        _ body: (NodeScene, Collected<[UInt8]>) async throws -> Void
    ) async throws {
        let line = try NodeScene()
        let taken = Collected<[UInt8]>()
        let settings = HTTPListenerSettings(
            host: "127.0.0.1", port: 0,
            tls: HTTPListenerTLS(
                certificateChainFile: line.scratch.path("tls/register.pem"),
                privateKeyFile: line.scratch.path("tls/register.key"),
                clients: .required(rootsFile: line.scratch.path("trust/issuers.pem"))))
        let listener = HTTPListener(
            settings: settings, responder: TrusteeEnd(taken: taken, answer: answer), log: Logger(label: "trustee"))
        let (ports, port) = AsyncStream<Int>.makeStream()
        let running = Task { try await listener.run { port.yield($0.port ?? 0) } }
        let bound = await ports.first { _ in true }
        let scene = try NodeScene(trusteeAddress: "https://localhost:\(bound!)")
        do { try await body(scene, taken) } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        _ = await running.result
    }

    private func receive(_ scene: NodeScene, _ node: RegisterNode) throws -> SubmissionID {
        let delivery = try scene.delivery(DeliveryPlan { $0.kind = .test })
        let intake = Intake(store: node.store, trust: node.administration().trust.trust)
        let now = scene.clock.now
        _ = try intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: now)
        for part in delivery.content + delivery.map {
            _ = try intake.add(part.fileName, part.bytes, to: delivery.id, now: now)
        }
        let answer = try intake.complete(delivery.id, now: now)
        #expect(answer == .received(delivery.id))
        return delivery.id
    }

    @Test("I-082 each step goes once, signed by the register; what was not answered goes again")
    func sent() async throws {
        try await withTrustee({ $0 == 0 ? .serviceUnavailable : .noContent }) { scene, taken in
            let node = try await scene.open()
            let id = try receive(scene, node)
            for minute in 0...3 { await node.runOnce(now: NodeScene.at(10, 13, minute)) }
            let signers = SignerVerification(
                trust: scene.authority.trustStore, revocation: .init(required: false), now: scene.clock.now)
            let events = try taken.all.map {
                try StatusEvent.verify($0, signers: signers, register: scene.register.number)
            }
            #expect(events.allSatisfy { $0.submission == id })
            #expect(events.map(\.step) == [.received, .received, .controlled])
            // The same octets both times.
            #expect(Set(taken.all.prefix(2)).count == 1)
            try await node.close()
        }
    }

    @Test("an event that the trustee refuses does not keep the next ones back")
    func refused() async throws {
        try await withTrustee({ $0 == 0 ? .notFound : .noContent }) { scene, taken in
            let node = try await scene.open()
            _ = try receive(scene, node)
            await node.runOnce(now: NodeScene.at(10, 13))
            #expect(taken.all.count == 2)
            try await node.close()
        }
    }
}

import Certificates
import Cryptography
import Foundation
import HTTPListening
import HTTPTypes
import Hummingbird
import Identifiers
import NIOCore
import SealedSubmission
import Synchronization
import TestSupport

@testable import TrusteeNode

/// A register's server that keeps what is put there and answers as the test says.
final class FakeRegister: Sendable {
    struct Refusal: Sendable {
        let status: Int
        let code: String
    }

    private struct State {
        var bodies: [String: [UInt8]] = [:]
        var order: [String] = []
        var arrivals: [String] = []
        var refusals: [(end: String, refusal: Refusal)] = []
        var clients: Set<Int> = []
        var held: (end: String, until: AsyncStream<Void>)?
    }

    private let state = Mutex(State())

    /// What was put, by its path.
    var bodies: [String: [UInt8]] { state.withLock { $0.bodies } }
    /// The method and path of each request that was taken.
    var order: [String] { state.withLock { $0.order } }
    /// When submissions are said to have come to the trustee, in the order of their ends.
    var arrivals: [String] { state.withLock { $0.arrivals } }
    /// How long the certificates are that clients have shown; 0 for none.
    var clientCertificates: Set<Int> { state.withLock { $0.clients } }

    /// Refuses the next request whose path ends so.
    func refuse(_ end: String, _ status: Int, _ code: String) {
        state.withLock { $0.refusals.append((end, Refusal(status: status, code: code))) }
    }

    func forget() { state.withLock { $0.order = [] } }

    /// Lets requests whose path ends so wait unanswered.
    /// - Returns: to be called when they are to be answered.
    func hold(_ end: String) -> @Sendable () -> Void {
        let (stream, held) = AsyncStream<Void>.makeStream()
        state.withLock { $0.held = (end, stream) }
        return { held.finish() }
    }

    /// Serves on a real socket for as long as `use` takes, which is told the port.
    func serving(tls: HTTPListenerTLS? = nil, _ use: (Int) async throws -> Void) async throws {
        let responder = CallbackResponder { (request: Request, context: HTTPRequestContext) in
            try await self.respond(to: request, context)
        }
        let listener = HTTPListener(
            settings: HTTPListenerSettings(host: "127.0.0.1", port: 0, tls: tls), responder: responder,
            log: Installation.log)
        try await running { told in
            try await listener.run { told($0.port ?? 0) }
        } use: {
            try await use($0)
        }
    }

    private func respond(to request: Request, _ context: HTTPRequestContext) async throws -> Response {
        let path = request.uri.path
        let body = [UInt8](buffer: try await request.body.collect(upTo: 1 << 26))
        let held = state.withLock { $0.held }
        if let held, path.hasSuffix(held.end) {
            state.withLock { $0.bodies[path] = body }
            for await _ in held.until {}
        }
        let refusal = state.withLock { state -> Refusal? in
            state.clients.insert(context.connection.clientCertificate?.count ?? 0)
            if let index = state.refusals.firstIndex(where: { path.hasSuffix($0.end) }) {
                return state.refusals.remove(at: index).refusal
            }
            state.order.append("\(request.method.rawValue) \(path)")
            state.bodies[path] = body
            state.arrivals += HTTPField.Name("Trustee-Arrived-At").flatMap { request.headers[$0] }.map { [$0] } ?? []
            return nil
        }
        guard let refusal else { return Response(status: request.method == .put ? .noContent : .ok) }
        return Response(
            status: .init(code: refusal.status), headers: [.contentType: "application/problem+json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"code":"\#(refusal.code)"}"#)))
    }

    /// The outcomes that the map put there has for some links, opened with the register's own key.
    func outcomes(_ sealed: SealedByMunicipality, _ installation: Installation) throws -> [MapOutcome?] {
        let bodies = bodies
        let base = "/submissions/\(sealed.id)"
        let manifest = try ManifestVerification(
            signers: installation.signers,
            expecting: ManifestVerification.Expectation(
                holder: .register, keys: [KeyFingerprint(of: installation.registerKey.key.publicKey)],
                minimumClientVersion: ClientVersion("1.0.0")!)
        ).verify(bodies["\(base)/manifest"] ?? [])
        var opening = try MapOpening(
            bodies["\(base)/map"] ?? [], of: manifest, signers: installation.signers,
            trustee: Installation.trustee.number, generation: 1, key: installation.registerKey.key,
            certificate: installation.registerKey.certificate)
        for part in opening.parts { try opening.add(bodies["\(base)/map/\(part.name)"] ?? []) }
        let map = try opening.finish()
        return sealed.links.map { map[$0] }
    }
}

/// Runs something that tells a number when it is ready, uses it, and cancels it.
func running<Ready: Sendable>(
    _ work: @escaping @Sendable (@escaping @Sendable (Ready) -> Void) async throws -> Void,
    use: (Ready) async throws -> Void
) async throws {
    let (readiness, told) = AsyncStream<Ready>.makeStream()
    let running = Task {
        defer { told.finish() }
        try await work { told.yield($0) }
    }
    var ready: Ready?
    for await value in readiness {
        ready = value
        break
    }
    do {
        if let ready { try await use(ready) }
    } catch {
        running.cancel()
        _ = await running.result
        throw error
    }
    running.cancel()
    try await running.value
}

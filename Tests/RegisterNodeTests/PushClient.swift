import AsyncHTTPClient
import Certificates
import Foundation
import HTTPTypes
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import SealedSubmission
import TestSupport

@testable import RegisterNode

/// A running register and the trustee's line to it, over real sockets with real TLS.
struct PushClient: Sendable {
    struct Answer: Equatable {
        let status: Int
        /// `state` of a success, `code` of a problem.
        let word: String
        let wanted: [String]?
    }

    let port: Int
    private let http: HTTPClient

    /// Runs `node` for as long as `body` takes, with a client that shows this organisation's certificate.
    static func with(
        _ scene: NodeScene, _ node: RegisterNode, showing organisation: SyntheticOrganisations.Organisation?,
        _ body: @Sendable (PushClient) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let running = Task {
            defer { port.finish() }
            try await node.run { address in port.yield(address.port ?? 0) }
        }
        let bound = await ports.first { _ in true }
        let result: Result<Void, any Error>
        do {
            if let bound { try await with(scene, port: bound, showing: organisation, body) }
            result = .success(())
        } catch { result = .failure(error) }
        running.cancel()
        let ended = await running.result
        try result.get()
        if case .failure(let error) = ended, !(error is CancellationError) { throw error }
    }

    /// A client of a register that runs already, showing this organisation's certificate.
    static func with(
        _ scene: NodeScene, port: Int, showing organisation: SyntheticOrganisations.Organisation?,
        _ body: @Sendable (PushClient) async throws -> Void
    ) async throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(scene.scratch.path("trust/issuers.pem"))
        if let organisation {
            let identity = try scene.identity(organisation, .encryption)
            tls.certificateChain = try ([identity.certificate] + scene.authority.intermediates).map {
                .certificate(try NIOSSLCertificate(bytes: $0.der, format: .der))
            }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: PEM.key(identity.key), format: .pem))
        }
        let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
        do { try await body(PushClient(port: port, http: http)) } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [], arrived: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "https://localhost:\(port)\(path)")
        request.method = .RAW(value: method.rawValue)
        if let arrived { request.headers.add(name: "Trustee-Arrived-At", value: arrived) }
        if method == .put { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        let object = try JSONSerialization.jsonObject(with: Data(bytes.readableBytesView)) as? [String: Any] ?? [:]
        return Answer(
            status: Int(response.status.code), word: object["state"] as? String ?? object["code"] as? String ?? "",
            wanted: object["wanted"] as? [String])
    }

    /// The steps of the contract, in its order, up to and with the map's parts.
    func push(_ delivery: Delivery) async throws {
        let place = "/submissions/\(delivery.id)"
        _ = try await send(.put, place + "/manifest", delivery.manifest)
        for part in delivery.content { _ = try await send(.put, "\(place)/parts/\(part.entry.name)", part.bytes) }
        _ = try await send(.put, place + "/map", delivery.statement)
        for part in delivery.map { _ = try await send(.put, "\(place)/map/\(part.entry.name)", part.bytes) }
    }

    /// - Parameter arrived: when the trustee had it all.
    func complete(_ id: SubmissionID, arrived: String? = nil) async throws -> Answer {
        try await send(.post, "/submissions/\(id)/complete", arrived: arrived)
    }
}

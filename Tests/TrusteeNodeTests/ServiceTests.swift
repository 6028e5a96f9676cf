import AsyncHTTPClient
import Certificates
import Foundation
import HTTPListening
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import OsloCalendar
import SealedSubmission
import TestSupport
import Testing
import Trustee

@testable import TrusteeNode

@Suite("The trustee's service on its sockets")
struct ServiceTests {
    @Test("I-040 the whole way over TLS: log-in, upload, receipt, delivery, and the register's word back")
    func chain() async throws {
        var installation = try Installation()
        installation.usesTLS = true
        let register = FakeRegister()
        let files = installation.scratch
        let tls = HTTPListenerTLS(
            certificateChainFile: files.path("server.pem"), privateKeyFile: files.path("server.key"),
            clients: .required(rootsFile: files.path("roots.pem")))
        try await register.serving(tls: tls) { registerPort in
            installation.registerPort = registerPort
            let node = try await installation.node()
            let sealed = try SealedByMunicipality(installation)
            try await running { ready in
                try await node.run(ready: ready)
            } use: { ports in
                let client = try Client(port: ports.sendModule ?? 0, files)
                let municipality = try await client.loggedIn()
                let receipt = try await municipality.deliver(sealed)
                #expect(
                    throws: Never.self,
                    performing: {
                        try SubmissionReceipt.verify(
                            receipt, signers: installation.signers, trustee: Installation.trustee.number,
                            manifest: ContentHash(of: sealed.manifest))
                    })
                let path = "/Sendemodul/submissions/\(sealed.id)"
                try await eventually("it is delivered without being asked for") {
                    try await municipality.send(.GET, path).text.contains(#""state":"delivered""#)
                }
                #expect(try register.outcomes(sealed, installation).count == 5)
                #expect(!register.clientCertificates.contains(0))
                let event = try StatusEvent(submission: sealed.id, step: .received, at: Installation.now).signed(
                    key: installation.registerSigning.key, certificate: installation.registerSigning.certificate,
                    at: Installation.now)
                let back = try Client(port: ports.status ?? 0, files, showing: "client")
                #expect(try await back.send(.POST, "/status", event).status == 204)
                #expect(try await municipality.send(.GET, path).text.contains("register.received"))
                let code = try installation.signers.open(receipt, as: SubmissionReceipt.self).document.code
                let order = """
                    {"code":"\(code?.text ?? "")","contact":{"name":"Ola","email":"ola@a.example",\
                    "phone":"68 05 00 01","role":"IPLOS-kontakt"}}
                    """
                #expect(try await municipality.send(.PUT, path + "/contact", Array(order.utf8)).status == 200)
                try await eventually("the register is told of the new contact") {
                    register.bodies["/submissions/\(sealed.id)/contact"] != nil
                }
                let change = try ContactChange.verify(
                    register.bodies["/submissions/\(sealed.id)/contact"] ?? [], signers: installation.signers,
                    trustee: Installation.trustee.number)
                #expect(change.contact.email == "ola@a.example")
                #expect(change.proof == .code)
                let stranger = try Client(port: ports.status ?? 0, files)
                await #expect(throws: (any Error).self) { try await stranger.send(.POST, "/status", event) }
                for client in [client, back, stranger] { try await client.http.shutdown() }
            }
            try await node.close()
        }
    }

    @Test("I-042 only the register's own word about a known submission is kept, and the same one twice")
    func status() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let sealed = try SealedByMunicipality(installation)
        try await sealed.deposit(in: node)
        try await running { ready in
            try await node.run(ready: ready)
        } use: { ports in
            let client = try Client(port: ports.status ?? 0, installation.scratch, plain: true)
            let right = installation.registerSigning
            let other = try installation.authority.issue(Installation.north, purpose: .signing, now: Installation.now)
            func told(_ id: SubmissionID, by signer: SyntheticAuthority.Identity) async throws -> Client.Answer {
                let event = StatusEvent(submission: id, step: .controlled, at: Installation.now)
                return try await client.send(
                    .POST, "/status",
                    event.signed(key: signer.key, certificate: signer.certificate, at: Installation.now))
            }
            let unknown = try #require(SubmissionID(bytes: [UInt8](repeating: 3, count: 16)))
            #expect(try await told(sealed.id, by: right).status == 204)
            #expect(try await told(sealed.id, by: right).status == 204)
            #expect(try await told(unknown, by: right).status == 404)
            let forged = try await told(sealed.id, by: other)
            #expect(forged.status == 422)
            #expect(forged.text.contains("signerOtherOrganisation"))
            #expect(try await client.send(.POST, "/status", Array("x".utf8)).status == 422)
            #expect(try await client.send(.GET, "/status").status == 405)
            let season = try await client.send(.GET, "/season")
            #expect(season.status == 200)
            #expect(
                try JSONDecoder().decode(SeasonCalendar.self, from: Data(season.text.utf8)).instants
                    == node.configuration.season.instants)
            #expect(try await client.send(.POST, "/season", Array("x".utf8)).status == 405)
            #expect(try await client.send(.POST, "/other", Array("x".utf8)).status == 404)
            try await client.http.shutdown()
        }
        try await node.close()
    }

    @Test("I-024 pages and API share a listener: each address has one of them, and pages only under their own name")
    func pages() async throws {
        let installation = try Installation()
        try await installation.serving { _, client in
            let front = try await client.send(.GET, "/", host: "sendemodul.example")
            #expect(front.status == 200)
            #expect(front.text.contains("postmottak"))
            #expect(try await client.send(.GET, "/", host: "other.example").status == 421)
            #expect(try await client.send(.GET, "/season").text.contains(#""yearReported":2016"#))
        }
    }

    @Test("an address that is taken ends the service with an error, and the store can be opened again")
    func portTaken() async throws {
        let taken = try LoopbackListener()
        let installation = try Installation()
        var configuration = try await installation.prepared()
        configuration.sendModule.port = Int(taken.port)
        let node = try await TrusteeNode.open(configuration, clock: { Installation.now }, log: Installation.log)
        await #expect(throws: (any Error).self) { try await node.run { _ in } }
        try await node.close()
        let again = try await TrusteeNode.open(configuration, clock: { Installation.now }, log: Installation.log)
        try await again.close()
    }
}

/// A program at one of the service's sockets.
struct Client {
    struct Answer {
        let status: Int
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let http: HTTPClient
    private let base: String
    private var token: String?

    init(port: Int, _ files: ScratchDirectory, showing name: String? = nil, plain: Bool = false) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        if !plain { tls.trustRoots = .file(files.path("roots.pem")) }
        if let name {
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(files.path("\(name).pem")).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: files.path("\(name).key"), format: .pem))
        }
        http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(tlsConfiguration: tls))
        base = "\(plain ? "http" : "https")://127.0.0.1:\(port)"
    }

    func send(
        _ method: HTTPMethod, _ path: String, _ body: [UInt8] = [], offset: Int? = nil, host: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let host { request.headers.add(name: "Host", value: host) }
        if let offset { request.headers.add(name: "Upload-Offset", value: "\(offset)") }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        return Answer(
            status: Int(response.status.code),
            body: [UInt8](buffer: try await response.body.collect(upTo: 8 << 20)))
    }

    func loggedIn() async throws -> Client {
        let form = ["municipality": "9901", "organisation": Installation.north.number.digits, "pin": "47110815"]
        let answer = try await send(.POST, "/login", [UInt8](try JSONEncoder().encode(form)))
        let reply = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        var client = self
        client.token = try #require(reply?["token"] as? String)
        return client
    }

    /// Uploads all of a submission, and gives its receipt.
    func deliver(_ sealed: SealedByMunicipality) async throws -> [UInt8] {
        let path = "/submissions/\(sealed.id)"
        try #require(try await send(.PUT, path + "/manifest", sealed.manifest).status == 200)
        for part in sealed.parts {
            let answer = try await send(.PATCH, path + "/parts/\(part.entry.name)", part.bytes, offset: 0)
            try #require(answer.status == 204)
        }
        let end = try await send(.POST, path + "/complete")
        try #require(end.status == 200)
        return end.body
    }
}

/// Waits for a condition that must come true.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(description: "never: \(what)") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

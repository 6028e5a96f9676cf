import AsyncHTTPClient
import Certificates
import Cryptography
import Foundation
import HTTPListening
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import TestSupport
import Testing
import Web

@testable import Portal

@Suite("The portal on sockets")
struct SocketTests {
    @Test(
        "over mutual TLS the register is heard; another issuer's certificate gets no connection, a neighbour's no answer"
    )
    func push() async throws {
        let line = try PortalLine()
        let stage = try await PortalStage()
        let archive = try PortalStage.archive()
        let api = PushAPI(
            stage.store, sessions: stage.portal.sessions,
            registers: { [SHA256.digest(line.register.certificate.der)] }, mails: stage.settings, origin: stage.origin,
            clock: { stage.now }, report: { _ in })
        let listener = try PushListener(api, settings: line.settings, log: Logger(label: "test"))
        try await line.running({ try await listener.run(bound: $0) }) { (port: Int) async throws -> Void in
            let url = "https://localhost:\(port)/v1/files/\(PortalStage.id(1))"
            var request = HTTPClientRequest(url: url)
            request.method = .PUT
            for (name, value) in PushRequest(file: 1, archive).fields { request.headers.add(name: name, value: value) }
            request.body = .bytes(ByteBuffer(bytes: archive))
            #expect(try await line.status(of: request, showing: line.neighbour) == 403)
            for stranger in [nil, line.stranger] {
                await #expect(throws: (any Error).self) { _ = try await line.status(of: request, showing: stranger) }
            }
            #expect(try await stage.store.files(of: PortalStage.storvik.account).isEmpty)
            #expect(try await line.status(of: request, showing: line.register) == 201)
            #expect(try await line.status(of: request, showing: line.register) == 200)
        }
        #expect(try await stage.store.files(of: PortalStage.storvik.account).map(\.id) == [PortalStage.id(1)])
    }

    @Test("T-101 strangers who connect to the register's listener and say nothing do not keep the register out")
    func silentStrangers() async throws {
        let line = try PortalLine()
        let stage = try await PortalStage()
        let api = PushAPI(
            stage.store, sessions: stage.portal.sessions,
            registers: { [SHA256.digest(line.register.certificate.der)] }, mails: stage.settings, origin: stage.origin,
            clock: { stage.now }, report: { _ in })
        let listener = try PushListener(api, settings: line.settings, log: Logger(label: "test"))
        try await line.running({ try await listener.run(bound: $0) }) { (port: Int) async throws -> Void in
            let group = MultiThreadedEventLoopGroup.singleton
            var strangers: [any Channel] = []
            for _ in 0..<16 {
                strangers.append(try await ClientBootstrap(group: group).connect(host: "localhost", port: port).get())
            }
            let request = HTTPClientRequest(url: "https://localhost:\(port)/v1/events?after=0")
            #expect(try await line.status(of: request, showing: line.register) == 200)
            for stranger in strangers { try await stranger.close() }
        }
    }

    @Test("the register's listener is not made without mutual TLS")
    func mutualOnly() async throws {
        let stage = try await PortalStage()
        var settings = try PortalLine().settings
        for tls in [
            nil,
            settings.tls.map { tls in
                HTTPListenerTLS(certificateChainFile: tls.certificateChainFile, privateKeyFile: tls.privateKeyFile)
            },
        ] {
            settings.tls = tls
            #expect(throws: PushListener.NeedsMutualTLS.self) {
                try PushListener(stage.api, settings: settings, log: Logger(label: "test"))
            }
        }
    }

    @Test("I-062 a browser's whole way on a socket: sign-on page, strict headers, no push route")
    func pages() async throws {
        let line = try PortalLine()
        let stage = try await PortalStage(origin: "http://localhost:1")
        let listener = WebListener(
            stage.portal.site, settings: HTTPListenerSettings(host: "localhost", port: 0), log: Logger(label: "test"))
        try await line.running({ try await listener.run(bound: $0) }) { (port: Int) async throws -> Void in
            for (path, status) in [("/log-in", 200), ("/files", 303), ("/v1/events?after=0", 404)] {
                var request = HTTPClientRequest(url: "http://localhost:\(port)\(path)")
                request.headers.add(name: "Host", value: "localhost:1")
                let answer = try await line.answer(to: request, showing: nil)
                #expect(answer.status.code == status)
                #expect(answer.headers["content-security-policy"].first?.hasPrefix("default-src 'none'") == true)
            }
        }
    }
}

/// Two authorities that do not know each other, and listeners that run for the length of a test.
struct PortalLine {
    let directory: ScratchDirectory
    let register: SyntheticAuthority.Identity
    /// Of the same issuer as the register's.
    let neighbour: SyntheticAuthority.Identity
    let stranger: SyntheticAuthority.Identity
    let settings: HTTPListenerSettings

    init() throws {
        let now = Date()
        directory = try ScratchDirectory()
        let authority = try SyntheticAuthority(name: "Linje", now: now)
        let server = try authority.issueTransport("portal", now: now)
        register = try authority.issueTransport("register", now: now)
        neighbour = try authority.issueTransport("neighbour", now: now)
        stranger = try SyntheticAuthority(name: "Fremmed linje", now: now).issueTransport("stranger", now: now)
        try directory.write(server.certificate.pem + authority.intermediates.flatMap(\.pem), to: "chain.pem")
        try directory.write(Self.pem(server.key), to: "key.pem")
        try directory.write((authority.intermediates + [authority.certificate]).flatMap(\.pem), to: "roots.pem")
        settings = HTTPListenerSettings(
            host: "localhost", port: 0,
            tls: HTTPListenerTLS(
                certificateChainFile: directory.path("chain.pem"), privateKeyFile: directory.path("key.pem"),
                clients: .required(rootsFile: directory.path("roots.pem"))))
    }

    func running(
        _ serve: @escaping @Sendable (@escaping @Sendable (SocketAddress) -> Void) async throws -> Void,
        _ body: (Int) async throws -> Void
    ) async throws {
        try await RunningListener.with { bound in
            try await serve { bound($0.port) }
        } _: {
            try await body($0)
        }
    }

    func status(of request: HTTPClientRequest, showing identity: SyntheticAuthority.Identity?) async throws -> UInt {
        try await answer(to: request, showing: identity).status.code
    }

    func answer(
        to request: HTTPClientRequest, showing identity: SyntheticAuthority.Identity?
    ) async throws -> HTTPClientResponse {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(directory.path("roots.pem"))
        // The name is not what is tested here.
        tls.certificateVerification = .noHostnameVerification
        if let identity {
            tls.certificateChain = [.certificate(try NIOSSLCertificate(bytes: identity.certificate.der, format: .der))]
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Self.pem(identity.key), format: .pem))
        }
        let configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        let http = HTTPClient(configuration: configuration)
        do {
            let answer = try await http.execute(request, timeout: .seconds(10))
            _ = try await answer.body.collect(upTo: 1 << 20)
            try await http.shutdown()
            return answer
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    private static func pem(_ key: PrivateKey) throws -> [UInt8] {
        let text = Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        return Array("-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n".utf8)
    }
}

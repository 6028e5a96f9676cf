import AsyncHTTPClient
import Certificates
import CommandOutcome
import Cryptography
import Foundation
import Keys
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Settings
import TestSupport
import Testing

@testable import PortalNode

@Suite("Certificates that are read anew", .serialized)
struct ReloadTests {
    /// Two authorities: the portal's certificate is first of the one, then of the other.
    private struct Scene {
        let scratch: ScratchDirectory
        let authorities: [SyntheticAuthority]
        let configuration: PortalConfiguration

        init() throws {
            scratch = try ScratchDirectory()
            authorities = try ["Gammel", "Ny"].map { try SyntheticAuthority(name: $0, now: Date()) }
            try MasterKey.generate(to: scratch.path("master.key"))
            let yaml = """
                dataDirectory: data
                masterKeyFile: master.key
                controlSocket: data/c/s
                origin: https://localhost:1
                pages: {host: 127.0.0.1, port: 0, certificateChain: portal.pem, privateKey: portal.key}
                push: {host: 127.0.0.1, port: 0, certificateChain: portal.pem, privateKey: portal.key,
                  clientRoots: roots.pem, registerCertificates: register.pem}
                mail: {host: 127.0.0.1, port: 2525, tls: none, sender: a@b.example, senderName: F,
                  helpAddress: a@b.example, helpPhone: "1"}
                hashing: {memoryKiB: 64, passes: 1}
                roundSeconds: 3600

                """
            try scratch.write(Array(yaml.utf8), to: "portal.yaml")
            configuration = try PortalConfiguration.load(file: scratch.path("portal.yaml"), environment: [:])
            try put(0)
        }

        /// The files of one of the two.
        func put(_ number: Int) throws {
            let authority = authorities[number]
            let server = try authority.issueTransport("portal", now: Date())
            try scratch.write(server.certificate.pem + authority.intermediates.flatMap(\.pem), to: "portal.pem")
            let text = Data(try server.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
            try scratch.write(
                Array("-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n".utf8), to: "portal.key")
            try scratch.write(roots(number), to: "roots.pem")
            try scratch.write(
                try authority.issueTransport("register", now: Date()).certificate.pem, to: "register.pem")
        }

        func roots(_ number: Int) -> [UInt8] {
            (authorities[number].intermediates + [authorities[number].certificate]).flatMap(\.pem)
        }

        /// Whether a browser that believes only this authority is answered.
        func isAnswered(_ number: Int, port: Int) async throws -> Bool {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(roots(number)))
            var settings = HTTPClient.Configuration(tlsConfiguration: tls)
            settings.connectionPool.retryConnectionEstablishment = false
            let http = HTTPClient(configuration: settings)
            let answer = try? await http.execute(
                HTTPClientRequest(url: "https://localhost:\(port)/"), timeout: .seconds(20))
            try await http.shutdown()
            return answer != nil
        }
    }

    @Test("the new certificate is shown on the same port; files that cannot be used leave everything as it was")
    func reload() async throws {
        let scene = try Scene()
        let (bound, ready) = AsyncStream<PortalNode.Ports>.makeStream()
        let node = try await PortalNode.open(
            scene.configuration, logger: Logger(label: "portal") { _ in SwiftLogNoOpLogHandler() })
        let work = Task {
            defer { ready.finish() }
            try await node.run { ready.yield($0) }
        }
        let ports = try #require(await bound.first { _ in true })
        #expect(try await scene.isAnswered(0, port: ports.pages))
        #expect(try await !scene.isAnswered(1, port: ports.pages))
        // A certificate whose key is another's.
        try scene.put(1)
        let new = try scene.scratch.read("portal.pem")
        try scene.scratch.write(
            try scene.authorities[1].issueTransport("somebody else", now: Date()).certificate.pem, to: "portal.pem")
        let refused = #expect(throws: AdministrationError.self) { try node.reload() }
        #expect(refused?.code == "http-tls-unusable")
        #expect(try await scene.isAnswered(0, port: ports.pages))
        try scene.scratch.write(new, to: "portal.pem")
        try node.reload()
        // The port is free again once the old listener has ended; until then nobody answers, or the old one.
        var isNew = false
        while !isNew { isNew = try await scene.isAnswered(1, port: ports.pages) }
        #expect(try await !scene.isAnswered(0, port: ports.pages))
        work.cancel()
        _ = await work.result
        try await node.close()
    }
}

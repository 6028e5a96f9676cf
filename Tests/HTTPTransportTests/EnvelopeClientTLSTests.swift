import Certificates
import Cryptography
import Foundation
import HTTPListening
import Hummingbird
import Identifiers
import NIOPosix
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Posting a message over TLS")
struct EnvelopeClientTLSTests {
    private let directory: ScratchDirectory
    private static let stored = Array("Content-Type: text/xml\r\n\r\n<a/>".utf8)

    init() throws {
        let now = Date()
        directory = try ScratchDirectory()
        let authority = try SyntheticAuthority(name: "Linje", now: now)
        let other = try SyntheticAuthority(name: "Fremmed linje", now: now)
        for (name, issuer) in [("server", authority), ("client", authority), ("foreign", other)] {
            let identity = try issuer.issueTransport(name, now: now)
            try directory.write(
                identity.certificate.pem + issuer.intermediates.flatMap(\.pem), to: "\(name).pem")
            try directory.write(Self.pem(identity.key), to: "\(name)-key.pem")
        }
        try directory.write((authority.intermediates + [authority.certificate]).flatMap(\.pem), to: "roots.pem")
        try directory.write((other.intermediates + [other.certificate]).flatMap(\.pem), to: "other-roots.pem")
    }

    @Test("mutual TLS: both ends recognise each other")
    func mutual() async throws {
        let post = try await post(identity: "client", clients: .required(rootsFile: directory.path("roots.pem")))
        #expect(post.error == nil)
        #expect(post.hadCertificate)
    }

    @Test("a partner's certificate of an unknown authority stops the message before anything is sent")
    func untrusted() async throws {
        let post = try await post(roots: "other-roots.pem")
        #expect(post.error?.code == .certificateUntrusted)
        #expect(post.error?.consequence == .hold)
    }

    @Test("a certificate for another name stops it too")
    func otherName() async throws {
        // The certificate is for 127.0.0.1 and localhost.
        let post = try await post(host: "127.0.0.2")
        #expect(post.error?.code == .certificateNameDiffers)
    }

    @Test("a partner that does not take our certificate, or wants one we have not, is told apart")
    func clientCertificate() async throws {
        let clients = HTTPListenerTLS.ClientCertificates.required(rootsFile: directory.path("roots.pem"))
        for identity in [nil, "foreign"] {
            let post = try await post(identity: identity, clients: clients)
            #expect(post.error?.code == .clientCertificateRefused, "\(identity ?? "none")")
            #expect(post.error?.consequence == .hold)
        }
    }

    @Test("a file that is missing is named")
    func files() throws {
        let missing = directory.path("missing.pem")
        var settings = EnvelopeClientSettings(allowedHosts: .loopback, trustRootsFile: missing)
        #expect(throws: EnvelopeClientError.trustRootsUnreadable(file: missing)) { try client(settings) }
        settings.trustRootsFile = nil
        settings.identity = .init(certificateChainFile: missing, privateKeyFile: missing)
        #expect(throws: EnvelopeClientError.certificateChainUnreadable(file: missing)) { try client(settings) }
        settings.identity?.certificateChainFile = directory.path("client.pem")
        #expect(throws: EnvelopeClientError.privateKeyUnreadable(file: missing)) { try client(settings) }
    }

    private func client(_ settings: EnvelopeClientSettings) throws -> EnvelopeClient {
        try EnvelopeClient(settings, group: MultiThreadedEventLoopGroup.singleton)
    }

    private func post(
        host: String = "127.0.0.1", roots: String = "roots.pem", identity: String? = nil,
        clients: HTTPListenerTLS.ClientCertificates = .none
    ) async throws -> (error: HTTPTransportError?, hadCertificate: Bool) {
        let client = try client(
            EnvelopeClientSettings(
                allowedHosts: AllowedHosts(["127.0.0.1", "127.0.0.2"]), trustRootsFile: directory.path(roots),
                identity: identity.map {
                    .init(
                        certificateChainFile: directory.path("\($0).pem"),
                        privateKeyFile: directory.path("\($0)-key.pem"))
                }))
        let tls = HTTPListenerTLS(
            certificateChainFile: directory.path("server.pem"), privateKeyFile: directory.path("server-key.pem"),
            clients: clients)
        var result: (error: HTTPTransportError?, hadCertificate: Bool) = (nil, false)
        try await PartnerServer.run(host: host, tls: tls) { _ in
            PartnerServer.response(.ok)
        } _: { server in
            let address = try #require(HTTPAddress("https://\(host):\(server.port)/ebxml/nord"))
            do throws(HTTPTransportError) {
                _ = try await client.post(Self.stored, to: address)
            } catch {
                result.error = error
            }
            result.hadCertificate = server.posts.first?.hasClientCertificate ?? false
            #expect(server.posts.isEmpty == (result.error != nil))
        }
        await client.close()
        return result
    }

    private static func pem(_ key: PrivateKey) throws -> [UInt8] {
        Array(
            ("-----BEGIN PRIVATE KEY-----\n"
                + Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
                + "\n-----END PRIVATE KEY-----\n").utf8)
    }
}

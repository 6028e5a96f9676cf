import Certificates
import Cryptography
import Foundation
import HTTPListening
import NIOSSL
import TestSupport
import Testing

@Suite("An HTTP listener over TLS")
struct TLSTests {
    private let place = try! TransportFiles()

    @Test("a client that trusts the issuer is answered; one that does not is not")
    func serverCertificate() async throws {
        try await Site.run(tls: place.server(.none)) { site, _ in
            let client = try await RawClient(port: site.port, tls: place.client())
            try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            try await client.expect("127.0.0.1 0")

            let stranger = try await RawClient(port: site.port, tls: place.client(trusting: place.otherRoots))
            try? await stranger.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            #expect(try await stranger.end().isEmpty)
            #expect(site.begun == ["/who"])
        }
    }

    @Test("mutual TLS: only clients of the configured roots get in, and the handler sees their certificate")
    func required() async throws {
        try await Site.run(tls: place.server(.required(rootsFile: place.roots))) { site, _ in
            let known = try await RawClient(port: site.port, tls: place.client(showing: place.clientIdentity))
            try await known.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            try await known.expect("127.0.0.1 \(place.clientIdentity.certificate.der.count)")

            for identity in [nil, place.foreignIdentity] {
                let stranger = try await RawClient(port: site.port, tls: place.client(showing: identity))
                try? await stranger.send(lines: "GET /who HTTP/1.1", "Host: x", "")
                #expect(try await stranger.end().isEmpty)
            }
            #expect(site.begun == ["/who"])
        }
    }

    @Test("where a client certificate is optional, none is none and a foreign one is refused")
    func optional() async throws {
        try await Site.run(tls: place.server(.optional(rootsFile: place.roots))) { site, _ in
            for (identity, size) in [(nil, 0), (place.clientIdentity, place.clientIdentity.certificate.der.count)]
                as [(SyntheticAuthority.Identity?, Int)]
            {
                let client = try await RawClient(port: site.port, tls: place.client(showing: identity))
                try await client.send(lines: "GET /who HTTP/1.1", "Host: x", "")
                try await client.expect("127.0.0.1 \(size)")
            }
            let stranger = try await RawClient(port: site.port, tls: place.client(showing: place.foreignIdentity))
            try? await stranger.send(lines: "GET /who HTTP/1.1", "Host: x", "")
            #expect(try await stranger.end().isEmpty)
        }
    }

    @Test("a file that is missing or wrong is named")
    func unusableFiles() async throws {
        let missing = place.directory.path("missing.pem")
        var tls = place.server(.none)
        tls.certificateChainFile = missing
        #expect(await Self.refusal(tls) == .certificateChainUnreadable(file: missing))
        tls = place.server(.none)
        tls.privateKeyFile = missing
        #expect(await Self.refusal(tls) == .privateKeyUnreadable(file: missing))
        #expect(
            await Self.refusal(place.server(.required(rootsFile: missing))) == .clientRootsUnreadable(file: missing))
        tls = place.server(.none)
        tls.privateKeyFile = place.otherKey
        #expect(await Self.refusal(tls) == .unusableTLS(certificateChainFile: tls.certificateChainFile))
    }

    private static func refusal(_ tls: HTTPListenerTLS) async -> HTTPListenerError? {
        do {
            try await Site.run(tls: tls) { _, _ in }
            return nil
        } catch let error as HTTPListenerError {
            return error
        } catch {
            return nil
        }
    }
}

/// The files of two authorities that do not know each other.
struct TransportFiles {
    let directory: ScratchDirectory
    let clientIdentity: SyntheticAuthority.Identity
    let foreignIdentity: SyntheticAuthority.Identity
    var roots: String { directory.path("roots.pem") }
    var otherRoots: String { directory.path("other-roots.pem") }
    var otherKey: String { directory.path("other-key.pem") }

    init() throws {
        let now = Date()
        directory = try ScratchDirectory()
        let authority = try SyntheticAuthority(name: "Linje", now: now)
        let other = try SyntheticAuthority(name: "Fremmed linje", now: now)
        let server = try authority.issueTransport("server", now: now)
        clientIdentity = try authority.issueTransport("client", now: now)
        foreignIdentity = try other.issueTransport("foreign", now: now)
        try Self.write(server.certificate.pem + authority.intermediates.flatMap(\.pem), "chain.pem", in: directory)
        try Self.write(Self.pem(server.key), "key.pem", in: directory)
        try Self.write(Self.pem(clientIdentity.key), "other-key.pem", in: directory)
        try Self.write((authority.intermediates + [authority.certificate]).flatMap(\.pem), "roots.pem", in: directory)
        try Self.write((other.intermediates + [other.certificate]).flatMap(\.pem), "other-roots.pem", in: directory)
    }

    func server(_ clients: HTTPListenerTLS.ClientCertificates) -> HTTPListenerTLS {
        HTTPListenerTLS(
            certificateChainFile: directory.path("chain.pem"), privateKeyFile: directory.path("key.pem"),
            clients: clients)
    }

    func client(
        showing identity: SyntheticAuthority.Identity? = nil, trusting roots: String? = nil
    ) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(roots ?? self.roots)
        // The name is not what is tested here.
        configuration.certificateVerification = .noHostnameVerification
        if let identity {
            configuration.certificateChain = [
                .certificate(try NIOSSLCertificate(bytes: identity.certificate.der, format: .der))
            ]
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Self.pem(identity.key), format: .pem))
        }
        return configuration
    }

    private static func write(_ bytes: [UInt8], _ name: String, in directory: ScratchDirectory) throws {
        try directory.write(bytes, to: name)
    }

    private static func pem(_ key: PrivateKey) throws -> [UInt8] {
        Array(
            ("-----BEGIN PRIVATE KEY-----\n"
                + Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
                + "\n-----END PRIVATE KEY-----\n").utf8)
    }
}

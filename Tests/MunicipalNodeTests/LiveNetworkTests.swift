import Certificates
import Foundation
import Glibc
import Identifiers
import Mail
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Doctor on a real mail server", .serialized)
struct LiveNetworkTests {
    @Test(
        "U-47 the certificate is seen over both services, with STARTTLS and without, and trusted only by its own root",
        arguments: [
            (MailListener.smtp, CheckedService.smtp, TransportSecurity.startTLS), (.smtps, .smtp, .implicit),
            (.pop3, .pop3, .startTLS), (.pop3s, .pop3, .implicit),
        ])
    func certificate(listener: MailListener, service: CheckedService, tls: TransportSecurity) async throws {
        try await withServer { server in
            let endpoint = server.endpoint(listener, tls)
            let network = LiveNetwork()
            let trusted = await network.certificate(of: endpoint, service, trustRoots: server.root)
            #expect(trusted?.isTrusted == true)
            #expect(trusted?.names == ["127.0.0.1", "mail.kommune.example"])
            #expect(trusted?.isFor("127.0.0.1") == true)
            #expect(trusted?.isFor("127.0.0.2") == false)
            #expect(trusted?.issuer.contains("mx.example") == true)
            let end = try #require(trusted?.notAfter)
            #expect(end > Date())
            let unknown = await network.certificate(of: endpoint, service, trustRoots: nil)
            #expect(unknown?.isTrusted == false)
        }
    }

    @Test("a server without TLS, and none at all, show no certificate")
    func noCertificate() async throws {
        try await withServer(tls: false) { server in
            let network = LiveNetwork()
            for (listener, service) in [(MailListener.smtp, CheckedService.smtp), (.pop3, .pop3)] {
                for tls in [TransportSecurity.startTLS, .implicit] {
                    let endpoint = server.endpoint(listener, tls)
                    #expect(await network.certificate(of: endpoint, service, trustRoots: nil) == nil)
                }
            }
            let nobody = MailEndpoint(host: "127.0.0.1", port: 1, tls: .implicit)
            #expect(await network.certificate(of: nobody, .smtp, trustRoots: nil) == nil)
        }
    }

    @Test("U-47 each line is ok on a server in order; a wrong password is told of sending and of the mailbox")
    func report() async throws {
        try await withServer { server in
            let right = await server.lines(password: "s3cret")
            #expect(right.allSatisfy { $0.verdict == .ok }, "\(right)")
            #expect(
                right.map(\.code) == [
                    "mail-route", "mail-port", "mail-tls", "mail-log-in", "mail-route", "mail-port", "mail-tls",
                    "mailbox",
                ])
            let wrong = await server.lines(password: "other").filter { $0.verdict == .error }
            #expect(wrong.map(\.code) == ["mail-log-in", "mailbox"])
            #expect(wrong.allSatisfy { $0.request?.contains("working user and password") == true })
        }
    }

    /// A mail exchange with one mailbox, and its certificate.
    private struct Server {
        let exchange: MailExchange
        let directory: ScratchDirectory
        var root: String { directory.path("certificate.pem") }

        func endpoint(_ listener: MailListener, _ tls: TransportSecurity) -> MailEndpoint {
            MailEndpoint(host: "127.0.0.1", port: exchange.port(listener) ?? 0, tls: tls)
        }

        func lines(password: String) async -> [DoctorFinding] {
            do {
                try directory.write(Array("\(password)\n".utf8), to: "pw")
                let yaml = """
                    dataDirectory: data
                    masterKeyFile: master.key
                    allowedHosts: [127.0.0.1]
                    trustStore: trust
                    revocation: {directory: crl}
                    addressRegister: {file: register.yaml}
                    mailServers:
                      m:
                        smtp: {host: 127.0.0.1, port: \(exchange.port(.smtp) ?? 0), tls: startTLS}
                        pop3: {host: 127.0.0.1, port: \(exchange.port(.pop3s) ?? 0), tls: implicit}
                        user: bob@b.example
                        passwordFile: pw
                        trustRoots: certificate.pem
                    mailboxes:
                      post: {server: m, ediAddress: bob@b.example, user: bob@b.example, passwordFile: pw}
                    """
                let ground = DoctorGround(
                    configuration: try Configuration.read(
                        yaml: yaml, file: directory.path("budstikke.yaml"), environment: [:]),
                    now: Date(), serverRuns: true, facts: nil, factsRefusal: nil, network: LiveNetwork())
                return await MailServerCheck().examine(ground) + MailboxCheck().examine(ground)
            } catch {
                Issue.record(error)
                return []
            }
        }
    }

    private func withServer(tls: Bool = true, _ body: (Server) async throws -> Void) async throws {
        let directory = try ScratchDirectory()
        let made = try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "60", "-subj", "/CN=mx.example", "-addext",
                "subjectAltName=IP:127.0.0.1,DNS:mail.kommune.example", "-keyout", "key.pem", "-out", "certificate.pem",
            ], in: directory)
        try #require(made.status == 0)
        let identity = MailServerIdentity(
            certificateChainPEM: directory.path("certificate.pem"), privateKeyPEM: directory.path("key.pem"))
        let configuration = MailExchangeConfiguration(
            hostName: "mx.example",
            ports: tls ? [.smtp: 0, .smtps: 0, .pop3: 0, .pop3s: 0] : [.smtp: 0, .pop3: 0],
            tls: tls ? identity : nil,
            accounts: [MailAccount(address: try #require(EDIAddress("bob@b.example")), password: "s3cret")])
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let exchange = try await MailExchange.start(
            configuration, group: group, now: { Date() }, onAccepted: { _ in .deliver })
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(Server(exchange: exchange, directory: directory))) } catch {
            outcome = .failure(error)
        }
        await exchange.stop()
        try await group.shutdownGracefully()
        try outcome.get()
    }
}

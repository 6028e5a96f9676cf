import Foundation
import Identifiers
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import Mail

/// An exchange on this machine with two mailboxes, and clients for it.
struct LoopbackExchange {
    static let alice = EDIAddress("alice@a.example")!
    static let bob = EDIAddress("bob@b.example")!
    static let password = "s3cret word"

    let exchange: MailExchange
    let group: any EventLoopGroup
    let tls: TestTLS?

    /// Runs a test against an exchange and takes it down afterwards.
    static func run(
        tls: TestTLS? = nil, _ change: (inout MailExchangeConfiguration) -> Void = { _ in },
        onAccepted: @escaping @Sendable (AcceptedMail) async -> Disposition = { _ in .deliver },
        _ test: (LoopbackExchange) async throws -> Void
    ) async throws {
        defer { tls?.remove() }
        var configuration = MailExchangeConfiguration(
            hostName: "mx.example",
            ports: tls == nil ? [.smtp: 0, .pop3: 0] : [.smtp: 0, .smtps: 0, .pop3: 0, .pop3s: 0],
            tls: tls?.identity,
            accounts: [
                MailAccount(address: alice, password: password), MailAccount(address: bob, password: password),
            ])
        change(&configuration)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let exchange = try await MailExchange.start(
            configuration, group: group, now: { Date(timeIntervalSince1970: 651_000_000) }, onAccepted: onAccepted)
        do {
            try await test(LoopbackExchange(exchange: exchange, group: group, tls: tls))
        } catch {
            await exchange.stop()
            try await group.shutdownGracefully()
            throw error
        }
        await exchange.stop()
        try await group.shutdownGracefully()
    }

    func smtp(
        _ protection: MailServerAddress.Protection = .none, credentials: MailCredentials? = nil,
        timeouts: MailTimeouts = MailTimeouts()
    ) -> SMTPClient {
        SMTPClient(
            address: address(.smtp, protection, credentials), allowed: .loopback, helloName: "client.example",
            timeouts: timeouts, group: group)
    }

    func pop3(
        _ protection: MailServerAddress.Protection = .none, as user: EDIAddress = bob, password: String = password,
        maximumMailBytes: Int = 70_000_000, timeouts: MailTimeouts = MailTimeouts()
    ) -> POP3Client {
        POP3Client(
            address: address(.pop3, protection, MailCredentials(user: user.text, password: password)),
            allowed: .loopback, timeouts: timeouts, maximumMailBytes: maximumMailBytes, group: group)
    }

    private func address(
        _ service: MailService, _ protection: MailServerAddress.Protection, _ credentials: MailCredentials?
    ) -> MailServerAddress {
        let listener: MailListener =
            switch (service, protection) {
            case (.smtp, .implicit): .smtps
            case (.smtp, _): .smtp
            case (.pop3, .implicit): .pop3s
            case (.pop3, _): .pop3
            }
        return MailServerAddress(
            host: "127.0.0.1", port: exchange.port(listener) ?? 0, protection: protection,
            trustRootsPEM: tls?.certificateFile, credentials: credentials)
    }
}

/// A mail whose subject is its number, so that lost, doubled and mixed-up mails are seen.
func numbered(_ number: Int, from: EDIAddress = LoopbackExchange.alice, body: String = "x") -> OutgoingMail {
    OutgoingMail(
        from: from, to: [LoopbackExchange.bob], envid: "env-\(number)",
        data: bytes("Subject: \(number)\r\nMessage-ID: <\(number)@a.example>\r\n\r\n\(body)\r\n"))
}

func subject(_ mail: [UInt8]) -> Int? {
    String(decoding: mail, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("Subject: ") }
        .flatMap { Int($0.dropFirst(9)) }
}

/// A self-signed certificate for this machine, made once for all tests.
struct TestTLS: Sendable {
    let certificateFile: String
    let keyFile: String

    var identity: MailServerIdentity { .init(certificateChainPEM: certificateFile, privateKeyPEM: keyFile) }

    func remove() {
        try? FileManager.default.removeItem(at: URL(filePath: certificateFile).deletingLastPathComponent())
    }

    static func make(names: String = "IP:127.0.0.1,DNS:localhost") async throws -> TestTLS {
        let directory = FileManager.default.temporaryDirectory.appending(path: "mail-tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let tls = TestTLS(certificateFile: directory + "/certificate.pem", keyFile: directory + "/key.pem")
        let result = try await Command.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mx.example",
                "-addext", "subjectAltName=\(names)", "-keyout", tls.keyFile, "-out", tls.certificateFile,
            ])
        try #require(result.status == 0)
        return tls
    }
}

import Foundation
import Identifiers
import Mail
import NIOCore
import NIOPosix
import TestSupport
import Testing

/// Postfix and Dovecot on this machine, with a relay from Postfix to an exchange of ours.
struct RealServers {
    static let a = EDIAddress("a@loop.example")!
    static let b = EDIAddress("b@loop.example")!
    static let relayed = EDIAddress("c@relay.example")!

    let exchange: MailExchange
    private let group: any EventLoopGroup
    private let ports: [Int]
    private let certificate: String

    /// Whether they can be run here: both are installed, and we are root.
    static var areAvailable: Bool {
        getuid() == 0
            && ["/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/pop3"]
                .allSatisfy(FileManager.default.isExecutableFile)
    }

    /// Starts them on free ports in a new directory, runs a test, stops them.
    static func run(_ test: (RealServers) async throws -> Void) async throws {
        let directory = "/tmp/mail-servers-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let (certificate, key) = (directory + "/certificate.pem", directory + "/key.pem")
        try await succeed(
            "/usr/bin/openssl",
            "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mx.loop.example -addext subjectAltName=IP:127.0.0.1"
                .split(separator: " ").map(String.init) + ["-keyout", key, "-out", certificate])
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(
                hostName: "mx.relay.example", ports: [.smtp: 0],
                tls: MailServerIdentity(certificateChainPEM: certificate, privateKeyPEM: key),
                accounts: [MailAccount(address: relayed, password: "secret")]),
            group: group, now: { Date(timeIntervalSince1970: 651_000_000) })
        let ports = try await freePorts(5, group)
        let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Servers").path
        var failure: (any Error)?
        do {
            try await succeed(
                scripts + "/start.sh",
                [directory, certificate, key] + (ports + [exchange.port(.smtp) ?? 0]).map(String.init))
            try await test(RealServers(exchange: exchange, group: group, ports: ports, certificate: certificate))
        } catch {
            failure = error
            for log in ["start.log", "postfix.log", "dovecot.log"] {
                let text = FileManager.default.contents(atPath: "\(directory)/\(log)") ?? Data()
                print("\(log):", String(decoding: text.suffix(2000), as: UTF8.self))
            }
        }
        try? await succeed(scripts + "/stop.sh", [directory])
        await exchange.stop()
        try await group.shutdownGracefully()
        if let failure { throw failure }
    }

    func smtp(
        _ protection: MailServerAddress.Protection = .startTLS, user: String = a.text, password: String = "secret"
    ) -> SMTPClient {
        SMTPClient(
            address: MailServerAddress(
                host: "127.0.0.1", port: ports[0], protection: protection, trustRootsPEM: certificate,
                credentials: MailCredentials(user: user, password: password)),
            allowed: .loopback, helloName: "client.example", group: group)
    }

    func pop3(
        _ protection: MailServerAddress.Protection = .startTLS, user: String = b.text, password: String = "secret",
        maximumMailBytes: Int = 70_000_000
    ) -> POP3Client {
        POP3Client(
            address: MailServerAddress(
                host: "127.0.0.1", port: ports[protection == .implicit ? 2 : 1], protection: protection,
                trustRootsPEM: certificate, credentials: MailCredentials(user: user, password: password)),
            allowed: .loopback, maximumMailBytes: maximumMailBytes, group: group)
    }

    /// Looks into a mailbox again and again, each time in a new session, until so many mails are there.
    func waitForMails(_ count: Int, user: EDIAddress = b) async throws {
        for _ in 0..<2000 {
            let found = try await pop3(.none, user: user.text).session { session in
                let entries = try await session.list()
                try await session.quit()
                return entries.count
            }
            if found >= count { return }
        }
        Issue.record("the mails have not come")
    }

    private static func freePorts(_ count: Int, _ group: any EventLoopGroup) async throws -> [Int] {
        var channels: [any Channel] = []
        for _ in 0..<count {
            channels.append(try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get())
        }
        let ports = channels.compactMap { $0.localAddress?.port }
        for channel in channels { try await channel.close() }
        return ports
    }

    /// Runs a program to its end; fails the test when the program fails. What it starts may live on, so its output is
    /// not waited for.
    private static func succeed(_ path: String, _ arguments: [String]) async throws {
        let run = try await Command.run(
            "bash", ["-c", #"exec "$0" "$@" < /dev/null > /dev/null 2>&1"#, path] + arguments)
        try #require(run.status == 0, "\(path)")
    }
}

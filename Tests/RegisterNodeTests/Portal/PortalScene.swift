import Certificates
import Cryptography
import Foundation
import Identifiers
import Keys
import Logging
import MIME
import Mail
import NIOCore
import NIOPosix
import PortalNode
import Settings
import TestSupport
import Testing

/// An invented portal beside an invented register: another directory, another key, and only certificates in common.
final class PortalScene: Sendable {
    let register: NodeScene
    let scratch: ScratchDirectory
    let ports: PortalNode.Ports
    let configuration: PortalConfiguration

    /// - Parameter ports: where it listens; the register's scene names the second.
    init(beside register: NodeScene, ports: PortalNode.Ports, mailPort: Int = 2525) throws {
        self.register = register
        self.ports = ports
        scratch = try ScratchDirectory()
        try MasterKey.generate(to: scratch.path("master.key"))
        let server = try register.authority.issueTransport("portal", now: Date())
        try scratch.write(server.certificate.pem + register.authority.intermediates.flatMap(\.pem), to: "portal.pem")
        try scratch.write(PEM.key(server.key), to: "portal.key")
        try scratch.write(register.scratch.read("trust/issuers.pem"), to: "issuers.pem")
        try scratch.write(register.scratch.read("tls/register.pem"), to: "register.pem")
        let yaml = """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: data/c/s
            origin: https://localhost:\(ports.pages)
            pages: {host: 127.0.0.1, port: \(ports.pages), certificateChain: portal.pem, privateKey: portal.key}
            push:
              host: 127.0.0.1
              port: \(ports.push)
              certificateChain: portal.pem
              privateKey: portal.key
              clientRoots: issuers.pem
              registerCertificates: register.pem
            mail:
              host: 127.0.0.1
              port: \(mailPort)
              tls: none
              sender: filsluse@register.example
              senderName: Filslusen på Sørlandet
              helpAddress: hjelp@register.example
              helpPhone: "68 05 00 00"
            hashing: {memoryKiB: 64, passes: 1}
            roundSeconds: 3600
            test: true

            """
        try scratch.write(Array(yaml.utf8), to: "portal.yaml")
        configuration = try PortalConfiguration.load(file: scratch.path("portal.yaml"), environment: [:])
    }

    /// Runs the portal in this process, on the register's clock, for as long as `body` takes.
    func running(_ body: (PortalNode) async throws -> Void) async throws {
        let node = try await PortalNode.open(
            configuration, logger: Logger(label: "portal") { _ in SwiftLogNoOpLogHandler() },
            clock: { self.register.clock.now })
        let (bound, ready) = AsyncStream<PortalNode.Ports>.makeStream()
        let work = Task {
            defer { ready.finish() }
            try await node.run { ready.yield($0) }
        }
        let ports = await bound.first { _ in true }
        let outcome: Result<Void, any Error>
        do {
            #expect(ports == self.ports)
            try await body(node)
            outcome = .success(())
        } catch { outcome = .failure(error) }
        work.cancel()
        let ended = await work.result
        try await node.close()
        try outcome.get()
        if case .failure(let error) = ended, !(error is CancellationError) { throw error }
    }

    /// All octets below the data directory, file by file.
    func disk() throws -> [[UInt8]] {
        let names = FileManager.default.enumerator(atPath: scratch.path("data"))?.allObjects as? [String] ?? []
        return try names.sorted().compactMap { name in
            let path = scratch.path("data/\(name)")
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue,
                (try FileManager.default.attributesOfItem(atPath: path))[.type] as? FileAttributeType == .typeRegular
            else { return nil }
            return try scratch.read("data/\(name)")
        }
    }
}

/// A register, its portal and the mail relay between them and the municipalities.
struct PortalStreet {
    static let shared = EDIAddress("postmottak@nordbygda.kommune.example")!
    static let other = EDIAddress("postmottak@sorbygda.kommune.example")!
    static let contact = EDIAddress("iplos@nordbygda.kommune.example")!
    static let newAddress = EDIAddress("helseogomsorg@nordbygda.kommune.example")!

    let exchange: MailExchange
    let register: NodeScene
    let portal: PortalScene
    private let taken: Collected<AcceptedMail>
    /// A turn for each mail that the relay has been given.
    private let arrivals: AsyncStream<Void>

    /// - Parameter proxied: whether the register calls another port than the portal's own: the test's.
    static func with(proxyPort: Int? = nil, _ body: (PortalStreet) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (arrivals, arrived) = AsyncStream<Void>.makeStream()
        let taken = Collected<AcceptedMail>()
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(
                hostName: "relay.example", ports: [.smtp: 0],
                accounts: [shared, other, contact, newAddress].map { MailAccount(address: $0, password: "p") }),
            group: group, now: { Date() }
        ) { mail in
            taken.add(mail)
            arrived.yield()
            return .deliver
        }
        let mailPort = exchange.port(.smtp)!
        let ports = PortalNode.Ports(pages: try FreePort.any(), push: try FreePort.any())
        let register = try NodeScene(
            mailPort: mailPort, portalAddress: "https://localhost:\(proxyPort ?? ports.push)")
        let portal = try PortalScene(beside: register, ports: ports, mailPort: mailPort)
        do {
            try await body(
                PortalStreet(
                    exchange: exchange, register: register, portal: portal, taken: taken, arrivals: arrivals))
        } catch {
            await exchange.stop()
            throw error
        }
        await exchange.stop()
        try await group.shutdownGracefully()
    }

    /// The mails that the relay has been given for an address.
    func mails(to address: EDIAddress) -> [[UInt8]] { taken.all.filter { $0.to.contains(address) }.map(\.data) }

    /// Those of them that the register itself has sent.
    func notices(to address: EDIAddress) -> Int {
        taken.all.count { $0.to.contains(address) && $0.from?.text == "iplos@register.example" }
    }

    /// Subject and plain words of the mail with this number to an address, once it has come.
    func mail(_ number: Int, to address: EDIAddress) async throws -> (subject: String, text: String) {
        var turns = arrivals.makeAsyncIterator()
        while mails(to: address).count < number { await turns.next() }
        let mail = try MIMEEntity.parse(mails(to: address)[number - 1])
        let words = try mail.parts().first?.decodedBody() ?? []
        return (mail.headers["Subject"] ?? "", String(decoding: words, as: UTF8.self))
    }

    /// The path of the link in a mail's words.
    static func path(in text: String, _ beginning: String) throws -> String {
        let start = try #require(text.range(of: beginning))
        return String(text[start.lowerBound...].prefix { !$0.isWhitespace })
    }
}

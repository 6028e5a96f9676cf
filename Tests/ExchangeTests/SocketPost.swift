import Exchange
import Foundation
import Identifiers
import Mail
import NIOPosix
import TestSupport

/// A real mail server on this machine, which every mail passes over sockets, and a checkpoint in it.
final class SocketPost: Carrier {
    private static let password = "hemmelig"
    private let exchange: MailExchange
    private let smtp: SMTPClient

    /// Runs a course by mail and closes everything afterwards.
    static func run(_ course: (Course) async throws -> Void) async throws {
        let checkpoint = Checkpoint()
        let post = try await open(for: ["post1000@edi.example", "post2000@edi.example"], past: checkpoint)
        do {
            let (country, hospital, municipality) = try await Country.withTwoOffices(carrier: post)
            try await course(
                Course(country: country, hospital: hospital, municipality: municipality, checkpoint: checkpoint))
        } catch {
            await post.close()
            throw error
        }
        await post.close()
    }

    private static func open(for addresses: [String], past checkpoint: Checkpoint) async throws -> SocketPost {
        let accounts = addresses.compactMap { EDIAddress($0) }.map {
            MailAccount(address: $0, password: password)
        }
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(hostName: "mx.example", accounts: accounts),
            group: MultiThreadedEventLoopGroup.singleton, now: { Country.start }
        ) { mail in
            switch checkpoint.pass(mail.data) {
            case .deliver: .deliver
            case .lose: .drop
            case .putOff, .breakOff, .loseAnswer: .putOff
            }
        }
        return SocketPost(exchange)
    }

    private init(_ exchange: MailExchange) {
        self.exchange = exchange
        smtp = SMTPClient(
            address: MailServerAddress(host: "127.0.0.1", port: exchange.port(.smtp) ?? 0, protection: .none),
            allowed: .loopback, helloName: "client.example", group: MultiThreadedEventLoopGroup.singleton)
    }

    func close() async {
        await smtp.close()
        await exchange.stop()
    }

    func send(_ mail: OutgoingMail) async throws(MailError) { _ = try await smtp.send(mail) }

    func mailbox(of address: EDIAddress) -> any MailboxReading {
        POP3Box(
            client: POP3Client(
                address: MailServerAddress(
                    host: "127.0.0.1", port: exchange.port(.pop3) ?? 0, protection: .none,
                    credentials: MailCredentials(user: address.text, password: Self.password)),
                allowed: .loopback, group: MultiThreadedEventLoopGroup.singleton))
    }

    private struct POP3Box: MailboxReading {
        let client: POP3Client

        func session(_ body: @Sendable (any MailboxSession) async throws -> Void) async throws {
            try await client.session { session in
                try await body(Session(session: session))
                try await session.quit()
            }
        }

        private struct Session: MailboxSession {
            let session: POP3Session

            func list() async throws -> [MailboxEntry] {
                try await session.list().map { MailboxEntry(number: $0.number, uidl: $0.uidl, size: $0.size) }
            }

            func retrieve(_ entry: MailboxEntry) async throws -> [UInt8] {
                try await session.retrieve(entry.number)
            }

            func delete(_ entry: MailboxEntry) async throws { try await session.delete(entry.number) }
        }
    }
}

import Exchange
import Foundation
import Identifiers
import Mail
import NIOCore
import Synchronization

/// Sends through the mail server that the sender's own mailbox belongs to, over a few kept-open sessions each.
final class MailTransport: MailSending {
    /// Mails on their way.
    private let sending = Mutex(0)
    private let pools: [String: Pool]
    /// The server by own EDI address.
    private let servers: [EDIAddress: String]

    init(
        configuration: Configuration, allowed: AllowedHosts, group: any EventLoopGroup, sessions: Int = 4
    ) {
        pools = configuration.mailServers.mapValues { server in
            Pool(
                clients: (0..<sessions).map { _ in
                    SMTPClient(
                        address: server.smtpAddress, allowed: allowed,
                        helloName: configuration.helloName ?? "localhost", timeouts: server.timeouts, group: group)
                })
        }
        servers = Dictionary(
            configuration.mailboxes.values.compactMap { box in EDIAddress(box.ediAddress).map { ($0, box.server) } },
            uniquingKeysWith: { first, _ in first })
    }

    func send(_ mail: OutgoingMail) async throws(MailError) {
        guard let from = mail.from, let server = servers[from], let pool = pools[server] else {
            throw MailError(.hostNotAllowed, .hold)
        }
        sending.withLock { $0 += 1 }
        defer { sending.withLock { $0 -= 1 } }
        _ = try await pool.next().send(mail)
    }

    /// Closes once nothing is on its way any more: another transport has taken over, and no new mail comes.
    func retire() async {
        while sending.withLock({ $0 > 0 }) { try? await Task.sleep(for: .milliseconds(200)) }
        await close()
    }

    func close() async {
        for pool in pools.values { await pool.close() }
    }

    /// Sessions with one server, taken in turn: a client queues its mails, so turns spread them evenly.
    private final class Pool: Sendable {
        private let clients: [SMTPClient]
        private let turn = Atomic(0)

        init(clients: [SMTPClient]) {
            self.clients = clients
        }

        func next() -> SMTPClient {
            clients[turn.wrappingAdd(1, ordering: .relaxed).oldValue % clients.count]
        }

        func close() async {
            for client in clients { await client.close() }
        }
    }
}

/// One configured mailbox, read over POP3.
struct POP3Mailbox: MailboxReading {
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

        func retrieve(_ entry: MailboxEntry) async throws -> [UInt8] { try await session.retrieve(entry.number) }

        func delete(_ entry: MailboxEntry) async throws { try await session.delete(entry.number) }
    }
}

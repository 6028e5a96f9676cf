import Exchange
import Foundation
import Identifiers
import Mail
import NIOPosix
import Synchronization
import TestSupport

/// How messages travel between the offices of a course.
enum Carriage: String, CaseIterable, Sendable {
    /// SMTP to a mail server, POP3 from it.
    case mail

    /// Runs a course over it and closes everything afterwards.
    func run(_ course: (Course) async throws -> Void) async throws {
        switch self {
        case .mail:
            let post = try await SocketPost.open(for: ["post1000@edi.example", "post2000@edi.example"])
            do { try await course(try await Course(over: post)) } catch {
                await post.close()
                throw error
            }
            await post.close()
        }
    }
}

/// A real mail server on this machine, which every mail passes over sockets and which can be told what to do with it.
final class SocketPost: Carrier {
    private struct State {
        var fate: @Sendable (AcceptedMail) -> Disposition = { _ in .deliver }
        var carried: [AcceptedMail] = []
    }

    private static let password = "hemmelig"
    private let exchange: MailExchange
    private let smtp: SMTPClient
    private let state: Box

    private final class Box: Sendable {
        let state = Mutex(State())
    }

    static func open(for addresses: [String]) async throws -> SocketPost {
        let accounts = addresses.compactMap { EDIAddress($0) }.map {
            MailAccount(address: $0, password: password)
        }
        let box = Box()
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(hostName: "mx.example", accounts: accounts),
            group: MultiThreadedEventLoopGroup.singleton, now: { Country.start }
        ) { mail in
            box.state.withLock { state in
                state.carried.append(mail)
                return state.fate(mail)
            }
        }
        return SocketPost(exchange, box)
    }

    private init(_ exchange: MailExchange, _ state: Box) {
        self.exchange = exchange
        self.state = state
        smtp = SMTPClient(
            address: MailServerAddress(host: "127.0.0.1", port: exchange.port(.smtp) ?? 0, protection: .none),
            allowed: .loopback, helloName: "client.example", group: MultiThreadedEventLoopGroup.singleton)
    }

    func close() async {
        await smtp.close()
        await exchange.stop()
    }

    /// Every mail the server has been given, whatever became of it.
    var carried: [AcceptedMail] { state.state.withLock { $0.carried } }

    /// What the server does with each mail from now on.
    func decide(_ fate: @escaping @Sendable (AcceptedMail) -> Disposition) {
        state.state.withLock { $0.fate = fate }
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

/// Two offices and the way between them, on which a course of HITS 1171 §9 runs.
struct Course {
    let country: Country
    let hospital: Office
    let municipality: Office
    private let post: SocketPost

    init(over post: SocketPost) async throws {
        self.post = post
        (country, hospital, municipality) = try await Country.withTwoOffices(carrier: post)
    }

    /// Lets both work until nothing more happens, after so many seconds.
    func settle(after seconds: TimeInterval = 0) async throws {
        try await country.settle([hospital, municipality], after: seconds)
    }

    /// What has travelled so far, by the element that tells its kind, in order.
    var travelled: [Cargo] { post.carried.map { Cargo($0.data) } }

    /// Lets the first of a kind vanish, or be put off, on its way.
    func hit(_ cargo: Cargo, _ disposition: Disposition, times: Int = 1) {
        let left = Mutex(times)
        post.decide { mail in
            guard Cargo(mail.data) == cargo else { return .deliver }
            return left.withLock { left in
                left -= 1
                return left >= 0 ? disposition : .deliver
            }
        }
    }

    /// Kinds of mail, as they look from outside.
    enum Cargo: Sendable, Equatable {
        case document, appRec, acknowledgment, error

        init(_ mail: [UInt8]) {
            let text = String(decoding: mail.prefix(20_000), as: UTF8.self)
            self =
                if text.contains("<eb:Action>APPREC</eb:Action>") {
                    .appRec
                } else if text.contains("<eb:Action>Acknowledgment</eb:Action>") {
                    .acknowledgment
                } else if text.contains("<eb:Action>MessageError</eb:Action>") { .error } else { .document }
        }
    }
}

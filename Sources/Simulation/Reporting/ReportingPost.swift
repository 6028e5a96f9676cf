import Foundation
import Identifiers
import Mail
import NIOPosix
import Synchronization

/// The mail relay of the demo's register, and the mailboxes of the municipalities behind it: keeps every mail that passes.
final class ReportingPost: Sendable {
    /// One mail as it passed.
    struct Letter: Sendable, Equatable {
        /// The address alone.
        let from: String
        let to: String
        let messageID: String
        /// As it stands in the mail, encoded words and all.
        let subject: String
        let data: [UInt8]

        /// What a person reads: the texts of the mail, decoded.
        var text: String { bodies.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") }

        /// Each part of the mail, decoded.
        var bodies: [[UInt8]] {
            String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n\r\n").dropFirst().compactMap { body in
                let lines = body.components(separatedBy: "\r\n").prefix { !$0.hasPrefix("--") }
                return Data(base64Encoded: lines.joined()).map { [UInt8]($0) }
            }.filter { !$0.isEmpty }
        }
    }

    /// The address that the register's mails come from, and the portal's.
    static let registerSender = "iplos@register.example"
    static let portalSender = "filsluse@register.example"

    let port: Int
    private let exchange: MailExchange
    private let passed: Passed

    private final class Passed: Sendable {
        let letters = Mutex<[Letter]>([])
    }

    /// Opens it, with a contact's and a shared mailbox for each municipality.
    static func open(for towns: [ReportingTown], clock: @escaping @Sendable () -> Date) async throws -> ReportingPost {
        let addresses = towns.flatMap { [$0.contactAddress, $0.sharedAddress] }
        let accounts = addresses.compactMap { EDIAddress($0) }.map { MailAccount(address: $0, password: "") }
        let passed = Passed()
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(hostName: "relay.register.example", ports: [.smtp: 0], accounts: accounts),
            group: MultiThreadedEventLoopGroup.singleton, now: clock
        ) { mail in
            for to in mail.to { passed.letters.withLock { $0.append(Self.letter(mail.data, to: to.text)) } }
            return .deliver
        }
        guard let port = exchange.port(.smtp) else { throw DemoError.setup("the mail relay has no port") }
        return ReportingPost(exchange, port: port, passed: passed)
    }

    private init(_ exchange: MailExchange, port: Int, passed: Passed) {
        self.exchange = exchange
        self.port = port
        self.passed = passed
    }

    /// Every mail that has passed, in order.
    var letters: [Letter] { passed.letters.withLock(\.self) }

    func letters(to address: String) -> [Letter] { letters.filter { $0.to == address } }

    func stop() async { await exchange.stop() }

    private static func letter(_ data: [UInt8], to: String) -> Letter {
        let head = String(decoding: data, as: UTF8.self).components(separatedBy: "\r\n\r\n").first ?? ""
        // A field may go on in lines that begin with a blank (RFC 5322 2.2.3).
        let lines = head.replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
        func field(_ name: String) -> String {
            let line = lines.first { $0.lowercased().hasPrefix("\(name):") }
            return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) } ?? ""
        }
        let sender = field("from").split(separator: "<").last?.prefix { $0 != ">" }
        return Letter(
            from: sender.map(String.init) ?? "", to: to, messageID: field("message-id"), subject: field("subject"),
            data: data)
    }
}

import Foundation
import Identifiers
import Mail
import NIOPosix

/// The demo's mail exchange on loopback: a mailbox for each party, and `Transit` asked about every mail.
struct DemoExchange: Sendable {
    let smtpPort: Int
    let pop3Port: Int
    private let exchange: MailExchange
    private let transit: Transit

    /// - Parameter passwords: of each party's mailbox.
    static func start(
        parties: [DemoParty], passwords: [PartyName: String], transit: Transit, clock: @escaping @Sendable () -> Date
    ) async throws -> DemoExchange {
        let accounts = parties.map { party in
            MailAccount(
                address: party.ediAddress, user: party.mailbox, password: passwords[party.name, default: ""])
        }
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(hostName: "exchange.example", accounts: accounts),
            group: MultiThreadedEventLoopGroup.singleton, now: clock
        ) { mail in
            guard let from = mail.from, let to = mail.to.first else { return .deliver }
            return transit.passing(from: from, to: to, mail: mail.data) == .drop ? .drop : .deliver
        }
        guard let smtp = exchange.port(.smtp), let pop3 = exchange.port(.pop3) else {
            throw DemoError.setup("the mail exchange has no port")
        }
        return DemoExchange(
            smtpPort: smtp, pop3Port: pop3, exchange: exchange, transit: transit)
    }

    /// Puts a mail that is no message into a mailbox, as a stranger's mail program would.
    func deliverGarbage(from: DemoParty, to: DemoParty) throws(DemoError) {
        let lines = [
            "From: <\(from.ediAddress)>", "To: <\(to.ediAddress)>",
            "Message-ID: <garbage@\(from.ediAddress.domain)>", "Subject: (uten emne)", "MIME-Version: 1.0",
            "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64", "",
            "RGV0dGUgZXIgaW5nZW4gbWVsZGluZy4=", "",
        ]
        let mail = Array(lines.joined(separator: "\r\n").utf8)
        _ = transit.passing(from: from.ediAddress, to: to.ediAddress, mail: mail)
        guard exchange.deliver(mail, to: to.ediAddress) else { throw .setup("there is no mailbox for \(to.mailbox)") }
    }

    func stop() async {
        await exchange.stop()
    }
}

import Foundation
import Identifiers
import Logging
import Mail
import MailRelay
import NIOCore
import NIOPosix
import OsloCalendar
import Register
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Mails that come back", .serialized)
struct ReturnedMailTests {
    private static let own = EDIAddress("iplos@register.example")!

    /// A mail server that knows the register's own mailbox and none of the municipality's, so that what goes there comes
    /// back as a report.
    private func withReturns(
        refusing: Bool = false, _ body: (MailExchange, NodeScene, RegisterNode) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(
                hostName: "relay.example", accounts: [MailAccount(address: Self.own, password: "p")],
                refusesUnknownRecipients: refusing), group: group, now: { Date() })
        let scene = try NodeScene(mailPort: exchange.port(.smtp)!, returnsPort: exchange.port(.pop3)!)
        let node = try await scene.open()
        do {
            try node.store.announce(
                SeasonCalendar.usual(yearReported: 2016), settings: scene.configuration.mail.settings,
                now: scene.clock.now)
            try await body(exchange, scene, node)
        } catch {
            try? await node.close()
            await exchange.stop()
            throw error
        }
        try await node.close()
        await exchange.stop()
        try await group.shutdownGracefully()
    }

    private func unit(_ node: RegisterNode) async throws -> StatusQuestion.Unit {
        try #require(try await StatusQuestion(year: 2016).answer(in: node.administration()).units.first)
    }

    @Test("I-048 I-067 a report of failure makes the shared address undeliverable, and is taken out of the mailbox")
    func bounced() async throws {
        try await withReturns { exchange, scene, node in
            #expect(try await !unit(node).needsAddress)
            await node.runOnce(now: scene.clock.now)
            #expect(exchange.mails(in: Self.own).isEmpty, "the report is read in the round that sent the mail")
            let unit = try await unit(node)
            let mail = try #require(unit.undelivered.first)
            #expect(unit.needsAddress && unit.undelivered.count == 1)
            #expect(mail.to == scene.municipality.sharedAddress && mail.isSharedAddress && mail.kind == .seasonOpening)
            #expect(mail.state == .bounced && mail.code == "5.1.1")
            let listed = try await MailQuestion(unit: nil).answer(in: node.administration()).mails
            #expect(listed.map(\.state) == ["bounced"] && listed.map(\.returned) == ["5.1.1"])
        }
    }

    @Test("I-048 an address that the server itself refuses is undeliverable too, with its reply code")
    func refused() async throws {
        try await withReturns(refusing: true) { _, scene, node in
            await node.runOnce(now: scene.clock.now)
            let mail = try #require(try await unit(node).undelivered.first)
            #expect(mail.state == .refused && mail.code == "550" && mail.isSharedAddress)
        }
    }

    @Test("T-112 what people write, and reports about mails that the register has not sent, stay and change nothing")
    func others() async throws {
        try await withReturns { exchange, scene, node in
            await node.runOnce(now: scene.clock.now)
            let id = try #require(
                try node.store.mails(of: nil, settings: scene.configuration.mail.settings).first?.messageID)
            let letters = [
                "From: ola@nord.example\r\nTo: iplos@register.example\r\nSubject: Hei\r\n\r\nHei \(id)\r\n",
                Self.report(about: "0123456789abcdef@register.example", action: "failed"),
                "From: x\r\nContent-Type: multipart/report; report-type=delivery-status\r\n\r\nno parts\r\n",
            ]
            for letter in letters { #expect(exchange.deliver(Array(letter.utf8), to: Self.own)) }
            let before = try await unit(node)
            for _ in 0..<2 { await node.runOnce(now: scene.clock.now + 60) }
            #expect(exchange.mails(in: Self.own).count == letters.count)
            #expect(try await unit(node) == before)
        }
    }

    @Test("a report that a mail is late, or has arrived, changes nothing and is taken out")
    func delayed() async throws {
        try await withReturns { exchange, scene, node in
            let settings = scene.configuration.mail.settings
            let id = try #require(try node.store.mails(of: nil, settings: settings).first?.messageID)
            #expect(exchange.deliver(Array(Self.report(about: id, action: "delayed").utf8), to: Self.own))
            let mailbox = try #require(scene.configuration.mail.returns?.mailbox)
            let returns = ReturnedMails(
                store: node.store, mailbox: Mailbox(mailbox, group: NIOSingletons.posixEventLoopGroup),
                log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await returns.run(now: scene.clock.now)
            #expect(exchange.mails(in: Self.own).isEmpty)
            #expect(try node.store.mails(of: nil, settings: settings).map(\.state) == [.queued])
        }
    }

    private static func report(about id: String, action: String) -> String {
        """
        From: MAILER-DAEMON@relay.example\r
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
        \r
        --b\r
        Content-Type: text/plain\r
        \r
        Words.\r
        --b\r
        Content-Type: message/delivery-status\r
        \r
        Reporting-MTA: dns; relay.example\r
        \r
        Final-Recipient: rfc822; a@b.example\r
        Action: \(action)\r
        Status: 5.1.1\r
        \r
        --b\r
        Content-Type: text/rfc822-headers\r
        \r
        Message-ID: <\(id)>\r
        \r
        --b--\r

        """
    }
}

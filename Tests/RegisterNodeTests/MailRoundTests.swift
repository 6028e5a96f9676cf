import Foundation
import Identifiers
import MIME
import Mail
import MailRelay
import NIOCore
import NIOPosix
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Mails over SMTP", .serialized)
struct MailRoundTests {
    private static let contact = EDIAddress("iplos@nordbygda.kommune.example")!
    private static let shared = EDIAddress("postmottak@nordbygda.kommune.example")!

    /// A mail server on this machine with the two mailboxes, for as long as `body` takes.
    private func withRelay(_ body: (MailExchange, NodeScene) async throws -> Void) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let configuration = MailExchangeConfiguration(
            hostName: "relay.example", ports: [.smtp: 0],
            accounts: [Self.contact, Self.shared].map { MailAccount(address: $0, password: "p") })
        let exchange = try await MailExchange.start(configuration, group: group, now: { Date() })
        let scene = try NodeScene(mailPort: exchange.port(.smtp)!)
        do { try await body(exchange, scene) } catch {
            await exchange.stop()
            throw error
        }
        await exchange.stop()
        try await group.shutdownGracefully()
    }

    /// Delivers into the store, as the door does.
    private func receive(_ delivery: Delivery, _ node: RegisterNode) throws {
        let now = node.administration().clock()
        let reception = SubmissionReception(
            store: node.store, waiting: WaitingDeliveries(in: node.configuration.dataDirectory),
            trust: node.administration().trust.trust)
        _ = try reception.take(manifest: delivery.manifest, of: delivery.id, now: now)
        for part in delivery.content { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        _ = try reception.take(statement: delivery.statement, of: delivery.id, now: now)
        for part in delivery.map { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        let answer = try reception.complete(delivery.id, now: now)
        #expect(answer == .received(delivery.id))
    }

    @Test("I-036 the receipt comes at 08:00 by SMTP, in words and in HTML, and once")
    func receipt() async throws {
        try await withRelay { exchange, scene in
            let node = try await scene.open()
            let delivery = try scene.delivery()
            try receive(delivery, node)
            await node.runOnce(now: NodeScene.at(11, 7, 59, 59))
            #expect(exchange.mails(in: Self.contact).isEmpty)
            for hour in [8, 9, 10] { await node.runOnce(now: NodeScene.at(11, hour)) }
            let mails = exchange.mails(in: Self.contact)
            #expect(mails.count == 1)
            let mail = try MIMEEntity.parse(try #require(mails.first))
            #expect(mail.headers["To"] == Self.contact.text)
            #expect(mail.headers["From"]?.hasSuffix("<iplos@register.example>") == true)
            #expect(mail.headers["Auto-Submitted"] == "auto-generated")
            #expect(mail.headers["Date"] == "Wed, 11 Jan 2017 07:00:00 +0000")
            let parts = try mail.parts()
            let types = try parts.map { try $0.contentType?.value }
            #expect(types == ["text/plain", "text/html"])
            for part in parts {
                #expect(String(decoding: try part.decodedBody(), as: UTF8.self).contains(delivery.id.text))
            }
            #expect(exchange.mails(in: Self.shared).isEmpty)
            try await node.close()
        }
    }

    @Test("a password file that is gone is told of, and no empty password is tried")
    func noPassword() async throws {
        try await withRelay { _, scene in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            var settings = scene.configuration.mail.relay
            (settings.user, settings.passwordFile) = ("relay", scene.scratch.path("gone"))
            let relay = MailRelay(settings, group: group)
            let error = await #expect(throws: MailError.self) { try await relay.check() }
            #expect(error?.code == .credentialsUnusable)
            await relay.close()
            try await group.shutdownGracefully()
        }
    }

    @Test("I-036 an arrival waits for the round that is configured, not for another hour's")
    func otherHour() throws {
        let scene = try NodeScene()
        let store = try RegisterInstallation.open(scene.configuration).store
        let trust = try RegisterInstallation(
            configuration: scene.configuration, store: store, keys: RegisterKeyFolder.open(scene.configuration)
        ).trustReading.read(now: NodeScene.noon)
        let reception = SubmissionReception(
            store: store, waiting: WaitingDeliveries(in: scene.configuration.dataDirectory), trust: trust,
            round: try #require(ReceiptRound(hour: 14)))
        let (delivery, now) = (try scene.delivery(), NodeScene.noon)
        _ = try reception.take(manifest: delivery.manifest, of: delivery.id, now: now)
        for part in delivery.content { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        _ = try reception.take(statement: delivery.statement, of: delivery.id, now: now)
        for part in delivery.map { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
        #expect(try reception.complete(delivery.id, now: now) == .received(delivery.id))
        // Noon on the 10th: the round of the same day, and not next morning's.
        #expect(try store.submissionsWithoutReceipt(now: NodeScene.at(10, 14, 30)) == [delivery.id])
        try store.close()
    }

    @Test("T-127 the line is lost after the mail was sent, the process ends, and the next sends one Message-ID")
    func killed() async throws {
        try await withRelay { exchange, scene in
            let first = try await scene.open()
            try receive(scene.delivery(), first)
            // Greeting, EHLO and its lines, MAIL, RCPT, DATA, the mail, and then the server's word is lost: found by
            // trying each line until one mail has arrived and been answered with nothing.
            var line = 8
            while exchange.mails(in: Self.contact).isEmpty {
                exchange.setFaults(FaultScript([.init(service: .smtp, session: 1, line: line)]))
                await first.runOnce(now: NodeScene.at(11, 8) + Double(line) * 3600)
                line += 1
            }
            #expect(exchange.cutCount == 1)
            try await first.close()
            exchange.setFaults(FaultScript())
            let second = try await scene.open()
            await second.runOnce(now: NodeScene.at(16, 8))
            await second.runOnce(now: NodeScene.at(17, 8))
            let mails = exchange.mails(in: Self.contact)
            #expect(mails.count == 2)
            let headers = try mails.map { try MIMEEntity.parse($0).headers }
            #expect(Set(headers.map { $0["Message-ID"] }).count == 1)
            #expect(Set(try mails.map { try MIMEEntity.parse($0).parts()[0].decodedBody() }).count == 1)
            try await second.close()
        }
    }

    @Test("a relay that refuses is not asked again; one that puts off is")
    func refusing() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let answers = Collected<Int>()
        let exchange = try await MailExchange.start(
            MailExchangeConfiguration(
                hostName: "relay.example", ports: [.smtp: 0],
                accounts: [MailAccount(address: Self.contact, password: "p")]), group: group, now: { Date() }
        ) { mail in
            answers.add(mail.number)
            return answers.all.count == 1 ? .putOff : .refuse
        }
        let scene = try NodeScene(mailPort: exchange.port(.smtp)!)
        let node = try await scene.open()
        try receive(scene.delivery(), node)
        for minute in [0, 0, 2, 30] { await node.runOnce(now: NodeScene.at(11, 8, minute)) }
        #expect(answers.all.count == 2)
        let mails = try MailQuestion(unit: nil).answer(in: node.administration(), by: "test").mails
        #expect(mails.map(\.state) == ["refused"] && mails.map(\.answer) == [554])
        try await node.close()
        await exchange.stop()
        try await group.shutdownGracefully()
    }

    @Test("I-060 the notice goes to the shared mailbox once the portal has the archive, and not before")
    func notice() async throws {
        try await withRelay { exchange, scene in
            let delivery = try scene.delivery(DeliveryPlan { $0.kind = .test })
            let alone = try await scene.open()
            try receive(delivery, alone)
            await alone.runOnce(now: NodeScene.at(10, 13))
            #expect(try alone.store.submission(delivery.id)?.state == .released)
            #expect(exchange.mails(in: Self.shared).isEmpty)
            try alone.store.archivePushed(of: delivery.id, at: NodeScene.at(10, 13))
            for minute in 1...3 { await alone.runOnce(now: NodeScene.at(10, 13, minute)) }
            #expect(exchange.mails(in: Self.shared).count == 1)
            try await alone.close()
        }
    }

    @Test("content that does not fit its manifest is refused, and the contact is told")
    func refusedContent() async throws {
        try await withRelay { exchange, scene in
            let delivery = try scene.delivery(DeliveryPlan { $0.contentMunicipality = "9902" })
            let node = try await scene.open()
            try receive(delivery, node)
            await node.runOnce(now: NodeScene.at(10, 13))
            #expect(try node.store.submission(delivery.id)?.state == .refused)
            #expect(exchange.mails(in: Self.contact).count == 1)
            try await node.close()
        }
    }
}

import Foundation
import Identifiers
import MIME
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Mail

@Suite("Client and exchange over loopback")
struct MailExchangeTests {
    private static let alice = LoopbackExchange.alice
    private static let bob = LoopbackExchange.bob

    @Test(
        "mail goes in by SMTP and comes out by POP3, without TLS, with STARTTLS and with TLS from the first byte",
        arguments: [MailServerAddress.Protection.none, .startTLS, .implicit])
    func roundTrip(protection: MailServerAddress.Protection) async throws {
        try await LoopbackExchange.run(tls: try await .make(), { $0.requiresAuthentication = true }) { loopback in
            let client = loopback.smtp(
                protection, credentials: MailCredentials(user: Self.alice.text, password: LoopbackExchange.password))
            let bodies = ["x", ".", "..\r\n.x", "", String(repeating: "line\r\n", count: 100_000)]
            for (number, body) in bodies.enumerated() { _ = try await client.send(numbered(number, body: body)) }
            await client.close()
            let mails = try await loopback.pop3(protection).session { session in
                let entries = try await session.list()
                var mails: [[UInt8]] = []
                try await session.retrieve(entries) { entry, mail in
                    #expect(try mail.get().count == entry.size)
                    mails.append(try mail.get())
                }
                try await session.delete(entries.map(\.number))
                try await session.quit()
                return mails
            }
            #expect(mails.map(subject) == [0, 1, 2, 3, 4])
            for (mail, body) in zip(mails, bodies) { #expect(mail.suffix(body.utf8.count + 6) == bytes("\r\n\r\n\(body)\r\n")[...]) }
            #expect(loopback.exchange.mails(in: Self.bob).isEmpty)
        }
    }

    @Test("M-071 a host that is not listed is refused, for sending and for fetching")
    func refusesForeignHost() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let address = MailServerAddress(
            host: "198.51.100.1", port: 25, protection: .implicit,
            credentials: MailCredentials(user: "u", password: "p"))
        let smtp = SMTPClient(address: address, allowed: .loopback, helloName: "x", group: group)
        await #expect(throws: MailError(.hostNotAllowed, .hold)) { try await smtp.send(numbered(1)) }
        let pop3 = POP3Client(address: address, allowed: .loopback, group: group)
        await #expect(throws: MailError(.hostNotAllowed, .hold)) { try await pop3.session { _ in } }
        var bare = address
        bare.protection = .none
        let cleartext = SMTPClient(
            address: bare, allowed: AllowedHosts(["198.51.100.1"]), helloName: "x", group: group)
        await #expect(throws: MailError(.cleartextRefused, .hold)) { try await cleartext.send(numbered(1)) }
        try await group.shutdownGracefully()
    }

    @Test("a certificate that is not trusted, or of another name, ends the connection and holds the mail")
    func refusesCertificate() async throws {
        try await LoopbackExchange.run(tls: try await .make(names: "DNS:other.example")) { loopback in
            for protection in [MailServerAddress.Protection.startTLS, .implicit] {
                let client = loopback.smtp(protection)
                await #expect(throws: MailError(.tlsFailed, .hold)) { try await client.send(numbered(1)) }
                await #expect(throws: MailError(.tlsFailed, .hold)) {
                    try await loopback.pop3(protection).session { _ in }
                }
            }
            #expect(loopback.exchange.mails(in: Self.bob).isEmpty)
        }
    }

    @Test("a wrong password holds the mail; the mailbox stays closed")
    func refusesPassword() async throws {
        try await LoopbackExchange.run { loopback in
            let client = loopback.smtp(credentials: MailCredentials(user: Self.alice.text, password: "wrong"))
            let error = await #expect(throws: MailError.self) { try await client.send(numbered(1)) }
            #expect(error?.code == .authenticationFailed && error?.consequence == .hold)
            let fetching = await #expect(throws: MailError.self) {
                try await loopback.pop3(password: "wrong").session { _ in }
            }
            #expect(fetching?.code == .authenticationFailed)
        }
    }

    @Test("a mailbox belongs to one session at a time, and is free again when that session ends")
    func locksMailbox() async throws {
        try await LoopbackExchange.run { loopback in
            try await loopback.pop3().session { _ in
                let error = await #expect(throws: MailError.self) { try await loopback.pop3().session { _ in } }
                #expect(error?.code == .mailboxBusy && error?.consequence == .retry)
                try await loopback.pop3(as: Self.alice).session { try await $0.quit() }
            }
            try await eventually { try await loopback.pop3().session { try await $0.quit() } }
        }
    }

    @Test("mails are removed at QUIT only, and ids stay the same from session to session")
    func removesAtQuit() async throws {
        try await LoopbackExchange.run { loopback in
            for number in 1...3 { loopback.exchange.deliver(numbered(number).data, to: Self.bob) }
            let first = try await loopback.pop3().session { session in
                let entries = try await session.list()
                try await session.delete(2)
                return entries
            }
            try await eventually {
                try await loopback.pop3().session { session in
                    let again = try await session.list()
                    #expect(again == first)
                    try await session.delete(2)
                    try await session.quit()
                    await #expect(throws: MailError.self) { try await session.list() }
                }
            }
            #expect(loopback.exchange.uniqueIDs(in: Self.bob) == [first[0].uidl, first[2].uidl])
        }
    }

    @Test("a mail over the client's limit is reported and left, the others are fetched")
    func skipsLargeMail() async throws {
        try await LoopbackExchange.run { loopback in
            loopback.exchange.deliver([UInt8](repeating: 120, count: 2000), to: Self.bob)
            loopback.exchange.deliver(numbered(7).data, to: Self.bob)
            try await loopback.pop3(maximumMailBytes: 1000).session { session in
                let entries = try await session.list()
                await #expect(throws: MailError(.mailTooLarge, .hold)) { try await session.retrieve(1) }
                let mail = try await session.retrieve(2)
                #expect(subject(mail) == 7)
                var outcomes: [Bool] = []
                try await session.retrieve(entries) { outcomes.append((try? $1.get()) != nil) }
                #expect(outcomes == [false, true])
            }
        }
    }

    @Test("M-067 one mail for several mailboxes; an unknown one comes back as a report with the envelope id")
    func reportsFailure() async throws {
        let unknown = EDIAddress("nobody@b.example")!
        try await LoopbackExchange.run { loopback in
            let client = loopback.smtp()
            let mail = OutgoingMail(
                from: Self.alice, to: [Self.bob, unknown], envid: "id 7+", data: numbered(7).data)
            _ = try await client.send(mail)
            #expect(loopback.exchange.mails(in: Self.bob).count == 1)
            let report = try #require(loopback.exchange.mails(in: Self.alice).first)
            let status = try #require(try DeliveryStatus.parse(MIMEEntity.parse(report)))
            #expect(status.originalEnvelopeID == "id 7+" && status.originalMessageID == "7@a.example")
            #expect(status.recipients.map(\.finalRecipient) == [unknown.text])
            #expect(status.action == .failed && status.status == "5.1.1")
            // a report is never answered by a report
            _ = try await client.send(OutgoingMail(from: nil, to: [unknown], data: bytes("x\r\n")))
            #expect(loopback.exchange.mails(in: Self.alice).count == 1)
            await client.close()
        }
        try await LoopbackExchange.run({ $0.refusesUnknownRecipients = true }) { loopback in
            let client = loopback.smtp()
            let accepted = try await client.send(
                OutgoingMail(from: Self.alice, to: [Self.bob, unknown], data: numbered(1).data))
            #expect(accepted.refused.map(\.address) == [unknown])
            let error = await #expect(throws: MailError.self) {
                try await client.send(OutgoingMail(from: Self.alice, to: [unknown], data: numbered(1).data))
            }
            #expect(error?.consequence == .permanent && error?.enhancedStatus == "5.1.1")
            _ = try await client.send(numbered(2))
            #expect(loopback.exchange.mails(in: Self.bob).compactMap(subject) == [1, 2])
        }
    }

    @Test("the hook sees every mail in order and decides what becomes of it")
    func obeysHook() async throws {
        let seen = Mutex<[AcceptedMail]>([])
        let fates: [Disposition] = [.deliver, .drop, .bounce, .putOff, .refuse]
        try await LoopbackExchange.run(onAccepted: { mail in
            seen.withLock { $0.append(mail) }
            return fates[mail.number - 1]
        }) { loopback in
            let client = loopback.smtp()
            var outcomes: [MailError.Consequence?] = []
            for number in 1...5 {
                do {
                    _ = try await client.send(numbered(number))
                    outcomes.append(nil)
                } catch let error as MailError {
                    outcomes.append(error.consequence)
                }
            }
            #expect(outcomes == [nil, nil, nil, .retry, .permanent])
            #expect(loopback.exchange.mails(in: Self.bob).compactMap(subject) == [1])
            #expect(loopback.exchange.mails(in: Self.alice).count == 1)
            #expect(seen.withLock { $0.map(\.envid) } == (1...5).map { "env-\($0)" })
            #expect(seen.withLock { $0.map(\.data) } == (1...5).map { numbered($0).data })
        }
    }

    @Test("a sender over the rate is put off")
    func limitsRate() async throws {
        try await LoopbackExchange.run({ $0.limits.mailsPerMinute = 2 }) { loopback in
            let client = loopback.smtp()
            for number in 1...2 { _ = try await client.send(numbered(number)) }
            let error = await #expect(throws: MailError.self) { try await client.send(numbered(3)) }
            #expect(error?.replyCode == 450 && error?.consequence == .retry)
            _ = try await client.send(numbered(4, from: Self.bob))
            #expect(loopback.exchange.mails(in: Self.bob).compactMap(subject) == [1, 2, 4])
        }
    }

    @Test("mails in a folder are there after a restart, under the same ids; ids are never used again")
    func keepsFolder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var before: [String] = []
        try await LoopbackExchange.run({ $0.folder = folder }) { loopback in
            let client = loopback.smtp()
            for number in 1...3 { _ = try await client.send(numbered(number)) }
            before = loopback.exchange.uniqueIDs(in: Self.bob)
            try await loopback.pop3().session { session in
                _ = try await session.list()
                try await session.delete(2)
                try await session.quit()
            }
        }
        try await LoopbackExchange.run({ $0.folder = folder }) { loopback in
            #expect(loopback.exchange.uniqueIDs(in: Self.bob) == [before[0], before[2]])
            #expect(loopback.exchange.mails(in: Self.bob).compactMap(subject) == [1, 3])
            try await loopback.pop3().session { session in
                let entries = try await session.list()
                let mail = try await session.retrieve(2)
                #expect(entries.count == 2 && subject(mail) == 3)
            }
        }
    }

    @Test("T-069 a server that never answers is given up after the time that was set", arguments: [true, false])
    func givesUp(greets: Bool) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                guard greets else { return channel.eventLoop.makeSucceededVoidFuture() }
                return channel.eventLoop.makeCompletedFuture {
                    // half a greeting: single bytes do not prolong the waiting
                    try channel.pipeline.syncOperations.addHandler(HalfGreeting())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = MailServerAddress(
            host: "127.0.0.1", port: server.localAddress?.port ?? 0, protection: .none,
            credentials: MailCredentials(user: "u", password: "p"))
        let timeouts = MailTimeouts(reply: .milliseconds(200))
        let smtp = SMTPClient(address: address, allowed: .loopback, helloName: "x", timeouts: timeouts, group: group)
        await #expect(throws: MailError(.timeout, .retry)) { try await smtp.send(numbered(1)) }
        let pop3 = POP3Client(address: address, allowed: .loopback, timeouts: timeouts, group: group)
        await #expect(throws: MailError(.timeout, .retry)) { try await pop3.session { _ in } }
        try await server.close()
        let closed = SMTPClient(address: address, allowed: .loopback, helloName: "x", timeouts: timeouts, group: group)
        await #expect(throws: MailError(.connectionFailed, .retry)) { try await closed.send(numbered(1)) }
        try await group.shutdownGracefully()
    }

    @Test("a silent client is sent away by the exchange, and a crowd is not let in")
    func limitsConnections() async throws {
        try await LoopbackExchange.run({
            $0.limits.idle = .milliseconds(100)
            $0.limits.maximumConnections = 1
        }) { loopback in
            let silent = try await ClientBootstrap(group: loopback.group)
                .connect(host: "127.0.0.1", port: loopback.exchange.port(.smtp) ?? 0).get()
            await #expect(throws: (any Error).self) { try await loopback.smtp().send(numbered(1)) }
            try await silent.closeFuture.get()
            try await eventually { _ = try await loopback.smtp().send(numbered(2)) }
            #expect(loopback.exchange.mails(in: Self.bob).compactMap(subject) == [2])
        }
    }
}

/// Tries again until it works: for what the other end of a connection is about to do.
func eventually(_ body: () async throws -> Void) async throws {
    for _ in 0..<1000 where (try? await body()) != nil { return }
    try await body()
}

private final class HalfGreeting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.value.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(50)) { task in
            guard context.value.channel.isActive else { return task.cancel() }
            context.value.writeAndFlush(NIOAny(ByteBuffer(string: "2")), promise: nil)
        }
    }
}

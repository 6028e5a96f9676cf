import Foundation
import Identifiers
import MIME
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Mail

@Suite("Mail clients over loopback")
struct MailClientTests {
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
            for (mail, body) in zip(mails, bodies) {
                #expect(mail.suffix(body.utf8.count + 6) == bytes("\r\n\r\n\(body)\r\n")[...])
            }
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

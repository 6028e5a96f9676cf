import Foundation
import Identifiers
import MIME
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Mail

@Suite("The exchange over loopback")
struct MailExchangeTests {
    private static let alice = LoopbackExchange.alice
    private static let bob = LoopbackExchange.bob

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

    @Test("a silent client is sent away after the time that was set")
    func limitsSilence() async throws {
        try await LoopbackExchange.run({ $0.limits.idle = .milliseconds(50) }) { loopback in
            for listener in [MailListener.smtp, .pop3] {
                let silent = try await ClientBootstrap(group: loopback.group)
                    .connect(host: "127.0.0.1", port: loopback.exchange.port(listener) ?? 0).get()
                try await silent.closeFuture.get()
            }
        }
    }

    @Test("no more connections are let in than were set, and a place is free again when one ends")
    func limitsConnections() async throws {
        try await LoopbackExchange.run({ $0.limits.maximumConnections = 1 }) { loopback in
            try await loopback.pop3().session { session in
                await #expect(throws: (any Error).self) { try await loopback.pop3(as: Self.alice).session { _ in } }
                _ = try await loopback.smtp().send(numbered(1))  // each service counts its own
                let entries = try await session.list()
                #expect(entries.isEmpty)
            }
            try await eventually { try await loopback.pop3(as: Self.alice).session { try await $0.quit() } }
        }
    }
}

/// Tries again until it works: for what the other end of a connection is about to do.
func eventually(_ body: () async throws -> Void) async throws {
    for _ in 0..<1000 where (try? await body()) != nil { return }
    try await body()
}

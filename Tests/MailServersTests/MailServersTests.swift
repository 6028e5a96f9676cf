import Foundation
import Identifiers
import MIME
import Mail
import Testing

@Suite("Postfix and Dovecot", .serialized, .enabled(if: RealServers.areAvailable))
struct MailServersTests {
    @Test("M-059 100 mails, one of 10 MB, go in and come out byte for byte, with sessions lost on the way")
    func hundredMails() async throws {
        try await RealServers.run { servers in
            let bodies = Self.bodies(count: 100)
            let client = servers.smtp()
            for (number, body) in bodies.enumerated() {
                let accepted = try await client.send(Self.mail(number, body))
                #expect(accepted.refused.isEmpty)
            }
            await client.close()
            try await servers.waitForMails(100)

            // a session that fetches, deletes, and is lost before QUIT: nothing is gone
            let first = try await servers.pop3(.startTLS).session { session in
                let entries = try await session.list()
                _ = try await session.retrieve(1)
                try await session.delete(entries.prefix(40).map(\.number))
                return entries
            }
            #expect(first.count == 100)
            // a session that deletes the even ones: the ids of the odd ones stay, their numbers do not
            var fetched: [String: [UInt8]] = [:]
            try await eventually {
                try await servers.pop3(.implicit).session { session in
                    // the lost session may still hold the mailbox for a moment
                    let entries = try await session.list()
                    #expect(entries == first)
                    let even = entries.filter { $0.number % 2 == 0 }
                    try await session.retrieve(even) { entry, mail in fetched[entry.uidl] = try mail.get() }
                    try await session.delete(even.map(\.number))
                    try await session.quit()
                }
            }
            try await servers.pop3(.none).session { session in
                let entries = try await session.list()
                #expect(entries.map(\.uidl) == first.filter { $0.number % 2 == 1 }.map(\.uidl))
                try await session.retrieve(entries) { entry, mail in fetched[entry.uidl] = try mail.get() }
                try await session.delete(entries.map(\.number))
                try await session.quit()
            }
            try await servers.pop3().session { session in
                let left = try await session.list()
                #expect(left.isEmpty)
            }
            var numbers: [Int] = []
            for mail in fetched.values {
                let entity = try MIMEEntity.parse(mail)
                let number = try #require(entity.headers["Subject"].flatMap { Int($0) })
                numbers.append(number)
                #expect(Array(entity.body) == bodies[number])
            }
            #expect(numbers.sorted() == Array(0..<100))
        }
    }

    @Test("Postfix reports an unknown mailbox with our envelope id and Message-ID")
    func bounce() async throws {
        try await RealServers.run { servers in
            let client = servers.smtp()
            _ = try await client.send(
                OutgoingMail(
                    from: RealServers.b, to: [EDIAddress("nobody@loop.example")!], envid: "env 1+",
                    data: Self.mail(7, []).data))
            await client.close()
            try await servers.waitForMails(1)
            let mail = try await servers.pop3().session { session in
                _ = try await session.list()
                return try await session.retrieve(1)
            }
            let status = try #require(try DeliveryStatus.parse(MIMEEntity.parse(mail)))
            #expect(status.originalEnvelopeID == "env 1+" || status.originalEnvelopeID == "env+201+2B")
            #expect(status.originalMessageID == "7@client.example")
            #expect(status.action == .failed && status.status?.hasPrefix("5.") == true)
            #expect(status.recipients.map(\.finalRecipient) == ["nobody@loop.example"])
        }
    }

    @Test("Postfix hands mail on to the exchange")
    func relay() async throws {
        try await RealServers.run { servers in
            let client = servers.smtp()
            let bodies = Self.bodies(count: 20)
            for (number, body) in bodies.enumerated() {
                let mail = Self.mail(number, body)
                _ = try await client.send(
                    OutgoingMail(from: mail.from, to: [RealServers.relayed], envid: "id \(number)", data: mail.data))
            }
            await client.close()
            try await eventually {
                // a round trip through another server gives Postfix the time it needs
                try await servers.pop3().session { try await $0.quit() }
                if servers.exchange.mails(in: RealServers.relayed).count < 20 { throw NotYet() }
            }
            for mail in servers.exchange.mails(in: RealServers.relayed) {
                let entity = try MIMEEntity.parse(mail)
                let number = try #require(entity.headers["Subject"].flatMap { Int($0) })
                #expect(Array(entity.body) == bodies[number])
            }
        }
    }

    @Test("what these servers refuse is told apart: wrong password, mail too large, mail too large for us")
    func refusals() async throws {
        try await RealServers.run { servers in
            let wrong = await #expect(throws: MailError.self) {
                try await servers.smtp(password: "wrong").send(Self.mail(1, []))
            }
            #expect(wrong?.code == .authenticationFailed && wrong?.consequence == .hold && wrong?.replyCode == 535)
            let locked = await #expect(throws: MailError.self) {
                try await servers.pop3(password: "wrong").session { _ in }
            }
            #expect(locked?.code == .authenticationFailed && locked?.consequence == .hold)
            let client = servers.smtp()
            await #expect(throws: MailError(.mailTooLarge, .permanent)) {
                try await client.send(Self.mail(1, Array(repeating: 120, count: 12_000_001).lines))
            }
            _ = try await client.send(Self.mail(2, Array(repeating: 120, count: 100_000).lines))
            await client.close()
            try await servers.waitForMails(1)
            try await servers.pop3(maximumMailBytes: 50_000).session { session in
                _ = try await session.list()
                await #expect(throws: MailError(.mailTooLarge, .hold)) { try await session.retrieve(1) }
            }
        }
    }

    private struct NotYet: Error {}

    private static func mail(_ number: Int, _ body: [UInt8]) -> OutgoingMail {
        let head =
            "From: a@loop.example\r\nTo: b@loop.example\r\nDate: Fri, 17 Aug 1990 09:30:00 +0000\r\n"
            + "Message-ID: <\(number)@client.example>\r\nSubject: \(number)\r\n\r\n"
        return OutgoingMail(
            from: RealServers.a, to: [RealServers.b], envid: "env-\(number)", data: Array(head.utf8) + body)
    }

    /// Empty, full of dots, of eight bits, of long lines, and one of 10 MB; every body ends in a line end.
    private static func bodies(count: Int) -> [[UInt8]] {
        (0..<count).map { number in
            switch number % 5 {
            case 0: Array(".\r\n..\r\n.x\r\n\r\n".utf8)
            case 1: Array(String(repeating: "blåbær ", count: number).utf8) + [13, 10]
            case 2: [UInt8](repeating: 120, count: number == 52 ? 10_000_000 : number * 500).lines
            case 3: [UInt8](repeating: 65, count: 998) + [13, 10]
            default: [13, 10]
            }
        }
    }
}

extension [UInt8] {
    /// The bytes in lines of 900, each ended by CR LF.
    fileprivate var lines: [UInt8] {
        var result: [UInt8] = []
        for start in stride(from: 0, to: count, by: 900) {
            result += self[start..<Swift.min(start + 900, count)]
            result += [13, 10]
        }
        return result
    }
}

/// Tries again until it works: for what the other end of a connection is about to do.
private func eventually(_ body: () async throws -> Void) async throws {
    for _ in 0..<1000 where (try? await body()) != nil { return }
    try await body()
}

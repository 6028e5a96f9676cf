import Identifiers
import Testing

@testable import Mail

/// The connection is cut at every line of the conversation in turn, until a conversation gets through uncut.
@Suite("Lost connections")
struct ConnectionLossTests {
    private static let bob = LoopbackExchange.bob

    @Test(
        "T-068 SMTP: no mail is lost, and one comes twice only when the client was told so", arguments: [false, true])
    func smtp(withTLS: Bool) async throws {
        try await LoopbackExchange.run(tls: withTLS ? try await .make() : nil) { loopback in
            var line = 0
            var wasCut = true
            while wasCut {
                line += 1
                let before = loopback.exchange.mails(in: Self.bob).count
                loopback.exchange.setFaults(FaultScript([.init(service: .smtp, session: 1, line: line)]))
                let client = loopback.smtp(withTLS ? .startTLS : .none)
                var unknown = 0
                for number in 1...2 {
                    let mail = numbered(line * 10 + number, body: ".\r\nb\r\n..")
                    for attempt in 1... {
                        try #require(attempt < 5)
                        do {
                            _ = try await client.send(mail)
                            break
                        } catch let error as MailError {
                            #expect(error.consequence == .retry)
                            if error.code == .outcomeUnknown { unknown += 1 }
                        }
                    }
                }
                await client.close()
                let new = loopback.exchange.mails(in: Self.bob).dropFirst(before)
                #expect(Set(new.compactMap(subject)) == [line * 10 + 1, line * 10 + 2])
                #expect(new.count == 2 || (new.count == 3 && unknown == 1), "cut at line \(line)")
                #expect(Array(new[new.startIndex].suffix(11)) == bytes("\r\n.\r\nb\r\n..\r\n").suffix(11))
                wasCut = loopback.exchange.cutCount == 1
            }
            #expect(line > 30)
        }
    }

    @Test("T-068 M-059 POP3: every mail is fetched once at least, and none is deleted that was not fetched")
    func pop3() async throws {
        try await LoopbackExchange.run { loopback in
            var line = 0
            var wasCut = true
            while wasCut {
                line += 1
                let expected = (1...4).map { line * 10 + $0 }
                for number in expected { loopback.exchange.deliver(numbered(number).data, to: Self.bob) }
                loopback.exchange.setFaults(FaultScript([.init(service: .pop3, session: 1, line: line)]))
                var fetched: [String: Int] = [:]
                var sessions = 0
                while !loopback.exchange.uniqueIDs(in: Self.bob).isEmpty {
                    sessions += 1
                    try #require(sessions < 100)
                    let before = Set(loopback.exchange.uniqueIDs(in: Self.bob))
                    do {
                        try await loopback.pop3().session { session in
                            // the first session deletes half, so that numbers shift between the sessions
                            let entries = try await session.list().suffix(sessions == 1 ? 2 : 4)
                            try await session.retrieve(Array(entries)) { entry, mail in
                                fetched[entry.uidl] = subject(try mail.get())
                                try await session.delete(entry.number)
                            }
                            try await session.quit()
                        }
                    } catch let error as MailError {
                        #expect(error.consequence == .retry)
                    }
                    let gone = before.subtracting(loopback.exchange.uniqueIDs(in: Self.bob))
                    #expect(gone.isSubset(of: fetched.keys), "cut at line \(line) deleted an unfetched mail")
                }
                #expect(fetched.values.sorted() == expected, "cut at line \(line)")
                wasCut = loopback.exchange.cutCount == 1
            }
            #expect(line > 30)
        }
    }

    @Test("after a failure a session answers nothing but that it is over")
    func sessionIsOver() async throws {
        try await LoopbackExchange.run { loopback in
            loopback.exchange.deliver(numbered(1).data, to: Self.bob)
            // greeting, CAPA and its eight lines, USER, PASS, LIST, UIDL, RETR: the connection ends inside the mail
            loopback.exchange.setFaults(FaultScript([.init(service: .pop3, session: 1, line: 26)]))
            try await loopback.pop3().session { session in
                _ = try await session.list()
                await #expect(throws: MailError.self) { try await session.retrieve(1) }
                await #expect(throws: MailError(.sessionOver, .retry)) { try await session.delete(1) }
                await #expect(throws: MailError(.sessionOver, .retry)) { try await session.quit() }
            }
            #expect(loopback.exchange.mails(in: Self.bob).count == 1)
        }
    }
}

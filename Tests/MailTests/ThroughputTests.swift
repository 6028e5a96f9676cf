import Testing

@testable import Mail

@Suite("Many mails at once")
struct ThroughputTests {
    @Test("several clients, each used by several senders, deliver every mail once and whole")
    func manySenders() async throws {
        try await LoopbackExchange.run { loopback in
            let body = String(repeating: String(repeating: "x", count: 76) + "\r\n", count: 190)  // 15 kB in all
            try await withThrowingTaskGroup(of: Void.self) { senders in
                for client in 0..<4 {
                    let smtp = loopback.smtp()
                    for sender in 0..<3 {
                        senders.addTask {
                            for mail in 0..<20 {
                                _ = try await smtp.send(numbered(client * 1000 + sender * 100 + mail, body: body))
                            }
                        }
                    }
                }
                try await senders.waitForAll()
            }
            let fetched = try await loopback.pop3().session { session in
                var mails: [[UInt8]] = []
                let entries = try await session.list()
                try await session.retrieve(entries) { mails.append(try $1.get()) }
                try await session.delete(entries.map(\.number))
                try await session.quit()
                return mails
            }
            #expect(fetched.count == 240 && Set(fetched.compactMap(subject)).count == 240)
            #expect(fetched.allSatisfy { $0.suffix(body.utf8.count + 2).elementsEqual(bytes(body + "\r\n")) })
            #expect(loopback.exchange.mails(in: LoopbackExchange.bob).isEmpty)
        }
    }
}

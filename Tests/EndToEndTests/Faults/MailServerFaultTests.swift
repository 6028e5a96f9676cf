import Foundation
import Mail
import NIOPosix
import Store
import Synchronization
import Testing

@testable import Simulation

extension EndToEnd {
    /// Mail servers that are down, hang, are slow, put off or refuse, and networks between that break (T-068, T-069).
    @Suite(.serialized) struct MailServerFaultTests {
        @Test("T-068 T-069 down, half-open, slow and reset: each is said, and all arrives when it is over")
        func badNetwork() async throws {
            try await Street.withProxy { street, proxy in
                // Down: connections are refused.
                try await proxy.fall()
                var ids = try await street.submit(4)
                try await street.wait("both jobs and mailboxes say so") {
                    let log = street.log(of: .hospital)
                    return log.contains("retry mail-server-unavailable") && log.contains("a mailbox cannot be read")
                }
                let report = try await street.doctor(.hospital)
                #expect(report.contains("There is nothing listening") || report.contains("refuses"), "\(report)")
                try await proxy.rise()
                // Half-open: greeting, log-in, envelope, content; each falls silent once at least.
                let place = Mutex(0)
                proxy.decide { _ in
                    place.withLock { place in
                        place += 1
                        return .silent(after: [0, 1, 3, 7, 11][place % 5])
                    }
                }
                await proxy.reset()
                ids += try await street.submit(4)
                try await street.wait("connections fall silent") { proxy.silenced >= 6 }
                try await street.wait("the silence is given up") { street.log(of: .hospital).contains("timeout") }
                // Half of the connections break, the others are slow; then all are reset.
                let count = Mutex(0)
                proxy.decide { _ in
                    count.withLock { count in
                        count += 1
                        return count.isMultiple(of: 2) ? .slow(150) : .cut(.fromServer, after: 1 + count % 11)
                    }
                }
                await proxy.reset()
                ids += try await street.submit(4)
                try await street.wait("connections break", within: 90) { count.withLock { $0 >= 6 } }
                proxy.decide { _ in .pass }
                await proxy.reset()
                // A minute until the last probe, and some seconds for what waited.
                try await street.expectArrival(of: ids, within: 90)
            }
        }

        @Test(
            "T-069 put off with 451 a message is sent again; refused with 554 or bounced it ends, and its sender is told"
        )
        func answers() async throws {
            try await Street.withProxy { street, proxy in
                let disposition = Mutex(Disposition.putOff)
                let strict = try await MailExchange.start(
                    MailExchangeConfiguration(hostName: "strict.example"), group: MultiThreadedEventLoopGroup.singleton,
                    now: { Date() }
                ) { _ in disposition.withLock(\.self) }
                proxy.lead(.smtp, to: try #require(strict.port(.smtp)))
                await proxy.reset()

                let putOff = try await street.submit(2)
                try await street.wait("the message is put off") {
                    street.log(of: .hospital).contains("back-off smtp-refused")
                }
                #expect(try putOff.allSatisfy { try street.sent()[$0]?.transport == .queued })

                disposition.withLock { $0 = .refuse }
                let refused = try await street.submit(2)
                try await street.wait("the refused message has ended") {
                    try refused.allSatisfy { try street.outcomes()[$0] == ["undeliverable"] }
                }
                #expect(try refused.allSatisfy { try street.sent()[$0]?.transport == .undeliverable })
                #expect(try street.notes().contains { $0.contains("The mail server refused the message") })

                proxy.lead(.smtp, to: street.neighbourhood.exchange.smtpPort)
                await proxy.reset()
                await strict.stop()
                let ended = Set(refused)
                try await street.expectArrival(of: putOff.filter { !ended.contains($0) })

                // A mailbox that does not exist: the exchange takes the mail, and reports later.
                let register = street.neighbourhood.ground.register
                let parties = try String(contentsOfFile: register, encoding: .utf8)
                let moved = parties.replacingOccurrences(of: "edi@storvik.example", with: "edi@moved.example")
                try street.neighbourhood.ground.write(Array(moved.utf8), to: register)
                let bounced = try await street.submit(1)
                try await street.wait("the bounced message has ended") {
                    try bounced.allSatisfy { try street.outcomes()[$0] == ["undeliverable"] }
                }
                #expect(try street.notes().contains { $0.contains("The mail was returned") })
                let handedOver = await street.handedOver()
                #expect((refused + bounced).allSatisfy { handedOver[$0] == nil })
            }
        }
    }
}

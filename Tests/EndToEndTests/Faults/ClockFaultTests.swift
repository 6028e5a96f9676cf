import Foundation
import Store
import Testing

@testable import Simulation

extension EndToEnd {
    /// A wall clock that jumps while the server runs, or is wrong when it starts (T-067).
    @Suite(.serialized) struct ClockFaultTests {
        private static let sides = [NodeName.hospital, .municipalities]

        @Test("T-067 the clock jumps by hours and years: said by log and doctor, and nothing expires or is refused")
        func jumps() async throws {
            try await Street.with { street in
                let clock = try await FaultyClock(folder: street.folder.path)
                for node in Self.sides { try await street.restart(node, environment: clock.environment) }
                var ids = try await street.submit(2)
                for offset in [-FaultyClock.hour, 400 * FaultyClock.day] {
                    try clock.set(offset)
                    for node in Self.sides {
                        try await street.wait("\(node) says that the clock jumped by \(offset) seconds") {
                            street.log(of: node).contains("The wall clock has jumped")
                        }
                    }
                    ids += try await street.submit(2)
                    try await street.expectArrival(of: ids)
                }
                let report = try await street.doctor(.hospital, environment: clock.environment)
                #expect(report.contains("The clock has jumped by 400 days while the server ran"), "\(report)")
                try clock.set(0)
                try await street.wait("it is said that the clock is right again") {
                    street.log(of: .hospital).contains("the wall clock agrees with elapsed time again")
                }
                ids += try await street.submit(2)
                try await street.expectArrival(of: ids)
                #expect(try street.sent().values.allSatisfy { $0.transport == .acknowledged })
                #expect(
                    try await !street.doctor(.hospital, environment: clock.environment).contains("The clock has jumped")
                )
            }
        }

        @Test("T-067 started with a clock days behind: said at once, messages wait, and go when the clock is right")
        func behind() async throws {
            try await Street.with { street in
                let clock = try await FaultyClock(folder: street.folder.path)
                var ids = try await street.submit(2)
                try await street.expectArrival(of: ids)
                try clock.set(-3 * FaultyClock.day)
                try await street.restart(.hospital, environment: clock.environment)
                try await street.wait("the log says that the clock is behind") {
                    street.log(of: .hospital).contains("The newest message is from the future")
                }
                let report = try await street.doctor(.hospital, environment: clock.environment)
                #expect(report.contains("The clock is behind: "), "\(report)")
                // The certificates are from yesterday: by this clock they are not valid yet.
                ids += try await street.submit(2)
                try await street.wait("they are held") {
                    try ids.suffix(2).allSatisfy { try street.sent()[$0]?.transport == .held }
                }
                #expect(try await street.doctor(.hospital, environment: clock.environment).contains("not valid yet"))
                try await street.restart(.hospital)
                try await street.expectArrival(of: ids)
            }
        }

        @Test("T-067 started with a clock minutes ahead: messages go both ways, and back when it is right again")
        func ahead() async throws {
            try await Street.with { street in
                let clock = try await FaultyClock(folder: street.folder.path)
                try clock.set(600)
                try await street.restart(.municipalities, environment: clock.environment)
                var ids = try await street.submit(3)
                try await street.expectArrival(of: ids)
                try await street.restart(.municipalities)
                try await street.wait("the log says that messages are from the future") {
                    street.log(of: .municipalities).contains("The newest message is from the future")
                }
                ids += try await street.submit(3)
                try await street.expectArrival(of: ids)
            }
        }
    }
}

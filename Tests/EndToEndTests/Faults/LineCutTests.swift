import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// A mail server that cuts the connection after any line, either way, for sending and for fetching (T-068).
    @Suite(.serialized) struct LineCutTests {
        /// Of a mail's own lines each so many-th is a place to cut at; `Scripts/soak` takes each.
        static let stride = ProcessInfo.processInfo.environment["BUDSTIKKE_LINE_STRIDE"].flatMap { Int($0) } ?? 40
        private static let patience = 90.0 * Double(40 / min(stride, 40))

        @Test("T-068 M-107 cut after any line of SMTP and POP3, either way: nothing lost, one Acknowledgment each")
        func everyLine() async throws {
            try await Street.withProxy { street, proxy in
                let places = LineSweep.places(stride: Self.stride)
                let sweep = LineSweep(places)
                proxy.decide {
                    sweep.next($0)
                } ended: {
                    sweep.ended($0, $1, fulfilled: $2)
                }
                var ids: [String] = []
                let end = Date().addingTimeInterval(Self.patience)
                while !sweep.isDone {
                    try #require(Date() < end, "not cut at: \(sweep.remaining)")
                    ids += try await street.submit(1)
                    for _ in 0..<3 {
                        try await street.recordSystemsWork()
                        try await Task.sleep(for: .milliseconds(100))
                    }
                }
                #expect(sweep.cuts == places.values.map(\.count).reduce(0, +))
                proxy.decide { _ in .pass }
                try await street.expectArrival(of: ids, within: 90)
            }
        }
    }
}

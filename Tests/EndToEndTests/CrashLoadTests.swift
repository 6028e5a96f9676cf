import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// Power cuts at random moments while documents go both ways, on the real program (T-061, M-107).
    @Suite(.serialized) struct CrashLoadTests {
        /// Power cuts: three here, more where `BUDSTIKKE_KILL_ROUNDS` says so.
        static let rounds = number("BUDSTIKKE_KILL_ROUNDS") ?? 3
        /// Documents that the record systems submit in a second; each is answered, so twice as many messages go.
        static let rate = number("BUDSTIKKE_KILL_RATE") ?? 20

        @Test(
            "T-061 M-107 cuts at random moments under load: nothing lost, nothing handed over twice, one Acknowledgment each"
        )
        func randomCuts() async throws {
            try await Street.with { street in
                let begin = ContinuousClock.now
                var load = Load(rate: Self.rate, begin: begin)
                for round in 0..<Self.rounds {
                    let moment = ContinuousClock.now + .milliseconds(Int.random(in: 200...1200))
                    while ContinuousClock.now < moment {
                        try await load.submitDue(to: street)
                        try await street.recordSystemsWork()
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    try await street.cut(Street.nodes[round % 2])
                }
                let cutting = ContinuousClock.now - begin
                let during = street.sentMessages().count
                _ = try await street.settle(load.ids, within: 600)
                report(load.ids.count, during: during, cutting: cutting, whole: ContinuousClock.now - begin)
                try await street.verify(load.ids, within: 120)
            }
        }

        private func report(_ documents: Int, during: Int, cutting: Duration, whole: Duration) {
            let (cutting, whole) = (cutting / .seconds(1), whole / .seconds(1))
            print(
                """
                Measured: \(Self.rounds) cuts in \(Int(cutting)) s: \(Int(Double(documents) / cutting)) documents a second \
                submitted, \(Int(Double(during) / cutting)) messages a second sent between the cuts; \
                all \(2 * documents) messages ended after \(Int(whole)) s, \(Int(Double(2 * documents) / whole)) a second.
                """)
        }

        private static func number(_ name: String) -> Int? {
            ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
        }
    }
}

/// A steady stream of documents, as many in either direction.
private struct Load {
    let rate: Int
    let begin: ContinuousClock.Instant
    private(set) var ids: [String] = []

    init(rate: Int, begin: ContinuousClock.Instant) {
        self.rate = rate
        self.begin = begin
    }

    /// Submits what is due by now, whatever became of what was submitted before.
    mutating func submitDue(to street: Street) async throws {
        let due = Int((ContinuousClock.now - begin) / .seconds(1) * Double(rate)) - ids.count
        guard due > 0 else { return }
        ids += try await street.submit(due / 2)
        ids += try await street.submitBack(due - due / 2)
    }
}

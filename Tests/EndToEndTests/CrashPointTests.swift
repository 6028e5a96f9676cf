import Exchange
import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// Power cuts at every named commit on either side, on the real program (T-060, T-061, M-107).
    ///
    /// Documents and application receipts go both ways, so each point occurs on both sides; a new case of `CrashPoint`
    /// that no side ever passes fails here.
    @Suite(.serialized) struct CrashPointTests {
        /// Cuts for each point and side: one here, more where `BUDSTIKKE_CRASH_REPEATS` says so.
        static let repeats =
            ProcessInfo.processInfo.environment["BUDSTIKKE_CRASH_REPEATS"].flatMap { Int($0) } ?? 1

        @Test("T-060 T-061 M-107 a cut at each crash point on either side: nothing lost, nothing handed over twice")
        func everyCrashPoint() async throws {
            try await Street.with { street in
                var ids: [String] = []
                var cuts: [String: Int] = [:]
                for passing in 1...Self.repeats {
                    for point in CrashPoint.allCases {
                        let hit = try await cutBoth(at: point, passing: passing, street, &ids)
                        for node in hit { cuts["\(point.rawValue) \(node.rawValue)", default: 0] += 1 }
                    }
                }
                for node in Street.nodes {
                    for point in CrashPoint.allCases {
                        #expect(
                            cuts["\(point.rawValue) \(node.rawValue)"] == Self.repeats,
                            "\(node.rawValue) was cut at \(point.rawValue)")
                    }
                }
                print(
                    "Measured: cuts at crash points: \(cuts.values.reduce(0, +)), of \(CrashPoint.allCases.count) points."
                )
                try await street.verify(ids, within: 120)
            }
        }

        /// Arms both servers, and sends documents both ways until each has cut itself off; it is started again at once,
        /// so that the other is not left without a partner. Returns those that were cut at the point.
        private func cutBoth(
            at point: CrashPoint, passing: Int, _ street: Street, _ ids: inout [String]
        ) async throws -> [NodeName] {
            let setting = ["BUDSTIKKE_CRASH_AT": "\(point.rawValue):\(passing)"]
            for node in Street.nodes { try await street.cut(node, environment: setting) }
            var armed = Street.nodes
            var hit: [NodeName] = []
            let end = Date().addingTimeInterval(60)
            var next = Date()
            while !armed.isEmpty, Date() < end {
                // One at a time: what is there together is committed together, and passes a point once.
                if Date() >= next {
                    ids += try await street.submit(1)
                    ids += try await street.submitBack(1)
                    next = Date().addingTimeInterval(1.5)
                }
                try await street.recordSystemsWork()
                for node in armed where !street.isRunning(node) {
                    if street.log(of: node).contains("cut at \(point.rawValue)\n") { hit.append(node) }
                    armed.removeAll { $0 == node }
                    try await street.cut(node)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            for node in armed { try await street.cut(node) }
            // Each point gets its cuts on work of its own: the same work cut off three times would be set aside.
            _ = try await street.settle(ids, within: 60)
            return hit
        }
    }
}

import Exchange
import Foundation
import Store
import Testing

@testable import Simulation

extension EndToEnd {
    /// Power cuts at every commit and at random moments, on the real program (T-060, T-061, M-107).
    @Suite(.serialized) struct CrashTests {
        /// Power cuts at random moments: three here, more where `BUDSTIKKE_KILL_ROUNDS` says so.
        static let rounds = ProcessInfo.processInfo.environment["BUDSTIKKE_KILL_ROUNDS"].flatMap { Int($0) } ?? 3

        @Test("T-060 T-061 a cut at each crash point on either side: nothing lost, nothing handed over twice")
        func everyCrashPoint() async throws {
            let street = try await Street.open()
            let both = [NodeName.hospital, .municipalities]
            var ids: [String] = []
            do {
                for point in CrashPoint.allCases {
                    let setting = ["BUDSTIKKE_CRASH_AT": "\(point.rawValue):2"]
                    for node in both { try await street.cut(node, environment: setting) }
                    ids += try await street.submit(4)
                    try await workUntilGone(both, street)
                    #expect(street.cutOff(among: both) > 0, "\(point) was passed, and cut the power")
                    for node in both { try await street.cut(node) }
                }
                try await verify(ids, street)
            } catch {
                await street.close()
                throw error
            }
            await street.close()
        }

        @Test(
            "T-061 cuts at random moments under load: nothing lost, nothing handed over twice, one Acknowledgment each")
        func randomCuts() async throws {
            let street = try await Street.open()
            var ids: [String] = []
            do {
                for round in 0..<Self.rounds {
                    ids += try await street.submit(60)
                    let moments = Int.random(in: 1...12)
                    for _ in 0..<moments {
                        try await street.recordSystemsWork()
                        try await Task.sleep(for: .milliseconds(25))
                    }
                    let node = round.isMultiple(of: 2) ? NodeName.municipalities : .hospital
                    try await street.cut(node)
                }
                try await verify(ids, street)
            } catch {
                await street.close()
                throw error
            }
            await street.close()
        }

        /// Work goes on until the nodes have cut themselves off; a point that is not passed on one side is no fault.
        private func workUntilGone(_ nodes: [NodeName], _ street: Street) async throws {
            for _ in 0..<40 where nodes.contains(where: street.neighbourhood.fleet.isRunning) {
                try await street.recordSystemsWork()
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        private func verify(_ ids: [String], _ street: Street) async throws {
            let told = try await street.settle(ids, within: 120)
            let open = ids.filter { told[$0] != Street.success }
            #expect(open.map { told[$0] ?? [] } == [], "every message ends confirmed and accepted")
            let handedOver = await street.handedOver()
            #expect(handedOver.filter { $0.value != 1 }.isEmpty, "never twice")
            #expect(Set(ids).subtracting(handedOver.keys).isEmpty, "never lost")
            let acknowledgments = try street.acknowledgments()
            #expect(acknowledgments.filter { $0.value.count != 1 }.isEmpty, "one Acknowledgment by eb:MessageId each")
        }
    }
}

import Foundation
import HealthMessages
import Testing

/// The national sample documents on their whole way: from one record system's folder, through two real servers and a
/// mail exchange, to the other's.
@Suite("The national samples from record system to record system", .enabled(if: HealthStandards.folder != nil))
struct SampleExchangeStandardsTests {
    @Test("M-007 every sample arrives byte for byte, but for those that are listed with the reason")
    func unchanged() async throws {
        var arrived = 0
        var refused: [String: String] = [:]
        for samples in Self.withoutRepeatedIDs(try Sample.all()) {
            let outcome = try await Self.exchange(samples)
            let expected = samples.filter { outcome.refused[$0.path] == nil }
            #expect(
                outcome.delivered.count == expected.map(\.receivers.count).reduce(0, +), "once to each of its receivers"
            )
            #expect(Set(outcome.delivered) == Set(expected.map(\.bytes)), "byte for byte")
            arrived += expected.count
            refused.merge(outcome.refused) { $1 }
        }
        #expect(arrived >= 85)
        let listed = try SamplesNotSent.reasons()
        #expect(Set(refused.keys).subtracting(listed.keys).sorted() == [], "refused and not listed")
        #expect(Set(listed.keys).subtracting(refused.keys).sorted() == [], "listed and not refused")
        #expect(refused == listed)
    }

    private static func exchange(_ samples: [Sample]) async throws -> SampleExchange.Outcome {
        let exchange = try await SampleExchange.open(samples)
        do {
            let outcome = try await exchange.run(within: 120)
            await exchange.close()
            return outcome
        } catch {
            await exchange.close()
            throw error
        }
    }

    /// The samples in as few groups as have each MsgId once: several show one message anew, which a sender may not.
    private static func withoutRepeatedIDs(_ samples: [Sample]) -> [[Sample]] {
        var groups: [[Sample]] = []
        var uses: [String: Int] = [:]
        for sample in samples {
            let use = sample.document.msgID.map { uses[$0, default: 0] } ?? 0
            if let id = sample.document.msgID { uses[id] = use + 1 }
            if use == groups.count { groups.append([]) }
            groups[use].append(sample)
        }
        return groups
    }
}

/// The samples that no server may send, with the reason code, as `samples-not-sent.txt` lists them.
enum SamplesNotSent {
    /// Reason codes by path below the samples.
    static func reasons() throws -> [String: String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "samples-not-sent.txt")
        var reasons: [String: String] = [:]
        var place: (code: String, folder: String)?
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix(" ") {
                let place = try #require(place)
                reasons["\(place.folder)/\(line.drop { $0 == " " })"] = place.code
            } else {
                let words = line.split(separator: " ", maxSplits: 1)
                place = (String(words[0]), String(try #require(words.last)))
            }
        }
        return reasons
    }
}

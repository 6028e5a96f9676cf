import Foundation
import Store

/// Order inside a conversation, fairness between partners (architecture rule 5.12).
enum JobOrderChecks {
    typealias Check = StoreConformance.Check

    static let all = [
        oneAtATime, retryHolds, kindsApart, parkedLetsGo, cancelledLetsGo, spread, except, noStarvation,
        size,
    ]

    private static let oneAtATime = Check("T-071 jobs of one conversation run one at a time, oldest first") { stage in
        let store = try await stage.tenant()
        // The second is due before the first, and still waits for it.
        try await store.enqueue(
            stage.job(order: "a", fairness: "1"), stage.job(order: "a", fairness: "2", at: stage.later(-60)),
            stage.job(order: "b", fairness: "3"), stage.job(order: "a", fairness: "4"))
        var order: [String] = []
        while true {
            let claimed = try await store.claim(stage.claim())
            if claimed.isEmpty { break }
            try Expect.equal(Set(claimed.map(\.orderKey)).count, claimed.count)
            order += claimed.filter { $0.orderKey == "a" }.map(\.fairnessKey)
            try await store.write { for job in claimed { _ = try $0.complete(job) } }
        }
        try Expect.equal(order, ["1", "2", "4"])
    }

    private static let retryHolds = Check("T-071 a retry holds back its own conversation and no other") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(order: "a"))
        let first = try Expect.present(try await store.claim(stage.claim()).first)
        try await store.enqueue(stage.job(order: "a"), stage.job(order: "b"), stage.job())
        _ = try await store.write { try $0.retry(first, at: stage.later(600), reason: "x") }
        let others = try await store.claim(stage.claim(at: stage.later(599)))
        try Expect.equal(others.map(\.orderKey).compactMap { $0 }, ["b"])
        try Expect.equal(others.count, 2)
        try await store.write { for job in others { _ = try $0.complete(job) } }
        let again = try await store.claim(stage.claim(at: stage.later(600)))
        try Expect.equal(again.map(\.id), [first.id])
    }

    private static let kindsApart = Check("T-071 the same order key in another kind is another order") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job("send", order: "a"), stage.job("plan", order: "a"))
        try Expect.equal(try await store.claim(stage.claim(["plan", "send"])).count, 2)
    }

    private static let parkedLetsGo = Check("T-071 a parked job no longer holds back its conversation") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(order: "a"), stage.job(order: "a"))
        let first = try Expect.present(try await store.claim(stage.claim()).first)
        try Expect.equal(try await store.claim(stage.claim()), [])
        _ = try await store.write { try $0.park(first, reason: "x") }
        try Expect.equal(try await store.claim(stage.claim()).count, 1)
    }

    private static let cancelledLetsGo = Check("T-071 a cancelled job no longer holds back its conversation") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await store.enqueue(
            stage.job(message: message.key, order: "a", at: stage.later(900)), stage.job(order: "a"))
        try Expect.equal(try await store.claim(stage.claim()), [])
        try await store.write { try $0.cancel(kind: "send", of: message.key) }
        try Expect.equal(try await store.claim(stage.claim()).count, 1)
    }

    private static let spread = Check("T-072 a claim is spread over partners, no partner gets more than its share") {
        stage in
        let store = try await stage.tenant()
        for _ in 0..<20 { try await store.enqueue(stage.job(fairness: "big")) }
        for _ in 0..<3 { try await store.enqueue(stage.job(fairness: "small")) }
        let even = try await store.claim(stage.claim(limit: 4, perKey: 4))
        try Expect.equal(even.map(\.fairnessKey).sorted(), ["big", "big", "small", "small"])
        let capped = try await store.claim(stage.claim(limit: 100, perKey: 5))
        try Expect.equal(capped.filter { $0.fairnessKey == "big" }.count, 5)
        try Expect.equal(capped.count, 6)
    }

    private static let except = Check("T-072 partners with enough in flight are left out") { stage in
        let store = try await stage.tenant()
        for name in ["a", "b", "c"] { try await store.enqueue(stage.job(fairness: name)) }
        let claimed = try await store.claim(stage.claim(except: ["a", "c"]))
        try Expect.equal(claimed.map(\.fairnessKey), ["b"])
        try Expect.equal(try await store.claim(stage.claim(except: ["a", "c"])), [])
    }

    private static let noStarvation = Check("T-072 every partner gets its turn while others always have work") {
        stage in
        let store = try await stage.tenant()
        for _ in 0..<12 {
            for name in ["a", "b", "c", "d", "e"] { try await store.enqueue(stage.job(fairness: name)) }
        }
        var served: [String: Int] = [:]
        for _ in 0..<10 {
            let claimed = try await store.claim(stage.claim(limit: 2, perKey: 8))
            for job in claimed { served[job.fairnessKey, default: 0] += 1 }
            try await store.write { for job in claimed { _ = try $0.complete(job) } }
        }
        try Expect.equal(served, ["a": 4, "b": 4, "c": 4, "d": 4, "e": 4])
    }

    private static let size = Check("T-064 a claim tells how large the message of each job is") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await store.enqueue(stage.job(message: message.key), stage.job())
        let claimed = try await store.claim(stage.claim())
        try Expect.equal(claimed.map(\.size), [message.size, 0])
    }
}

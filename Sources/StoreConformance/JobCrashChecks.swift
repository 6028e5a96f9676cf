import Foundation
import Store

/// Workers that vanish: counted, and after three times the job is taken out of circulation.
enum JobCrashChecks {
    typealias Check = StoreConformance.Check

    static let all = [counted, parkedAfterThree, rescued, rescueParks, poisonAlone, stillHeld]

    private static let counted = Check("T-070 a lease that runs out counts a crash, not an attempt") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        _ = try await store.claim(stage.claim())
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(59))), [])
        let again = try Expect.present(try await store.claim(stage.claim(at: stage.later(60))).first)
        try Expect.that((again.attempts, again.crashes) == (0, 1), "one crash, no attempt")
    }

    private static let parkedAfterThree = Check("T-070 a job with three crashes is parked and holds back nothing") {
        stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(order: "a", fairness: "poison"), stage.job(order: "a", fairness: "next"))
        for round in 0..<3 {
            let claimed = try await store.claim(stage.claim(at: stage.later(Double(round) * 100)))
            try Expect.equal(claimed.map(\.fairnessKey), ["poison"])
        }
        let after = try await store.claim(stage.claim(at: stage.later(300)))
        try Expect.equal(after.map(\.fairnessKey), ["next"])
        let parked = try await store.write { try $0.parked().map { ($0.job, $0.reason) } }
        try Expect.equal(parked.map(\.0.fairnessKey), ["poison"])
        try Expect.equal(parked.map(\.0.crashes), [3])
        try Expect.that(parked.allSatisfy { !$0.1.isEmpty }, "the reason is told")
    }

    private static let rescued = Check("T-061 at start every lease is ended and counts a crash") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(fairness: "a"), stage.job(fairness: "b"), stage.job("plan"))
        let held = try await store.claim(stage.claim())
        let rescued = try await store.write { try $0.rescue(now: stage.later(1)) }
        try Expect.equal(Set(rescued.map(\.id)), Set(held.map(\.id)))
        try Expect.equal(rescued.map(\.crashes), [1, 1])
        try Expect.that(try await !store.write { try $0.complete(held[0]) }, "the old lease is void")
        try Expect.equal(try await store.write { try $0.rescue(now: stage.later(2)) }, [])
        var seen: Set<Int64> = []
        for _ in 0..<2 {
            let job = try Expect.present(try await store.claim(stage.claim(at: stage.later(2))).first)
            seen.insert(job.id)
            _ = try await store.write { try $0.complete(job) }
        }
        try Expect.equal(seen, Set(held.map(\.id)))
    }

    private static let rescueParks = Check("T-070 the third crash is counted at start too") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        for round in 1...3 {
            try Expect.equal(try await store.claim(stage.claim()).count, 1)
            let rescued = try await store.write { try $0.rescue(now: stage.now) }
            try Expect.equal(rescued.map(\.crashes), [round])
        }
        try Expect.equal(try await store.claim(stage.claim()), [])
        try Expect.equal(try await store.write { try $0.parked().count }, 1)
    }

    private static let poisonAlone = Check("T-070 a poison job takes no other job out of circulation") { stage in
        let store = try await stage.tenant()
        for number in 0..<12 {
            try await store.enqueue(stage.job(fairness: number == 5 ? "poison" : "p\(number)"))
        }
        // The process goes down whenever the poison job runs, and everything it held is rescued.
        var done: [String] = []
        var starts = 0
        while starts < 100 {
            let claimed = try await store.claim(stage.claim())
            if claimed.isEmpty { break }
            starts += 1
            if claimed.contains(where: { $0.fairnessKey == "poison" }) {
                _ = try await store.write { try $0.rescue(now: stage.now) }
            } else {
                try await store.write { for job in claimed { _ = try $0.complete(job) } }
                done += claimed.map(\.fairnessKey)
            }
        }
        try Expect.equal(done.count, 11)
        let parked = try await store.write { try $0.parked().map(\.job.fairnessKey) }
        try Expect.equal(parked, ["poison"])
    }

    private static let stillHeld = Check("T-070 a suspect held elsewhere makes nobody wait in vain") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(fairness: "a"), stage.job(fairness: "b"))
        _ = try await store.claim(stage.claim())
        _ = try await store.write { try $0.rescue(now: stage.now) }
        let held = try await store.claim(stage.claim())
        try Expect.equal(held.count, 1)
        // Nothing can be claimed now, and the store says so: the next thing to happen is the end of the lease.
        try Expect.equal(try await store.claim(stage.claim()), [])
        try await store.read { try Expect.equal(try $0.nextJob(kinds: ["send"]), stage.later(60)) }
        try await store.enqueue(stage.job(fairness: "c"))
        try Expect.equal(try await store.claim(stage.claim()).map(\.fairnessKey), ["c"])
    }
}

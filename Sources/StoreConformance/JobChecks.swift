import Foundation
import Store

/// Jobs: claimed when due, ended by who holds the lease.
enum JobChecks {
    typealias Check = StoreConformance.Check

    static let all = [
        due, kinds, fields, once, completed, fenced, retried, parked, unparked, cancelled, counts, inOrder, next,
        limits, hastened,
    ]

    private static let due = Check("T-070 a job is claimed when it is due") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(fairness: "a"), stage.job(fairness: "b", at: stage.later(10)))
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(-1))), [])
        try Expect.equal(try await store.claim(stage.claim()).map(\.fairnessKey), ["a"])
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(9))), [])
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(10))).map(\.fairnessKey), ["b"])
    }

    private static let kinds = Check("T-070 only the kinds asked for are claimed") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job("send"), stage.job("plan"), stage.job("process"))
        try Expect.equal(try await store.claim(stage.claim([])), [])
        let claimed = try await store.claim(stage.claim(["plan", "process", "other"]))
        try Expect.equal(claimed.map(\.kind).sorted(), ["plan", "process"])
    }

    private static let fields = Check("T-070 a claimed job is the one enqueued") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing())
        try await store.enqueue(stage.job("plan", message: message.key, order: "samtale", fairness: "system"))
        let job = try Expect.present(try await store.claim(stage.claim(["plan"])).first)
        try Expect.equal(job.message, message.key)
        try Expect.equal(job.orderKey, "samtale")
        try Expect.equal(job.fairnessKey, "system")
        try Expect.that((job.attempts, job.crashes) == (0, 0), "it was never tried")
        try Expect.equal(job.createdAt, stage.now)
    }

    private static let once = Check("T-070 a job is held by one worker at a time") { stage in
        let store = try await stage.tenant()
        for number in 0..<40 { try await store.enqueue(stage.job(fairness: "p\(number % 4)")) }
        let claimed = try await withThrowingTaskGroup(of: [Job].self) { group in
            for _ in 0..<8 { group.addTask { try await store.claim(stage.claim(limit: 10)) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        try Expect.equal(claimed.count, 40)
        try Expect.equal(Set(claimed.map(\.id)).count, 40)
    }

    private static let completed = Check("T-070 a completed job is done") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        let job = try Expect.present(try await store.claim(stage.claim()).first)
        try Expect.that(try await store.write { try $0.complete(job) }, "its lease is held")
        try Expect.that(try await !store.write { try $0.complete(job) }, "it is done once")
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(1_000))), [])
        try Expect.equal(try await store.read { try $0.jobCounts() }, [:])
    }

    private static let fenced = Check("T-070 who lost the lease can end nothing") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        let lost = try Expect.present(try await store.claim(stage.claim()).first)
        let held = try Expect.present(try await store.claim(stage.claim(at: stage.later(61))).first)
        try Expect.that(held.id == lost.id && held.lease > lost.lease, "the lease number rises")
        try Expect.equal(held.crashes, 1)
        let outcomes = try await store.write {
            [
                try $0.complete(lost), try $0.retry(lost, at: stage.now, reason: "x"), try $0.park(lost, reason: "x"),
            ]
        }
        try Expect.equal(outcomes, [false, false, false])
        try Expect.that(try await store.write { try $0.complete(held) }, "the holder ends it")
    }

    private static let retried = Check("T-070 a retry comes back at its time, one attempt older") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        let job = try Expect.present(try await store.claim(stage.claim()).first)
        try Expect.that(
            try await store.write { try $0.retry(job, at: stage.later(30), reason: "partner") }, "the lease is held")
        try Expect.that(
            try await !store.write { try $0.retry(job, at: stage.now, reason: "partner") }, "and given back by that")
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(29))), [])
        let again = try Expect.present(try await store.claim(stage.claim(at: stage.later(30))).first)
        try Expect.that((again.attempts, again.crashes) == (1, 0), "one attempt, no crash")
        try Expect.equal(again.createdAt, stage.now)
    }

    private static let parked = Check("T-070 a parked job is kept with its reason and not claimed") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        let job = try Expect.present(try await store.claim(stage.claim()).first)
        try Expect.that(try await store.write { try $0.park(job, reason: "poison") }, "the lease is held")
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(1_000))), [])
        let kept = try await store.write { try $0.parked().map { ($0.job, $0.reason) } }
        try Expect.equal(kept.map(\.0), [job])
        try Expect.equal(kept.map(\.1), ["poison"])
    }

    private static let unparked = Check("T-070 a parked job that is taken up again is claimed once, as if it were new")
    {
        stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job())
        let job = try Expect.present(try await store.claim(stage.claim()).first)
        try Expect.that(try await !store.write { try $0.unpark(job, at: stage.now) }, "a job at work is not parked")
        try Expect.that(try await store.write { try $0.park(job, reason: "poison") }, "the lease is held")
        try Expect.that(try await store.write { try $0.unpark(job, at: stage.later(10)) }, "it was parked")
        try Expect.that(try await !store.write { try $0.unpark(job, at: stage.later(10)) }, "and is no longer")
        try Expect.equal(try await store.write { try $0.parked().count }, 0)
        let again = try Expect.present(try await store.claim(stage.claim(at: stage.later(10))).first)
        try Expect.equal([again.kind, again.fairnessKey], [job.kind, job.fairnessKey])
        try Expect.equal([again.attempts, again.crashes], [0, 0])
        try Expect.equal(try await store.claim(stage.claim(at: stage.later(11))), [])
    }

    private static let cancelled = Check("T-070 only waiting jobs of the kind and message are cancelled") { stage in
        let store = try await stage.tenant()
        let (one, two) = (try await store.insert(stage.outgoing()), try await store.insert(stage.outgoing()))
        try await store.enqueue(stage.job("resend", message: one.key))
        let held = try Expect.present(try await store.claim(stage.claim(["resend"])).first)
        try await store.enqueue(
            stage.job("resend", message: one.key), stage.job("resend", message: two.key),
            stage.job("send", message: one.key))
        try await store.write { try $0.cancel(kind: "resend", of: one.key) }
        let left = try await store.claim(stage.claim(["resend", "send"]))
        try Expect.equal(left.map { "\($0.kind) \($0.message == one.key)" }.sorted(), ["resend false", "send true"])
        try Expect.that(try await store.write { try $0.complete(held) }, "the held one goes on")
    }

    private static let counts = Check("T-070 jobs are counted by kind") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job("send"), stage.job("send", order: "o"), stage.job("plan"))
        try Expect.equal(try await store.read { try $0.jobCounts() }, ["send": 2, "plan": 1])
    }

    private static let inOrder = Check("T-070 a job is there, by kind and order key, until it is done") { stage in
        let store = try await stage.tenant()
        func has(_ kind: String, _ order: String) async throws -> Bool {
            try await store.read { try $0.hasJob(kind: kind, orderKey: order) }
        }
        try await store.enqueue(stage.job("send", order: "o"), stage.job("plan"))
        try Expect.that(try await has("send", "o"), "it waits")
        for (kind, order) in [("plan", "o"), ("send", "p")] {
            try Expect.that(try await !has(kind, order), "another has none")
        }
        let job = try Expect.present(try await store.claim(stage.claim(["send"])).first)
        try Expect.that(try await has("send", "o"), "it is held")
        _ = try await store.write { try $0.complete(job) }
        try Expect.that(try await !has("send", "o"), "it is done")
    }

    private static let next = Check("T-070 the next job is told, and when the next lease runs out") { stage in
        let store = try await stage.tenant()
        func next() async throws -> Date? { try await store.read { try $0.nextJob(kinds: ["send", "plan"]) } }
        try Expect.equal(try await next(), nil)
        try await store.enqueue(
            stage.job(at: stage.later(20)), stage.job("plan", order: "o", at: stage.later(10)),
            stage.job("plan", order: "o", at: stage.later(1)), stage.job("process", at: stage.later(-5)))
        try Expect.equal(try await next(), stage.later(10))
        let held = try await store.claim(stage.claim(["plan", "send"], at: stage.later(20)))
        try Expect.equal(held.count, 2)
        try Expect.equal(try await next(), stage.later(80))
        for job in held { _ = try await store.write { try $0.complete(job) } }
        try Expect.equal(try await next(), stage.later(1))
    }

    private static let limits = Check("T-070 a claim takes no more than its limit") { stage in
        let store = try await stage.tenant()
        for number in 0..<10 { try await store.enqueue(stage.job(fairness: "p\(number % 3)")) }
        try Expect.equal(try await store.claim(stage.claim(limit: 0)), [])
        try Expect.equal(try await store.claim(stage.claim(limit: 4)).count, 4)
        try Expect.equal(try await store.claim(stage.claim(limit: 50)).count, 6)
    }

    private static let hastened = Check("T-068 jobs that wait for a reason can be made due, and no others") { stage in
        let store = try await stage.tenant()
        try await store.enqueue(stage.job(fairness: "a"), stage.job(fairness: "b"), stage.job("plan", fairness: "c"))
        for job in try await store.claim(stage.claim(["send", "plan"])) {
            let reason = job.fairnessKey == "b" ? "refused" : "away"
            _ = try await store.write { try $0.retry(job, at: stage.later(900), reason: reason) }
        }
        try await store.write { try $0.hasten(kind: "send", reason: "away", to: stage.later(60)) }
        try Expect.equal(try await store.claim(stage.claim(["send", "plan"], at: stage.later(59))), [])
        let due = try await store.claim(stage.claim(["send", "plan"], at: stage.later(60)))
        try Expect.equal(due.map(\.fairnessKey), ["a"])
        try await store.write { for job in due { _ = try $0.complete(job) } }
        // It never puts anything off.
        try await store.write { try $0.hasten(kind: "send", reason: "refused", to: stage.later(1800)) }
        let later = try await store.claim(stage.claim(["send"], at: stage.later(900)))
        try Expect.equal(later.map(\.fairnessKey), ["b"])
    }
}

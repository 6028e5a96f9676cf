import Foundation
import SQLiteAccess
import Store
import Synchronization

/// One claim: which due jobs get a lease.
///
/// Fairness keys are walked in order from the one after where the last claim ended, and dealt one job each per round,
/// so that no key starves behind others and none gets more than its share. Each step is a seek in `jobs_claimable`.
///
/// A job whose worker has vanished before is suspect: it is handed out only while no other suspect is held. If one of
/// them brings the process down again, it alone is counted, and not whoever was running beside it.
struct JobClaiming {
    /// Gives a row while a suspect is held.
    static let suspectLeased = """
        SELECT 1 FROM jobs INDEXED BY jobs_leased WHERE leased_until IS NOT NULL AND crashes > 0
        """

    private let claim: JobClaim
    private let jobs: JobQueue
    private var connection: Connection { jobs.connection }

    init(_ claim: JobClaim, jobs: JobQueue) {
        self.claim = claim
        self.jobs = jobs
    }

    func run() throws -> [Job] {
        guard claim.limit > 0, claim.perKey > 0 else { return [] }
        let mayTakeSuspect = try connection.first(Self.suspectLeased) { _ in true } == nil
        let queues = try claim.kinds.flatMap { try self.queues(kind: $0, withSuspects: mayTakeSuspect) }
        return try deal(queues, mayTakeSuspect: mayTakeSuspect).map(lease)
    }

    /// The due jobs of one kind: for each fairness key its oldest, for as many keys as the claim can use.
    private func queues(kind: String, withSuspects: Bool) throws -> [[Job]] {
        guard let next = try connection.first(Self.soonest, [kind], { $0.date(0) }) ?? nil, next <= claim.now.asStored
        else { return [] }
        let start = jobs.rotation.start(kind: kind)
        var found: [[Job]] = []
        var key = try connection.first(Self.keyAfter, [kind, start], { $0.text(0) }) ?? nil
        var hasWrapped = false
        while found.count < claim.limit {
            guard let current = key else {
                guard !hasWrapped else { break }
                hasWrapped = true
                key = try connection.first(Self.firstKey, [kind], { $0.text(0) }) ?? nil
                if key == nil { break }
                continue
            }
            if hasWrapped, current > start { break }
            if !claim.except.contains(current) {
                let due = try connection.all(
                    Self.dueOfKey, [kind, current, claim.now, withSuspects, claim.perKey + 1]
                ) { row in
                    try JobQueue.job(row, size: row.integer(9))
                }
                if !due.isEmpty { found.append(due) }
            }
            key = try connection.first(Self.keyAfter, [kind, current], { $0.text(0) }) ?? nil
        }
        return found
    }

    /// Takes one job of each queue in turn until the limit is reached or nothing is left.
    private func deal(_ queues: [[Job]], mayTakeSuspect: Bool) -> [Job] {
        var mayTakeSuspect = mayTakeSuspect
        var taken: [Job] = []
        var ofKey: [String: Int] = [:]
        for round in 0...claim.perKey {
            for queue in queues where round < queue.count && taken.count < claim.limit {
                let job = queue[round]
                guard ofKey[job.fairnessKey, default: 0] < claim.perKey else { continue }
                if job.crashes > 0 {
                    guard mayTakeSuspect else { continue }
                    mayTakeSuspect = false
                }
                ofKey[job.fairnessKey, default: 0] += 1
                taken.append(job)
            }
        }
        return taken
    }

    private func lease(_ job: Job) throws -> Job {
        try connection.run(
            "UPDATE jobs SET leased_until = ?, lease = lease + 1 WHERE id = ?",
            [claim.now.addingTimeInterval(claim.lease), job.id])
        jobs.rotation.served(job.fairnessKey, kind: job.kind)
        return Job(
            id: job.id, kind: job.kind, message: job.message, orderKey: job.orderKey, fairnessKey: job.fairnessKey,
            attempts: job.attempts, crashes: job.crashes, lease: job.lease + 1, createdAt: job.createdAt,
            size: job.size)
    }

    static let soonest = """
        SELECT run_at FROM jobs INDEXED BY jobs_due WHERE kind = ? AND first = 1 AND leased_until IS NULL
        ORDER BY run_at LIMIT 1
        """
    static let firstKey = """
        SELECT fairness_key FROM jobs INDEXED BY jobs_claimable WHERE kind = ? AND first = 1 AND leased_until IS NULL
        ORDER BY fairness_key LIMIT 1
        """
    static let keyAfter = """
        SELECT fairness_key FROM jobs INDEXED BY jobs_claimable
        WHERE kind = ? AND fairness_key > ? AND first = 1 AND leased_until IS NULL ORDER BY fairness_key LIMIT 1
        """
    static let dueOfKey = """
        SELECT \(JobQueue.columns), (SELECT size FROM messages WHERE messages.key = jobs.message)
        FROM jobs INDEXED BY jobs_claimable WHERE kind = ? AND fairness_key = ? AND run_at <= ? AND first = 1 AND leased_until IS NULL
            AND (crashes = 0 OR ?)
        ORDER BY run_at, id LIMIT ?
        """
}

/// Where the next claim of each kind begins among the fairness keys. Only kept while the database is open.
final class ClaimRotation: Sendable {
    private let last = Mutex<[String: String]>([:])

    func start(kind: String) -> String { last.withLock { $0[kind] ?? "" } }

    func served(_ fairnessKey: String, kind: String) { last.withLock { $0[kind] = fairnessKey } }
}

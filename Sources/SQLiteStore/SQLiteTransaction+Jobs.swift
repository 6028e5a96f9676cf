import Foundation
import SQLiteAccess
import Store

/// The jobs of a tenant, by way of its `JobQueue`.
extension SQLiteTransaction {
    func enqueue(_ job: NewJob) throws { try jobs.enqueue(job) }

    func claim(_ claim: JobClaim) throws -> [Job] {
        try jobs.endExpiredLeases(now: claim.now)
        return try JobClaiming(claim, jobs: jobs).run()
    }

    func complete(_ job: Job) throws -> Bool { try jobs.remove(job) }

    func retry(_ job: Job, at: Date, reason: String) throws -> Bool { try jobs.retry(job, at: at, reason: reason) }

    func park(_ job: Job, reason: String) throws -> Bool { try jobs.park(job, reason: reason) }

    func hasten(kind: String, reason: String, to time: Date) throws {
        try jobs.hasten(kind: kind, reason: reason, to: time)
    }

    func cancel(kind: String, of message: MessageKey) throws { try jobs.cancel(kind: kind, of: message) }

    func rescue(now: Date) throws -> [Job] { try jobs.endAllLeases() }

    func parked() throws -> [(job: Job, reason: String)] { try jobs.parked() }

    func unpark(_ job: Job, at time: Date) throws -> Bool { try jobs.unpark(job, at: time) }
}

/// When there is work, for who must wake up in time.
extension SQLiteReading {
    /// The earliest time at which a claim gives something: a waiting job is due, or a lease runs out.
    func nextJob(kinds: [String]) throws -> Date? {
        guard !kinds.isEmpty else { return nil }
        let expiry = try connection.first(Self.nextExpiry(kinds.count), kinds) { $0.date(0) } ?? nil
        let due = try kinds.map { try connection.first(Self.nextWaiting, [$0]) { $0.date(0) } ?? nil }
        return (due + [expiry]).compactMap(\.self).min()
    }

    func hasJob(kind: String, orderKey: String) throws -> Bool {
        try connection.first(Self.jobInOrder, [kind, orderKey]) { _ in true } ?? false
    }

    func jobCounts() throws -> [String: Int] {
        let counts = try connection.all("SELECT kind, count(*) FROM jobs INDEXED BY jobs_due GROUP BY kind") {
            (try $0.required($0.text(0)), Int(try $0.required($0.integer(1))))
        }
        return Dictionary(counts) { first, _ in first }
    }

    static let nextWaiting = """
        SELECT run_at FROM jobs INDEXED BY jobs_due
        WHERE kind = ? AND first = 1 AND leased_until IS NULL
            AND (crashes = 0 OR NOT EXISTS (\(JobClaiming.suspectLeased)))
        ORDER BY run_at LIMIT 1
        """
    static let jobInOrder = "SELECT 1 FROM jobs INDEXED BY jobs_order WHERE kind = ? AND order_key = ? LIMIT 1"

    /// One walk for all kinds, which ends at the first lease of any: one for each would go past all others' leases.
    private static func nextExpiry(_ kinds: Int) -> String {
        """
        SELECT leased_until FROM jobs INDEXED BY jobs_leased
        WHERE leased_until IS NOT NULL AND kind IN (\(Array(repeating: "?", count: kinds).joined(separator: ", ")))
        ORDER BY leased_until LIMIT 1
        """
    }
}

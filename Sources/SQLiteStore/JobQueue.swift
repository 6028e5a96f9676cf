import Foundation
import SQLiteAccess
import Store

/// The job table of one tenant inside one transaction.
///
/// Of the jobs of one kind with the same order key only the oldest is `first`; when it is gone, the next one becomes
/// first. A retry stays first, so it holds back those behind it, and no other conversation.
struct JobQueue {
    /// A worker that vanished this often while holding a job takes it out of circulation.
    static let crashLimit = 3
    static let columns = """
        id, kind, message, order_key, fairness_key, attempts, crashes, lease, created_at
        """

    let connection: Connection
    let rotation: ClaimRotation

    /// Adds a job. Its time of creation is the time it was first to run at.
    func enqueue(_ job: NewJob) throws {
        try connection.run(
            """
            INSERT INTO jobs (kind, message, order_key, fairness_key, run_at, created_at, first)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?3 IS NULL OR NOT EXISTS (
                SELECT 1 FROM jobs INDEXED BY jobs_order WHERE kind = ?1 AND order_key = ?3))
            """,
            [job.kind, job.message, job.orderKey, job.fairnessKey, job.runAt])
    }

    /// Removes a job that is held with this lease; false when it is not.
    func remove(_ job: Job) throws -> Bool {
        try connection.run(
            "DELETE FROM jobs WHERE id = ? AND lease = ? AND leased_until IS NOT NULL", [job.id, job.lease])
        guard connection.changes == 1 else { return false }
        try makeNextFirst(kind: job.kind, orderKey: job.orderKey)
        return true
    }

    /// Gives a job back to be run later; false when the lease is lost.
    func retry(_ job: Job, at time: Date, reason: String) throws -> Bool {
        try connection.run(
            """
            UPDATE jobs SET leased_until = NULL, run_at = ?, attempts = attempts + 1, crashes = 0, reason = ?
            WHERE id = ? AND lease = ? AND leased_until IS NOT NULL
            """,
            [time, reason, job.id, job.lease])
        return connection.changes == 1
    }

    /// Takes a job that is held with this lease out of circulation; false when it is not held.
    func park(_ job: Job, reason: String) throws -> Bool {
        guard try remove(job) else { return false }
        try keepParked(job, reason: reason)
        return true
    }

    func hasten(kind: String, reason: String, to time: Date) throws {
        try connection.run(
            """
            UPDATE jobs INDEXED BY jobs_due SET run_at = ?1
            WHERE kind = ?2 AND first IN (0, 1) AND run_at > ?1 AND reason = ?3 AND leased_until IS NULL
            """,
            [time, kind, reason])
    }

    func cancel(kind: String, of message: MessageKey) throws {
        let found = try connection.all(
            """
            SELECT \(Self.columns) FROM jobs INDEXED BY jobs_message
            WHERE message = ? AND kind = ? AND leased_until IS NULL
            """,
            [message, kind], Self.job)
        for job in found { try drop(job) }
    }

    func parked() throws -> [(job: Job, reason: String)] {
        try connection.all("SELECT \(Self.columns), reason FROM parked_jobs ORDER BY id") {
            (job: try Self.job($0), reason: try $0.required($0.text(9)))
        }
    }

    /// Puts a parked job back into circulation, as a new one; false when it is not parked.
    func unpark(_ job: Job, at time: Date) throws -> Bool {
        try connection.run("DELETE FROM parked_jobs WHERE id = ?", [job.id])
        guard connection.changes == 1 else { return false }
        try enqueue(
            NewJob(
                kind: job.kind, message: job.message, orderKey: job.orderKey, fairnessKey: job.fairnessKey, runAt: time
            ))
        return true
    }

    /// Counts a crash on each job whose lease ran out and makes it claimable, or parks it.
    func endExpiredLeases(now: Date) throws {
        try endLeases(
            try connection.all(
                """
                SELECT \(Self.columns) FROM jobs INDEXED BY jobs_leased
                WHERE leased_until IS NOT NULL AND leased_until <= ?
                """,
                [now], Self.job))
    }

    /// The same for every lease: their holders are gone. Returns the jobs as they are now, also those parked by this.
    func endAllLeases() throws -> [Job] {
        let held = try connection.all(
            "SELECT \(Self.columns) FROM jobs INDEXED BY jobs_leased WHERE leased_until IS NOT NULL", [], Self.job)
        return try endLeases(held.sorted { $0.id < $1.id })
    }

    static func job(_ row: Columns) throws -> Job { try job(row, size: nil) }

    static func job(_ row: Columns, size: Int64?) throws -> Job {
        Job(
            id: try row.required(row.integer(0)), kind: try row.required(row.text(1)), message: row.key(2),
            orderKey: row.text(3), fairnessKey: try row.required(row.text(4)),
            attempts: Int(try row.required(row.integer(5))), crashes: Int(try row.required(row.integer(6))),
            lease: try row.required(row.integer(7)), createdAt: try row.required(row.date(8)),
            size: Int(size ?? 0))
    }

    @discardableResult
    private func endLeases(_ held: [Job]) throws -> [Job] {
        try held.map { job in
            let crashed = job.crashed
            if crashed.crashes >= Self.crashLimit {
                try drop(crashed)
                try keepParked(crashed, reason: "crashed")
            } else {
                try connection.run(
                    "UPDATE jobs SET leased_until = NULL, crashes = ? WHERE id = ?", [crashed.crashes, job.id])
            }
            return crashed
        }
    }

    private func drop(_ job: Job) throws {
        try connection.run("DELETE FROM jobs WHERE id = ?", [job.id])
        try makeNextFirst(kind: job.kind, orderKey: job.orderKey)
    }

    private func makeNextFirst(kind: String, orderKey: String?) throws {
        guard let orderKey else { return }
        try connection.run(
            """
            UPDATE jobs SET first = 1 WHERE first = 0 AND id = (
                SELECT min(id) FROM jobs INDEXED BY jobs_order WHERE kind = ? AND order_key = ?)
            """,
            [kind, orderKey])
    }

    private func keepParked(_ job: Job, reason: String) throws {
        try connection.run(
            """
            INSERT INTO parked_jobs (id, kind, message, order_key, fairness_key, attempts, crashes, lease, created_at,
                reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                job.id, job.kind, job.message, job.orderKey, job.fairnessKey, job.attempts, job.crashes, job.lease,
                job.createdAt, reason,
            ])
    }
}

extension Job {
    /// The same job after its worker vanished.
    fileprivate var crashed: Job {
        Job(
            id: id, kind: kind, message: message, orderKey: orderKey, fairnessKey: fairnessKey, attempts: attempts,
            crashes: crashes + 1, lease: lease, createdAt: createdAt)
    }
}

import GRDB
import Glibc
import SQLiteAccess
import Store
import Synchronization

/// Writes of one tenant, batched: whatever waits when the disk is free shares one transaction and one fsync.
///
/// Under load the disk waits a little for company: a commit costs the same pages and the same fsync for one body as for
/// twenty. A body that comes alone to a calm database is written at once.
///
/// Each body runs in its own savepoint, so one that throws undoes only itself. Nobody hears anything, good or bad,
/// before the batch is on disk: also a refusal such as `duplicate` may rest on what another body of the batch has
/// written. When the commit fails, everyone in the batch hears so and nothing of it is kept.
final class GroupCommit: Sendable {
    /// A body that waits for its turn.
    private struct Operation: Sendable {
        /// Runs the body; gives what acknowledges it after the commit.
        let run: @Sendable (SQLiteTransaction) throws -> @Sendable () -> Void
        let refuse: @Sendable (any Error) -> Void
    }

    private struct Waiting {
        var operations: [Operation] = []
        var isDraining = false
    }

    private struct Audited {
        var last: Int64 = 0
        var due: AuditCheckpoint?
    }

    /// Bodies in one transaction at most: bounds how long the first of them waits.
    private static let batchLimit = 256
    /// How long a batch waits for more when the one before it was shared, microseconds.
    private static let gathering: UInt32 = 2_000
    /// Pages in the log after which it is emptied: 16 MiB.
    private static let logLimit = 4_000

    private let writer: DatabaseQueue
    private let keys: TenantKeys
    private let durability: Durability
    private let waiting = Mutex(Waiting())
    private let audited = Mutex(Audited())
    private let pagesAtCheckpoint = Mutex(0)
    private let rotation = ClaimRotation()

    init(writer: DatabaseQueue, keys: TenantKeys, durability: Durability) {
        self.writer = writer
        self.keys = keys
        self.durability = durability
    }

    /// Returns when the body's changes are on disk. A cancelled task still waits: what is written stays written.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(
                Operation(
                    run: { transaction in
                        let value = try body(transaction)
                        return { continuation.resume(returning: value) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    /// Bodies that wait for the transaction under way to end.
    var waitingCount: Int { waiting.withLock { $0.operations.count } }

    /// Waits until nothing is being written, then empties the log into the database; returns the end of the audit
    /// chain.
    func finish() async throws -> AuditCheckpoint? {
        try await withCheckedThrowingContinuation { continuation in
            writer.asyncWriteWithoutTransaction { [self] database in
                continuation.resume(
                    with: Result {
                        let connection = Connection(database)
                        try emptyLog(connection, mode: "TRUNCATE")
                        return try keys.audit.head(in: connection)
                    })
            }
        }
    }

    /// The checkpoint the audit chain has passed since the last call, if any.
    func takeCheckpointDue() -> AuditCheckpoint? {
        audited.withLock { audited in
            defer { audited.due = nil }
            return audited.due
        }
    }

    private func submit(_ operation: Operation) {
        let mustStart = waiting.withLock { waiting in
            waiting.operations.append(operation)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if mustStart { writer.asyncWriteWithoutTransaction { [self] in drain($0) } }
    }

    /// Runs on the writer's queue until nobody waits.
    private func drain(_ database: Database) {
        while let batch = nextBatch() {
            commit(batch, database)
            // The thread is the writer's own; nobody else waits for it.
            if batch.count > 1 { usleep(Self.gathering) }
        }
    }

    private func nextBatch() -> ArraySlice<Operation>? {
        waiting.withLock { waiting in
            guard !waiting.operations.isEmpty else {
                waiting.isDraining = false
                return nil
            }
            let batch = waiting.operations.prefix(Self.batchLimit)
            waiting.operations.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: ArraySlice<Operation>, _ database: Database) {
        let connection = Connection(database)
        var answers: [@Sendable () -> Void] = []
        do {
            try durability.check()
            try connection.run("BEGIN IMMEDIATE")
            var newest: ChainEnd?
            for operation in batch {
                answers.append(try answer(to: operation, connection, &newest))
            }
            try connection.run("COMMIT")
            note(newest)
        } catch {
            if connection.isInTransaction { try? connection.run("ROLLBACK") }
            let reason = durability.storeError(for: error)
            for operation in batch { operation.refuse(reason) }
            return
        }
        for answer in answers { answer() }
        emptyLogIfLong(connection)
    }

    /// Runs one body in its savepoint. Throws only what makes the whole batch impossible.
    private func answer(
        to operation: Operation, _ connection: Connection, _ newest: inout ChainEnd?
    ) throws -> @Sendable () -> Void {
        try connection.run("SAVEPOINT body")
        let transaction = SQLiteTransaction(connection, keys: keys, rotation: rotation)
        do {
            let acknowledge = try operation.run(transaction)
            if let failure = connection.failure { throw failure }
            try connection.run("RELEASE body")
            newest = transaction.lastAudited ?? newest
            return acknowledge
        } catch {
            // A failing disk or a full one concerns everyone in the batch.
            if let failure = connection.failure { throw failure }
            try connection.run("ROLLBACK TO body")
            try connection.run("RELEASE body")
            let reason = durability.storeError(for: error)
            return { operation.refuse(reason) }
        }
    }

    private func note(_ newest: ChainEnd?) {
        guard let newest else { return }
        audited.withLock { audited in
            let interval = AuditChain.checkpointInterval
            if newest.sequence / interval > audited.last / interval { audited.due = keys.audit.checkpoint(at: newest) }
            audited.last = newest.sequence
        }
    }

    private func emptyLogIfLong(_ connection: Connection) {
        let written = connection.pagesWritten
        guard written - pagesAtCheckpoint.withLock({ $0 }) > Self.logLimit else { return }
        try? emptyLog(connection, mode: "PASSIVE")
    }

    /// Copies the log into the database. A full disk or a reader in the way leaves it for the next time; a disk that
    /// fails here has lost pages that SQLite believes written.
    private func emptyLog(_ connection: Connection, mode: String) throws {
        try durability.guarding { try connection.run("PRAGMA wal_checkpoint(\(mode))") }
        pagesAtCheckpoint.withLock { $0 = connection.pagesWritten }
    }
}

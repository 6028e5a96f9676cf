import GRDB
import GRDBSQLite
import Synchronization

/// One SQLite file of the trustee: what is committed is on disk when the call returns.
///
/// One connection that does one thing at a time. After a failing disk nothing more is written or read: the process must
/// be started again (architecture rule 1).
final class DurableDatabase: Sendable {
    private let queue: DatabaseQueue
    private let isLost = Mutex(false)
    /// Pages written when the log was last emptied.
    private let emptied = Mutex(0)
    /// About this many pages of 4 KiB may lie in the log before it is emptied into the database.
    private static let mostPagesInLog = 4_096

    /// Opens or makes the database and brings it to the newest form.
    /// - Parameter cacheKibibytes: what the connection may keep of it in memory.
    /// - Throws: `TrusteeError.newerVersion`, and the others of `TrusteeError` that a disk can give.
    init(path: String, migrations: [Migration], cacheKibibytes: Int) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { database in
                let connection = Connection(database)
                try Self.set(connection, cacheKibibytes: cacheKibibytes)
                try Migration.migrate(connection, by: migrations)
            }
        } catch {
            throw DatabaseFailure(error)?.storeError ?? error
        }
    }

    /// Runs `body` in a transaction that is on disk when this returns; undoes everything when `body` throws.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await run { connection in
            let value = try connection.inTransaction(body)
            try self.emptyLongLog(connection)
            return value
        }
    }

    /// Runs `body` on one state of the database.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await run { try $0.inTransaction(body) }
    }

    /// Empties the log into the database file, so that nothing overwritten stays in it.
    func emptyLog() async throws {
        try await run { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    func close() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
        try queue.close()
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.asyncWriteWithoutTransaction { [self] database in
                continuation.resume(with: Result { try guarding { try body(Connection(database)) } })
            }
        }
    }

    private func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        guard !isLost.withLock({ $0 }) else { throw TrusteeError.notDurable }
        do {
            return try work()
        } catch {
            guard let failure = DatabaseFailure(error) else { throw error }
            if failure.isLossOfDurability { isLost.withLock { $0 = true } }
            throw failure.storeError
        }
    }

    private func emptyLongLog(_ connection: Connection) throws {
        let written = connection.pagesWritten
        guard emptied.withLock({ written - $0 >= Self.mostPagesInLog }) else { return }
        try connection.run("PRAGMA wal_checkpoint(PASSIVE)")
        emptied.withLock { $0 = written }
    }

    private static func set(_ connection: Connection, cacheKibibytes: Int) throws {
        // Each commit is on disk when it returns.
        try connection.run("PRAGMA synchronous = FULL")
        // The log is emptied here: SQLite ignores a failing disk in its own checkpoints.
        try connection.run("PRAGMA wal_autocheckpoint = 0")
        try connection.run("PRAGMA journal_size_limit = 16777216")
        // Identities, keys and hashes are destroyed by overwriting: nothing may stay in a free page.
        try connection.run("PRAGMA secure_delete = ON")
        try connection.run("PRAGMA foreign_keys = ON")
        try connection.run("PRAGMA cache_size = -\(cacheKibibytes)")
        // Sorting never leaves anything in temporary files.
        try connection.run("PRAGMA temp_store = MEMORY")
        try connection.run("PRAGMA mmap_size = 0")
        try connection.run("PRAGMA trusted_schema = OFF")
        try connection.run("PRAGMA cell_size_check = ON")
    }
}

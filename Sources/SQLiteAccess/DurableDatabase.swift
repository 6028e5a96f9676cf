import GRDB
import Synchronization

/// One SQLite file with one connection that does one thing at a time: what is committed is on disk when the call
/// returns.
///
/// After a failing disk nothing more is written or read: the process must be started again (architecture rule 1).
package final class DurableDatabase<Failure: StorageError>: Sendable {
    private let queue: DatabaseQueue
    private let durability: Durability<Failure>
    /// Pages written when the log was last emptied.
    private let emptied = Mutex(0)
    /// About this many pages of 4 KiB may lie in the log before it is emptied into the database.
    private static var mostPagesInLog: Int { 4_096 }

    /// Opens or makes the database and brings it to the newest form. Everything that is deleted in it is overwritten.
    /// - Parameter cacheKibibytes: what the connection may keep of it in memory.
    /// - Throws: the store's errors for a newer version and for what a disk can give.
    package init(path: String, migrations: [Migration], cacheKibibytes: Int) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        let settings = ConnectionSettings(cacheKibibytes: cacheKibibytes, overwritesAllDeleted: true)
        let durability = Durability<Failure> { _ in }
        self.durability = durability
        queue = try durability.guarding { try DatabaseQueue(path: path, configuration: configuration) }
        try queue.inDatabase { database in
            try durability.guarding {
                let connection = Connection(database)
                try settings.apply(to: connection)
                try Migration.migrate(connection, by: migrations)
            }
        }
    }

    /// Runs `body` in a transaction that is on disk when this returns; undoes everything when `body` throws.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await run { connection in
            let value = try connection.inTransaction(body)
            try self.emptyLongLog(connection)
            return value
        }
    }

    /// Runs `body` on one state of the database.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await run { try $0.inTransaction(body) }
    }

    /// Empties the log into the database file, so that nothing overwritten stays in it.
    package func emptyLog() async throws {
        try await run { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// Closes the database when what waits for it is done.
    package func close() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
        try queue.close()
    }

    // MARK: - On the caller's thread

    /// `write` that holds the caller's thread.
    package func writeBlocking<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try runBlocking { connection in
            let value = try connection.inTransaction(body)
            try emptyLongLog(connection)
            return value
        }
    }

    /// `read` that holds the caller's thread.
    package func readBlocking<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try runBlocking { try $0.inTransaction(body) }
    }

    /// `emptyLog` that holds the caller's thread.
    package func emptyLogBlocking() throws { try runBlocking { try $0.run("PRAGMA wal_checkpoint(TRUNCATE)") } }

    /// `close` that holds the caller's thread.
    package func closeBlocking() throws { try queue.close() }

    // MARK: - Steps

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.asyncWriteWithoutTransaction { [self] database in
                continuation.resume(with: Result { try guarding { try body(Connection(database)) } })
            }
        }
    }

    private func runBlocking<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try queue.inDatabase { database in try guarding { try body(Connection(database)) } }
    }

    private func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        try durability.check()
        return try durability.guarding(work)
    }

    private func emptyLongLog(_ connection: Connection) throws {
        let written = connection.pagesWritten
        guard emptied.withLock({ written - $0 >= Self.mostPagesInLog }) else { return }
        try connection.run("PRAGMA wal_checkpoint(PASSIVE)")
        emptied.withLock { $0 = written }
    }
}

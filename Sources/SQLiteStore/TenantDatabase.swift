import GRDB
import Identifiers
import SQLiteAccess
import Store
import Synchronization

/// The open database of one tenant: a writer with group commit, a few readers, and the tenant's keys.
///
/// Writes run on the queue of the writer's connection, so that nobody's thread waits for the disk; reads run where they
/// are asked for.
final class TenantDatabase: Sendable {
    let tenant: TenantID
    let content: ContentKey
    let audit: AuditChain

    let commits: GroupCommit
    private let writer: DatabaseQueue
    private let readers: ReaderConnections
    private let durability: Durability
    private let uses = Mutex(0)

    /// Opens the database and brings it to the newest form.
    static func opening(
        path: String, keys: TenantKeys, options: SQLiteStore.Options, durability: Durability
    ) async throws -> TenantDatabase {
        try await BlockingWork.run {
            try durability.guarding {
                try TenantDatabase(path: path, keys: keys, options: options, durability: durability)
            }
        }
    }

    /// Makes an empty database in its newest form at `path`, where an empty file lies or such a database already.
    /// - Throws: `StoreError.failed` when messages lie there: they belong to a key that is not known here.
    static func prepare(path: String, durability: Durability) async throws {
        try await BlockingWork.run { try durability.guarding { try makeEmpty(path: path) } }
    }

    private init(path: String, keys: TenantKeys, options: SQLiteStore.Options, durability: Durability) throws {
        tenant = keys.content.tenant
        content = keys.content
        audit = keys.audit
        self.durability = durability
        writer = try DatabaseQueue(path: path, configuration: Self.configuration)
        let settings = ConnectionSettings.tenant(cacheKibibytes: options.writerCacheKibibytes)
        try writer.inDatabase { database in
            try settings.apply(to: Connection(database))
            try Migration.migrate(Connection(database), by: TenantSchema.migrations)
        }
        readers = ReaderConnections(
            path: path, cacheKibibytes: options.readerCacheKibibytes, limit: options.readersPerTenant)
        commits = GroupCommit(writer: writer, keys: keys, durability: durability)
    }

    /// Whether somebody works with it: then it must stay open.
    var isInUse: Bool { uses.withLock { $0 > 0 } }

    func beginUse() { uses.withLock { $0 += 1 } }

    func endUse() { uses.withLock { $0 -= 1 } }

    /// Runs `body` in a transaction that is on disk when this returns.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        try durability.check()
        try content.check()
        return try await commits.write(body)
    }

    /// Runs `body` on a snapshot, by one of the readers.
    ///
    /// Holds its thread for as long as SQLite reads: tens of microseconds for what the flows ask, which is less than a
    /// change of threads takes.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteReading) throws -> Value
    ) async throws -> Value {
        try durability.check()
        try content.check()
        return try StoreError.translated {
            try readers.read { [content] in try body(SQLiteReading($0, content: content)) }
        }
    }

    /// A checkpoint of the audit chain for the node to keep, if the chain has passed one since the last call.
    func takeCheckpointDue() -> AuditCheckpoint? { commits.takeCheckpointDue() }

    /// Empties the log and closes all connections; returns the end of the audit chain. No use may be open.
    func close() async throws -> AuditCheckpoint? {
        let end = try await commits.finish()
        try await BlockingWork.run { [readers, writer] in
            // The writer last, so that it takes the log away.
            try readers.close()
            try writer.close()
        }
        return end
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        configuration.label = "tenant"
        return configuration
    }

    private static func makeEmpty(path: String) throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.inDatabase { database in
            let connection = Connection(database)
            try ConnectionSettings.tenant(cacheKibibytes: 256).apply(to: connection)
            try Migration.migrate(Connection(database), by: TenantSchema.migrations)
            let used = try connection.first("SELECT 1 FROM messages UNION ALL SELECT 1 FROM audit LIMIT 1") { _ in true
            }
            guard used == nil else {
                throw StoreError.failed("The tenant's directory holds data of an unknown tenant.")
            }
        }
        try queue.close()
    }
}

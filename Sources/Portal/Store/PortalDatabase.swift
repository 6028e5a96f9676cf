import Foundation
import GRDB
import Synchronization

/// `portal.sqlite`: one connection, each transaction on disk when its call returns.
final class PortalDatabase: Sendable {
    private let queue: DatabaseQueue
    private let isLost = Mutex(false)

    /// Opens or makes the database and brings it to the newest form.
    /// - Throws: `PortalFault`.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.label = "portal"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            // A municipality's archive that has been deleted stays in no free page.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { try PortalSchema.migrate(Connection(database: $0)) }
        } catch {
            throw PortalFault(error) ?? error
        }
    }

    func close() throws { try queue.close() }

    /// Runs `body` in one transaction that is on disk when this returns; undoes everything when `body` throws.
    ///
    /// - Throws: what `body` throws; `PortalFault.notDurable` from the first failed fsync on, since the kernel has then
    ///   marked pages clean that are not on disk.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        if isLost.withLock({ $0 }) { throw PortalFault.notDurable }
        do {
            return try await queue.write { try body(Connection(database: $0)) }
        } catch {
            let fault = PortalFault(error)
            if fault == .notDurable { isLost.withLock { $0 = true } }
            throw fault ?? error
        }
    }

    /// Runs `body` on one state of the database.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        do {
            return try await queue.read { try body(Connection(database: $0)) }
        } catch {
            throw PortalFault(error) ?? error
        }
    }

    /// Empties the log into the database, so that what was deleted is in neither.
    func emptyLog() async throws {
        do {
            try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        } catch {
            throw PortalFault(error) ?? error
        }
    }
}

/// One connection for the length of one transaction: runs statements that GRDB keeps prepared.
struct Connection {
    let database: Database

    /// Rows changed by the statement before this.
    var changes: Int { database.changesCount }

    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ values: [(any DatabaseValueConvertible)?] = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    /// The rows of a statement, decoded.
    func all<Value>(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?] = [], _ decode: (StoredRow) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: StatementArguments(values))
        return try rows.map { try decode(StoredRow(row: $0)) }
    }

    /// The first row of a statement, decoded; nil when it gives none.
    func first<Value>(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?] = [], _ decode: (StoredRow) throws -> Value
    ) throws -> Value? {
        let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: StatementArguments(values))
        return try row.map { try decode(StoredRow(row: $0)) }
    }
}

/// The columns of one row, by position. Reading never traps: a value of another kind is nil.
struct StoredRow {
    let row: Row

    func integer(_ column: Int) -> Int64? { Int64.fromDatabaseValue(row[column]) }

    func text(_ column: Int) -> String? { String.fromDatabaseValue(row[column]) }

    func bytes(_ column: Int) -> [UInt8]? { Data.fromDatabaseValue(row[column]).map { [UInt8]($0) } }

    func date(_ column: Int) -> Date? { integer(column).map(Date.init(microseconds:)) }

    func count(_ column: Int) -> Int? { integer(column).flatMap { Int(exactly: $0) } }

    /// The value of a column that is never null in a sound database.
    func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw PortalFault.damaged }
        return value
    }
}

extension Date {
    /// Microseconds since 1970, as times are stored.
    var microseconds: Int64 { Int64((timeIntervalSince1970 * 1_000_000).rounded()) }

    init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

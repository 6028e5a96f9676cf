import GRDB
import GRDBSQLite

/// One SQLite connection for the length of one transaction: runs statements, and remembers the first that failed badly.
///
/// GRDB keeps the connections, their queues and the prepared statements; values are bound and read here straight
/// through SQLite's own interface, so that a damaged row gives an error or a null and never a trap.
final class Connection {
    /// The first failure that says something about the disk or the database and not about the row asked for. A body
    /// that swallows it is undone all the same.
    private(set) var failure: SQLiteFailure?

    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Whether a transaction is open: SQLite undoes one by itself on some failures.
    var isInTransaction: Bool { database.isInsideTransaction }

    /// Rows changed by the statement before this.
    var changes: Int { database.changesCount }

    /// The key of the row inserted before this.
    var insertedKey: Int64 { database.lastInsertedRowID }

    /// Pages this connection has written to the log so far.
    var pagesWritten: Int {
        var current: Int32 = 0
        var highest: Int32 = 0
        guard let handle = database.sqliteConnection else { return 0 }
        sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 0)
        return Int(current)
    }

    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ values: [(any Bindable)?] = []) throws {
        try each(sql, values) { _ in }
    }

    /// The rows of a statement, decoded.
    ///
    /// - Parameter keepsStatement: whether the prepared statement is kept for the next time; not for one of many forms.
    func all<Value>(
        _ sql: String, _ values: [(any Bindable)?] = [], keepsStatement: Bool = true,
        _ decode: (Columns) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try each(sql, values, keepsStatement: keepsStatement) { found.append(try decode($0)) }
        return found
    }

    /// The first row of a statement, decoded; nil when it gives none.
    func first<Value>(
        _ sql: String, _ values: [(any Bindable)?] = [], _ decode: (Columns) throws -> Value
    ) throws -> Value? {
        var found: Value?
        try each(sql, values) { if found == nil { found = try decode($0) } }
        return found
    }

    /// Calls `body` for each row of a statement.
    func each(
        _ sql: String, _ values: [(any Bindable)?] = [], keepsStatement: Bool = true, _ body: (Columns) throws -> Void
    ) throws {
        let statement: Statement
        do {
            statement = try keepsStatement ? prepared(sql) : database.makeStatement(sql: sql)
        } catch {
            throw noted(SQLiteFailure(error) ?? SQLiteFailure(code: SQLITE_ERROR, systemError: 0))
        }
        // Until the end the statement is owned here: the cache may let go of it.
        try withExtendedLifetime(statement) { try step(statement.sqliteStatement, values, body) }
    }

    /// The cached statement, or a new one while an outer loop still steps that.
    private func prepared(_ sql: String) throws -> Statement {
        let cached = try database.cachedStatement(sql: sql)
        return sqlite3_stmt_busy(cached.sqliteStatement) == 0 ? cached : try database.makeStatement(sql: sql)
    }

    private func step(
        _ handle: OpaquePointer, _ values: [(any Bindable)?], _ body: (Columns) throws -> Void
    ) throws {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let result = value.map { $0.bind(to: handle, at: position) } ?? sqlite3_bind_null(handle, position)
            guard result == SQLITE_OK else { throw noted(SQLiteFailure(code: result, systemError: 0)) }
        }
        while true {
            let result = sqlite3_step(handle)
            switch result {
            case SQLITE_ROW: try body(Columns(statement: handle))
            case SQLITE_DONE: return
            default: throw noted(SQLiteFailure(code: result, systemError: systemError))
            }
        }
    }

    private var systemError: Int32 { database.sqliteConnection.map { sqlite3_system_errno($0) } ?? 0 }

    private func noted(_ failure: SQLiteFailure) -> SQLiteFailure {
        if self.failure == nil, failure.concernsDatabase { self.failure = failure }
        return failure
    }
}

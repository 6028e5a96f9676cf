package import GRDB
import GRDBSQLite

/// One SQLite connection for the length of one transaction: runs statements, and remembers the first that failed badly.
///
/// GRDB keeps the connections, their queues and the prepared statements; values are bound and read here straight
/// through SQLite's own interface, so that a damaged row gives an error or a null and never a trap.
package final class Connection {
    /// The first failure that says something about the disk or the database and not about the row asked for. A body
    /// that swallows it is undone all the same.
    package private(set) var failure: SQLiteFailure?

    private let database: Database

    package init(_ database: Database) { self.database = database }

    /// Whether a transaction is open: SQLite undoes one by itself on some failures.
    package var isInTransaction: Bool { database.isInsideTransaction }

    /// Rows changed by the statement before this.
    package var changes: Int { database.changesCount }

    /// The key of the row inserted before this.
    package var insertedKey: Int64 { database.lastInsertedRowID }

    /// Pages this connection has written to the log so far.
    package var pagesWritten: Int {
        var current: Int32 = 0
        var highest: Int32 = 0
        guard let handle = database.sqliteConnection else { return 0 }
        sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 0)
        return Int(current)
    }

    /// Runs a statement that gives no rows.
    package func run(_ sql: String, _ values: [(any Bindable)?] = []) throws {
        try each(sql, values) { _ in }
    }

    /// The rows of a statement, decoded.
    ///
    /// - Parameter keepsStatement: whether the prepared statement is kept for the next time; not for one of many forms.
    package func all<Value>(
        _ sql: String, _ values: [(any Bindable)?] = [], keepsStatement: Bool = true,
        _ decode: (Columns) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try each(sql, values, keepsStatement: keepsStatement) { found.append(try decode($0)) }
        return found
    }

    /// The first row of a statement, decoded; nil when it gives none.
    package func first<Value>(
        _ sql: String, _ values: [(any Bindable)?] = [], _ decode: (Columns) throws -> Value
    ) throws -> Value? {
        var found: Value?
        try each(sql, values) { if found == nil { found = try decode($0) } }
        return found
    }

    /// Calls `body` for each row of a statement.
    package func each(
        _ sql: String, _ values: [(any Bindable)?] = [], keepsStatement: Bool = true, _ body: (Columns) throws -> Void
    ) throws {
        try withStatement(sql, keepsStatement: keepsStatement) { try $0.each(values, body) }
    }

    /// Prepares a statement once for many sets of values.
    package func withStatement<Value>(
        _ sql: String, keepsStatement: Bool = true, _ body: (PreparedStatement) throws -> Value
    ) throws -> Value {
        let statement: Statement
        do {
            statement = try keepsStatement ? prepared(sql) : database.makeStatement(sql: sql)
        } catch {
            throw noted(SQLiteFailure(error) ?? SQLiteFailure(code: SQLITE_ERROR))
        }
        // Until the end the statement is owned here: the cache may let go of it.
        return try withExtendedLifetime(statement) {
            try body(PreparedStatement(handle: statement.sqliteStatement, connection: self))
        }
    }

    /// Runs `body` in a transaction and commits; undoes everything when it throws.
    package func inTransaction<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try run("BEGIN IMMEDIATE")
        do {
            let value = try body(self)
            try run("COMMIT")
            return value
        } catch {
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    /// The cached statement, or a new one while an outer loop still steps that.
    private func prepared(_ sql: String) throws -> Statement {
        let cached = try database.cachedStatement(sql: sql)
        return sqlite3_stmt_busy(cached.sqliteStatement) == 0 ? cached : try database.makeStatement(sql: sql)
    }

    fileprivate var systemError: Int32 { database.sqliteConnection.map { sqlite3_system_errno($0) } ?? 0 }

    fileprivate func noted(_ failure: SQLiteFailure) -> SQLiteFailure {
        if self.failure == nil, failure.concernsDatabase { self.failure = failure }
        return failure
    }
}

/// A statement that is stepped with one set of values after the other.
package struct PreparedStatement {
    fileprivate let handle: OpaquePointer
    fileprivate let connection: Connection

    /// Calls `body` for each row that the statement gives with these values.
    package func each(_ values: [(any Bindable)?], _ body: (Columns) throws -> Void) throws {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let result = value.map { $0.bind(to: handle, at: position) } ?? sqlite3_bind_null(handle, position)
            guard result == SQLITE_OK else { throw connection.noted(SQLiteFailure(code: result)) }
        }
        while true {
            let result = sqlite3_step(handle)
            switch result {
            case SQLITE_ROW: try body(Columns(statement: handle))
            case SQLITE_DONE: return
            default:
                throw connection.noted(SQLiteFailure(code: result, systemError: connection.systemError))
            }
        }
    }
}

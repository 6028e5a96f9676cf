import GRDB
import GRDBSQLite

/// One SQLite connection for the length of one transaction.
///
/// GRDB keeps the connection, its queue and the prepared statements; values are bound and read here straight through
/// SQLite's own interface, so that a damaged row gives an error or a null and never a trap.
final class Connection {
    private let database: Database

    init(_ database: Database) { self.database = database }

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
    func all<Value>(
        _ sql: String, _ values: [(any Bindable)?] = [], _ decode: (Columns) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try each(sql, values) { found.append(try decode($0)) }
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
    func each(_ sql: String, _ values: [(any Bindable)?] = [], _ body: (Columns) throws -> Void) throws {
        try withStatement(sql) { try $0.each(values, body) }
    }

    /// Prepares a statement once for many rows.
    func withStatement<Value>(_ sql: String, _ body: (PreparedStatement) throws -> Value) throws -> Value {
        let cached = try database.cachedStatement(sql: sql)
        // A new one while an outer loop still steps the cached one.
        let busy = sqlite3_stmt_busy(cached.sqliteStatement) != 0
        let statement = busy ? try database.makeStatement(sql: sql) : cached
        // Until the end the statement is owned here: the cache may let go of it.
        return try withExtendedLifetime(statement) {
            try body(PreparedStatement(handle: statement.sqliteStatement, connection: database.sqliteConnection))
        }
    }

    /// Runs `body` in a transaction and commits; undoes everything when it throws.
    func inTransaction<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try run("BEGIN IMMEDIATE")
        do {
            let value = try body(self)
            try run("COMMIT")
            return value
        } catch {
            // SQLite undoes a transaction by itself on some failures.
            if database.isInsideTransaction { try? run("ROLLBACK") }
            throw error
        }
    }
}

/// A statement that is stepped with one set of values after the other.
struct PreparedStatement {
    let handle: OpaquePointer
    let connection: SQLiteConnection?

    func each(_ values: [(any Bindable)?], _ body: (Columns) throws -> Void) throws {
        defer { reset() }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let result = value.map { $0.bind(to: handle, at: position) } ?? sqlite3_bind_null(handle, position)
            guard result == SQLITE_OK else { throw DatabaseFailure(code: result) }
        }
        while try step() { try body(Columns(statement: handle)) }
    }

    /// Whether there is a row.
    func step() throws -> Bool {
        let result = sqlite3_step(handle)
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            throw DatabaseFailure(code: result, systemError: connection.map { sqlite3_system_errno($0) } ?? 0)
        }
    }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }
}

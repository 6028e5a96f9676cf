import Foundation
import GRDB

/// One connection for the length of one transaction: runs statements that GRDB keeps prepared.
struct Connection {
    let database: Database

    /// Rows changed by the statement before this.
    var changes: Int { database.changesCount }

    /// The key of the row inserted before this.
    var insertedKey: Int64 { database.lastInsertedRowID }

    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ values: [(any DatabaseValueConvertible)?] = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    /// The rows of a statement, decoded.
    func all<Value>(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?] = [], _ decode: (StoredRow) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try each(sql, values) { found.append(try decode($0)) }
        return found
    }

    /// The first row of a statement, decoded; nil when it gives none.
    func first<Value>(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?] = [], _ decode: (StoredRow) throws -> Value
    ) throws -> Value? {
        let statement = try database.cachedStatement(sql: sql)
        guard let row = try Row.fetchOne(statement, arguments: StatementArguments(values)) else { return nil }
        return try decode(StoredRow(row: row))
    }

    /// Calls `body` for each row of a statement, one at a time. `body` runs no other statement of the same text.
    func each(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?] = [], _ body: (StoredRow) throws -> Void
    ) throws {
        let statement = try database.makeStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
        while let row = try rows.next() { try body(StoredRow(row: row)) }
    }
}

/// The columns of one row, by position. Reading never traps: a value of another kind is nil.
struct StoredRow {
    let row: Row

    func integer(_ column: Int) -> Int64? { Int64.fromDatabaseValue(row[column]) }

    func text(_ column: Int) -> String? { String.fromDatabaseValue(row[column]) }

    func bytes(_ column: Int) -> [UInt8]? { Data.fromDatabaseValue(row[column]).map { [UInt8]($0) } }

    func date(_ column: Int) -> Date? { integer(column).map(Date.init(microseconds:)) }

    func count(_ column: Int) -> Int? { integer(column).map(Int.init) }

    /// The value of a column that is never null in a sound database.
    func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw RegisterError.damaged }
        return value
    }
}

extension [UInt8] {
    /// The bytes as the database takes them.
    var blob: Data { Data(self) }
}

extension Date {
    /// Microseconds since 1970, as times are stored.
    var microseconds: Int64 { Int64((timeIntervalSince1970 * 1_000_000).rounded()) }

    init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

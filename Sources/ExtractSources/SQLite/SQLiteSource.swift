import Foundation
import GRDB
import GRDBSQLite

/// A SQLite database, opened for reading only and read in one state.
public final class SQLiteSource: RecordSource {
    private let queue: DatabaseQueue
    private let parameters: SourceParameters

    /// - Throws: ``SourceFault``.
    public init(path: String, parameters: SourceParameters) throws(SourceFault) {
        self.parameters = parameters
        guard FileManager.default.fileExists(atPath: path) else {
            throw SourceFault(.sourceMissing, "The database \(path) is not there.")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        // The transaction stays open from one query to the next.
        configuration.allowsUnsafeTransactions = true
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { database in
                try database.execute(sql: "PRAGMA query_only = ON")
                try database.execute(sql: "PRAGMA trusted_schema = OFF")
                try database.execute(sql: "BEGIN")
                // The first reading fixes the state that is seen.
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
            }
        } catch { throw Self.fault(error) }
    }

    public func read(
        _ table: SourceTable, columns: ([String]) throws -> Void, row give: (SourceRow) throws -> Void
    ) throws {
        guard case .query(let text) = table else {
            throw SourceFault(.queryRefused, "A database has queries and no files.")
        }
        try ReadingStatement.check(text)
        try queue.inDatabase { database in
            let statement: Statement
            do { statement = try database.makeStatement(sql: text) } catch { throw Self.fault(error) }
            guard statement.isReadonly else {
                throw SourceFault(.queryRefused, "The query writes: the mapping can only read.")
            }
            try withExtendedLifetime(statement) {
                try bind(statement.sqliteStatement)
                try columns(statement.columnNames)
                try step(statement.sqliteStatement, database, give)
            }
        }
    }

    private func bind(_ statement: OpaquePointer) throws {
        for place in 0..<sqlite3_bind_parameter_count(statement) {
            let name = sqlite3_bind_parameter_name(statement, place + 1).map { String(cString: $0) } ?? "?"
            guard name.hasPrefix(":"), let value = parameters[String(name.dropFirst())] else {
                throw SourceFault(
                    .queryRefused,
                    "The query asks for \(name). There are :\(parameters.names.joined(separator: ", :")).")
            }
            // A number compares as one with columns that have no type of their own.
            if name == ":year", let year = Int64(value) {
                sqlite3_bind_int64(statement, place + 1, year)
            } else {
                let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                sqlite3_bind_text(statement, place + 1, value, -1, copied)
            }
        }
    }

    private func step(
        _ statement: OpaquePointer, _ database: Database, _ give: (SourceRow) throws -> Void
    ) throws {
        defer { sqlite3_reset(statement) }
        var row = SourceRow()
        var number = 0
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                number += 1
                row.begin(number: number)
                for column in 0..<sqlite3_column_count(statement) { Self.copy(statement, column, into: &row) }
                try give(row)
            case SQLITE_DONE: return
            case let code: throw Self.fault(DatabaseError(resultCode: ResultCode(rawValue: code)))
            }
        }
    }

    private static func copy(_ statement: OpaquePointer, _ column: Int32, into row: inout SourceRow) {
        guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return row.appendNull() }
        if let start = sqlite3_column_text(statement, column) {
            let length = Int(sqlite3_column_bytes(statement, column))
            row.extend(UnsafeBufferPointer(start: start, count: length))
        }
        row.close()
    }

    private static func fault(_ error: any Error) -> SourceFault {
        guard let error = error as? DatabaseError else {
            return SourceFault(.interrupted, "The database cannot be read.")
        }
        switch error.resultCode {
        case .SQLITE_CANTOPEN: return SourceFault(.sourceMissing, "The database cannot be opened.")
        case .SQLITE_NOTADB: return SourceFault(.sourceMissing, "The file is no SQLite database.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return SourceFault(.interrupted, "Somebody else holds the database; try again.")
        // Said of a statement before it has read anything: names of tables and columns.
        case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_READONLY, .SQLITE_AUTH:
            return SourceFault(.queryRefused, "The database refuses the query: \(error.message ?? "no reason given")")
        default: return SourceFault(.interrupted, "The database cannot be read (SQLite \(error.resultCode.rawValue)).")
        }
    }
}

package import Foundation
import GRDBSQLite

/// The columns of one row, by position. Reading never traps: a damaged value is nil or throws
/// `SQLiteFailure.damagedRow`.
package struct Columns {
    let statement: OpaquePointer

    package func integer(_ column: Int) -> Int64? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(statement, Int32(column))
    }

    package func text(_ column: Int) -> String? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, Int32(column))
        else { return nil }
        let length = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    package func bytes(_ column: Int) -> [UInt8]? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else { return nil }
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        let length = Int(sqlite3_column_bytes(statement, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }

    package func date(_ column: Int) -> Date? { integer(column).map(Date.init(microseconds:)) }

    /// One of a closed set of values, stored by its own text.
    package func code<Code: RawRepresentable>(_ column: Int) -> Code? where Code.RawValue == String {
        text(column).flatMap(Code.init(rawValue:))
    }

    /// The value of a column that is never null in a sound database.
    package func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw SQLiteFailure.damagedRow }
        return value
    }
}

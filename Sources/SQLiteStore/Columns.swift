import Foundation
import GRDBSQLite
import Identifiers
import Store

/// The columns of one row, by position. Reading never traps: a damaged value is nil or throws
/// `SQLiteFailure.damagedRow`.
struct Columns {
    let statement: OpaquePointer

    func integer(_ column: Int) -> Int64? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(statement, Int32(column))
    }

    func text(_ column: Int) -> String? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_TEXT,
            let start = sqlite3_column_text(statement, Int32(column))
        else { return nil }
        let length = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    func bytes(_ column: Int) -> [UInt8]? {
        guard sqlite3_column_type(statement, Int32(column)) == SQLITE_BLOB else { return nil }
        guard let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        let length = Int(sqlite3_column_bytes(statement, Int32(column)))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }

    func date(_ column: Int) -> Date? { integer(column).map(Date.init(microseconds:)) }

    func key(_ column: Int) -> MessageKey? { integer(column).map { MessageKey($0) } }

    func her(_ column: Int) -> HERId? { integer(column).flatMap { HERId(Int($0)) } }

    func uuid(_ column: Int) -> UUID? { bytes(column).flatMap(UUID.init(bytes:)) }

    func state<State: RawRepresentable>(_ column: Int) -> State? where State.RawValue == String {
        text(column).flatMap(State.init(rawValue:))
    }

    func detail(_ column: Int) -> [String: String]? { text(column).flatMap(Detail.read) }

    /// The value of a column that is never null in a sound database.
    func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw SQLiteFailure.damagedRow }
        return value
    }
}

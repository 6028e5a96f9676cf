package import Foundation
import GRDBSQLite

/// A value that can stand for a `?` of a statement. Nil binds null.
package protocol Bindable {
    /// Binds a copy of the value; returns SQLite's result code.
    func bind(to statement: OpaquePointer, at position: Int32) -> Int32
}

extension Int64: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        sqlite3_bind_int64(statement, position, self)
    }
}

extension Int: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        Int64(self).bind(to: statement, at: position)
    }
}

extension Bool: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        Int64(self ? 1 : 0).bind(to: statement, at: position)
    }
}

extension String: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        var copy = self
        return copy.withUTF8 { text in
            let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
            return sqlite3_bind_text64(
                statement, position, start, UInt64(text.count), Binding.copied, UInt8(SQLITE_UTF8))
        }
    }
}

extension [UInt8]: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        // An empty array has no address, and no address would bind null.
        guard !isEmpty else { return sqlite3_bind_zeroblob(statement, position, 0) }
        return withUnsafeBytes {
            sqlite3_bind_blob64(statement, position, $0.baseAddress, UInt64($0.count), Binding.copied)
        }
    }
}

extension Date: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        microseconds.bind(to: statement, at: position)
    }
}

/// Times are stored as whole microseconds since 1970, so they compare and sort as numbers.
extension Date {
    /// Rounded to the microsecond; times beyond 290 000 years are taken as that.
    package var microseconds: Int64 {
        let value = (timeIntervalSince1970 * 1_000_000).rounded()
        guard value.isFinite else { return value == .infinity ? .max : .min }
        return Int64(exactly: value) ?? (value > 0 ? .max : .min)
    }

    package init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

private enum Binding {
    /// SQLITE_TRANSIENT: SQLite takes its own copy at once. A macro with a cast, which Swift does not import.
    static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

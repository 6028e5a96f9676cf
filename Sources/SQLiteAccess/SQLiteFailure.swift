import Foundation
import GRDB
import GRDBSQLite

/// What SQLite answered when it did not do as asked: codes only, never a value of a row.
package struct SQLiteFailure: Error, Equatable, CustomStringConvertible {
    /// SQLite's extended result code.
    package let code: Int32
    /// The operating system's error number behind it; 0 when there is none.
    package let systemError: Int32

    package init(code: Int32, systemError: Int32 = 0) {
        self.code = code
        self.systemError = systemError
    }

    /// The failure behind an error of this target or of GRDB; nil for every other error.
    package init?(_ error: any Error) {
        switch error {
        case let failure as SQLiteFailure: self = failure
        case let error as DatabaseError: self.init(code: error.extendedResultCode.rawValue)
        default: return nil
        }
    }

    /// A row holds what no sound row can hold.
    package static let damagedRow = SQLiteFailure(code: SQLITE_CORRUPT)

    private var primary: Int32 { code & 0xff }

    package var isUniqueViolation: Bool {
        code == SQLITE_CONSTRAINT | (8 << 8) || code == SQLITE_CONSTRAINT | (6 << 8)
    }

    /// Whether a rule of the database forbids the change.
    package var isConstraint: Bool { primary == SQLITE_CONSTRAINT }

    package var isDamage: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }

    /// No space left: by the file system, a quota, or the limit of the database itself. SQLite reports a full disk as
    /// an input/output error where it was not extending the database or its log, so there the system's number counts
    /// too. It never counts for a failed fsync, whatever its reason.
    package var isFull: Bool {
        let growing = [3, 6, 18, 19, 21].map { SQLITE_IOERR | ($0 << 8) }  // WRITE TRUNCATE SHMOPEN SHMSIZE SHMMAP
        return primary == SQLITE_FULL || (growing.contains(code) && [ENOSPC, EDQUOT, EFBIG].contains(systemError))
    }

    /// The disk failed: what was written may or may not be there. After a failed fsync nothing may be retried, because
    /// the kernel has marked the pages clean.
    package var isLossOfDurability: Bool { primary == SQLITE_IOERR && !isFull }

    /// Whether it concerns the database as a whole and not the row: a transaction in which it happened cannot be kept.
    package var concernsDatabase: Bool {
        [SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_NOTADB].contains(primary)
    }

    package var description: String {
        "The database answered with code \(code)" + (systemError == 0 ? "." : ", system error \(systemError).")
    }
}

import Foundation
import GRDB
import GRDBSQLite

/// What SQLite answered when it did not do as asked: codes only, never a value of a row.
struct DatabaseFailure: Error, Equatable {
    /// SQLite's extended result code.
    let code: Int32
    /// The operating system's error number behind it; 0 when there is none.
    let systemError: Int32

    init(code: Int32, systemError: Int32 = 0) {
        self.code = code
        self.systemError = systemError
    }

    /// The failure behind an error of this folder or of GRDB; nil for every other error.
    init?(_ error: any Error) {
        switch error {
        case let failure as DatabaseFailure: self = failure
        case let error as DatabaseError: self.init(code: error.extendedResultCode.rawValue)
        default: return nil
        }
    }

    /// A row holds what no sound row can hold.
    static let damagedRow = DatabaseFailure(code: SQLITE_CORRUPT)

    private var primary: Int32 { code & 0xff }

    var isUniqueViolation: Bool { code == SQLITE_CONSTRAINT | (8 << 8) || code == SQLITE_CONSTRAINT | (6 << 8) }

    var isDamage: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }

    /// No space left. A full disk may come as an input/output error while a file grows; never as a failed fsync.
    private var isFull: Bool {
        let growing = [3, 6, 18, 19, 21].map { SQLITE_IOERR | ($0 << 8) }  // WRITE TRUNCATE SHMOPEN SHMSIZE SHMMAP
        return primary == SQLITE_FULL || (growing.contains(code) && [ENOSPC, EDQUOT, EFBIG].contains(systemError))
    }

    /// The disk failed: what was written may or may not be there, and nothing may be retried after a failed fsync.
    var isLossOfDurability: Bool { primary == SQLITE_IOERR && !isFull }

    /// The same for callers of the trustee's store.
    var storeError: TrusteeError {
        if isFull { return .full }
        if isLossOfDurability { return .notDurable }
        if isDamage { return .damaged }
        return .database(code)
    }
}

/// Why stored data could not be read or written, as far as every store has the same reasons.
package enum StorageTrouble: Equatable, Sendable {
    /// Another process holds the data directory.
    case locked
    /// No space is left.
    case full
    /// The disk did not keep what it was told to keep: the process must be started again.
    case notDurable(reason: String)
    /// A row or file holds what no sound one can hold; SQLite's code, 0 for a file.
    case damaged(code: Int32)
    /// The database was written by a newer version of the program.
    case newerVersion
    /// A file or directory could not be used; the operating system's number.
    case file(Int32)
    /// The database refused for another reason.
    case database(SQLiteFailure)
}

/// The error that a store shows its callers.
package protocol StorageError: Error {
    init(_ trouble: StorageTrouble)
}

extension SQLiteFailure {
    /// What the failure means for a store.
    package var trouble: StorageTrouble {
        if isFull { return .full }
        if isLossOfDurability { return .notDurable(reason: description) }
        if isDamage { return .damaged(code: code) }
        return .database(self)
    }
}

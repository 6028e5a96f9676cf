/// How the connections of a database are set, each choice with its reason.
package struct ConnectionSettings: Sendable {
    /// Pages a connection may keep in memory, in KiB.
    package let cacheKibibytes: Int
    /// Whether every deleted byte is overwritten, also where that costs writing pages that hold nothing else.
    package let overwritesAllDeleted: Bool

    package init(cacheKibibytes: Int, overwritesAllDeleted: Bool) {
        self.cacheKibibytes = cacheKibibytes
        self.overwritesAllDeleted = overwritesAllDeleted
    }

    /// Sets a connection that writes. The caller has set the log mode (WAL).
    package func apply(to connection: Connection) throws {
        try applyToReader(connection)
        // Each commit is on disk when it returns.
        try connection.run("PRAGMA synchronous = FULL")
        // The store empties the log itself: SQLite ignores a failing disk in its own checkpoints.
        try connection.run("PRAGMA wal_autocheckpoint = 0")
        // The log file is cut back to this after it was emptied.
        try connection.run("PRAGMA journal_size_limit = 16777216")
        try connection.run("PRAGMA secure_delete = \(overwritesAllDeleted ? "ON" : "FAST")")
        try connection.run("PRAGMA foreign_keys = ON")
    }

    /// Sets a connection that only reads.
    package func applyToReader(_ connection: Connection) throws {
        try connection.run("PRAGMA cache_size = -\(cacheKibibytes)")
        // Sorting never leaves anything in temporary files.
        try connection.run("PRAGMA temp_store = MEMORY")
        try connection.run("PRAGMA mmap_size = 0")
        try connection.run("PRAGMA trusted_schema = OFF")
        try connection.run("PRAGMA cell_size_check = ON")
    }
}

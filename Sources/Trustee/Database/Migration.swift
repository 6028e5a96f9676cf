/// One numbered step of a database's form. Only text, never changed once shipped.
struct Migration: Sendable {
    let number: Int64
    let statements: [String]

    /// Brings a database to the newest form, each step in its own transaction.
    ///
    /// The number of the last step stands in the file itself (`PRAGMA user_version`).
    /// - Throws: `TrusteeError.newerVersion` when the file was made by a newer version of the program.
    static func migrate(_ connection: Connection, by migrations: [Migration]) throws {
        let current = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard let current, current <= migrations.count else { throw TrusteeError.newerVersion }
        for migration in migrations where migration.number > current {
            try connection.inTransaction { connection in
                for statement in migration.statements { try connection.run(statement) }
                try connection.run("PRAGMA user_version = \(migration.number)")
            }
        }
    }
}

/// One numbered step of a database's form. Only text, never changed once shipped; another kind of store has the same
/// numbers with its own text.
package struct Migration: Sendable {
    package let number: Int64
    package let statements: [String]

    package init(number: Int64, statements: [String]) {
        self.number = number
        self.statements = statements
    }

    /// Brings a database to the newest form, each step in its own transaction.
    ///
    /// The number of the last step stands in the file itself (`PRAGMA user_version`).
    /// - Throws: `NewerVersion` when the file was made by a newer version of the program.
    package static func migrate(_ connection: Connection, by migrations: [Migration]) throws {
        let current = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard let current, current <= migrations.count else { throw NewerVersion() }
        for migration in migrations where migration.number > current {
            try connection.inTransaction { connection in
                for statement in migration.statements { try connection.run(statement) }
                try connection.run("PRAGMA user_version = \(migration.number)")
            }
        }
    }

    /// The database was written by a newer version of the program.
    package struct NewerVersion: Error {}
}

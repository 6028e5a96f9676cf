import GRDB
import Store

/// One numbered step of a database's form. Only text, never changed once shipped; another kind of store has the same
/// numbers with its own text.
struct Migration: Sendable {
    let number: Int64
    let statements: [String]

    /// Brings a database to the newest form, each step in its own transaction.
    ///
    /// The number of the last step stands in the file itself (`PRAGMA user_version`).
    /// - Throws: `StoreError.failed` when the file was made by a newer version of the program.
    static func migrate(_ database: Database, by migrations: [Migration]) throws {
        let connection = Connection(database)
        let current = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard let current, current <= migrations.count else {
            throw StoreError.failed("The data directory was written by a newer version of the program.")
        }
        for migration in migrations where migration.number > current {
            try connection.run("BEGIN IMMEDIATE")
            do {
                for statement in migration.statements { try connection.run(statement) }
                try connection.run("PRAGMA user_version = \(migration.number)")
                try connection.run("COMMIT")
            } catch {
                if connection.isInTransaction { try connection.run("ROLLBACK") }
                throw error
            }
        }
    }
}

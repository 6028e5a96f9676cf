import Foundation
import GRDB
import Synchronization

/// `register.sqlite`: one writer, each transaction on disk when its call returns.
final class RegisterDatabase: Sendable {
    private let queue: DatabaseQueue
    private let lost = Mutex(false)

    /// Opens or makes the database and brings it to the newest form.
    /// - Throws: `RegisterError`.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.label = "register"
        configuration.prepareDatabase { database in
            // Each commit is on disk when it returns.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            // What is deleted here are links between persons: nothing of them stays in a free page.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA cache_size = -16384")
            // Sorting never leaves anything in temporary files.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA cell_size_check = ON")
        }
        try RegisterDirectory.makeFile(path)
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw Self.registerError(error)
        }
        try write { try Migration.migrate($0, by: RegisterSchema.migrations) }
    }

    func close() throws { try queue.close() }

    /// Runs `body` in one transaction and commits; undoes everything when it throws.
    ///
    /// - Throws: what `body` throws; `RegisterError.notDurable` from the first failed fsync on, since the kernel has then
    ///   marked pages clean that are not on disk.
    func write<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        if lost.withLock({ $0 }) { throw RegisterError.notDurable }
        do {
            return try queue.write { try body(Connection(database: $0)) }
        } catch {
            let error = Self.registerError(error)
            if error as? RegisterError == .notDurable { lost.withLock { $0 = true } }
            throw error
        }
    }

    /// Runs `body` on one snapshot.
    func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        do {
            return try queue.read { try body(Connection(database: $0)) }
        } catch {
            throw Self.registerError(error)
        }
    }

    /// Brings everything from the log into the database and empties the log, so that what was deleted is in neither.
    func emptyLog() throws {
        do {
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        } catch {
            throw Self.registerError(error)
        }
    }

    private static func registerError(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return switch error.resultCode {
        case .SQLITE_FULL: RegisterError.full
        case .SQLITE_IOERR: RegisterError.notDurable
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: RegisterError.damaged
        default: RegisterError.failed(error.extendedResultCode.rawValue)
        }
    }
}

/// One numbered step of the database's form: only text, never changed once shipped.
struct Migration: Sendable {
    let number: Int64
    let statements: [String]

    /// Runs the steps the file has not seen. Their last number stands in the file itself (`PRAGMA user_version`).
    /// - Throws: `RegisterError.newerVersion`.
    static func migrate(_ connection: Connection, by migrations: [Migration]) throws {
        let current = try connection.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard let current, current <= migrations.count else { throw RegisterError.newerVersion }
        for migration in migrations where migration.number > current {
            for statement in migration.statements { try connection.run(statement) }
            try connection.run("PRAGMA user_version = \(migration.number)")
        }
    }
}

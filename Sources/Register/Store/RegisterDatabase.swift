import SQLiteAccess

/// `register.sqlite`: one writer, each transaction on disk when its call returns.
///
/// All calls hold their thread. From the first failed fsync on they throw `RegisterError.notDurable`.
final class RegisterDatabase: Sendable {
    private let database: DurableDatabase<RegisterError>

    /// Opens or makes the database and brings it to the newest form.
    /// - Throws: `RegisterError`.
    init(path: String) throws {
        try DurableFile.makeEmpty(path)
        database = try DurableDatabase(path: path, migrations: RegisterSchema.migrations, cacheKibibytes: 16_384)
    }

    func close() throws { try database.closeBlocking() }

    /// Runs `body` in one transaction and commits; undoes everything when it throws.
    /// - Throws: what `body` throws; `RegisterError`.
    func write<Value>(_ body: (Connection) throws -> Value) throws -> Value { try database.writeBlocking(body) }

    /// Runs `body` on one snapshot.
    func read<Value>(_ body: (Connection) throws -> Value) throws -> Value { try database.readBlocking(body) }

    /// Brings everything from the log into the database and empties the log, so that what was deleted is in neither.
    func emptyLog() throws { try database.emptyLogBlocking() }
}

extension Columns {
    func count(_ column: Int) -> Int? { integer(column).map(Int.init) }
}

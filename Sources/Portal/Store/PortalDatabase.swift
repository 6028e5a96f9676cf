import SQLiteAccess

/// `portal.sqlite`: one connection, each transaction on disk when its call returns.
///
/// A municipality's archive that has been deleted stays in no free page. From the first failed fsync on all calls throw
/// `PortalFault.notDurable`.
final class PortalDatabase: Sendable {
    private let database: DurableDatabase<PortalFault>

    /// Opens or makes the database and brings it to the newest form.
    /// - Throws: `PortalFault`.
    init(path: String) throws {
        try StoredFile<PortalFault>.makeEmpty(path)
        database = try DurableDatabase(path: path, migrations: PortalSchema.migrations, cacheKibibytes: 8_192)
    }

    func close() throws { try database.closeBlocking() }

    /// Runs `body` in one transaction that is on disk when this returns; undoes everything when `body` throws.
    /// - Throws: what `body` throws; `PortalFault`.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await database.write(body)
    }

    /// Runs `body` on one state of the database.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// `write` that holds the caller's thread.
    func writeBlocking<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try database.writeBlocking(body)
    }

    /// Empties the log into the database, so that what was deleted is in neither.
    func emptyLog() async throws { try await database.emptyLog() }
}

extension Columns {
    func count(_ column: Int) -> Int? { integer(column).flatMap { Int(exactly: $0) } }
}

import GRDBSQLite
import SQLiteAccess
import Testing

@Suite("A database that keeps what it was told")
struct DurableDatabaseTests {
    typealias Database = DurableDatabase<TestStoreError>

    private static let first = Migration(
        number: 1, statements: ["CREATE TABLE things (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"])
    private static let second = Migration(number: 2, statements: ["ALTER TABLE things ADD COLUMN seen INTEGER"])

    private struct Refused: Error {}

    @Test("steps are run once and in order; a file of a newer version is refused")
    func migrations() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a.sqlite")
        let old = try Database(path: path, migrations: [Self.first], cacheKibibytes: 64)
        try old.writeBlocking { try $0.run("INSERT INTO things (name) VALUES (?)", ["one"]) }
        try old.closeBlocking()
        let new = try Database(path: path, migrations: [Self.first, Self.second], cacheKibibytes: 64)
        #expect(
            try await new.read { try $0.all("SELECT name FROM things WHERE seen IS NULL") { $0.text(0) } } == ["one"])
        try await new.close()
        #expect(throws: TestStoreError(.newerVersion)) {
            try Database(path: path, migrations: [Self.first], cacheKibibytes: 64)
        }
    }

    @Test("a body that throws leaves nothing, on either kind of call")
    func undone() async throws {
        let directory = try TemporaryDirectory()
        let database = try Database(
            path: directory.file("a.sqlite"), migrations: [Self.first], cacheKibibytes: 64)
        await #expect(throws: Refused.self) {
            try await database.write { connection in
                try connection.run("INSERT INTO things (name) VALUES ('a')")
                throw Refused()
            }
        }
        #expect(throws: Refused.self) {
            try database.writeBlocking { connection in
                try connection.run("INSERT INTO things (name) VALUES ('b')")
                throw Refused()
            }
        }
        #expect(try database.readBlocking { try $0.first("SELECT count(*) FROM things") { $0.integer(0) } } == 0)
        try await database.close()
    }

    @Test("each commit is on disk when it returns, and what is deleted is overwritten")
    func settings() throws {
        let directory = try TemporaryDirectory()
        let database = try Database(
            path: directory.file("a.sqlite"), migrations: [Self.first], cacheKibibytes: 64)
        let settings =
            ["synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "wal_autocheckpoint": 0] as [String: Int64]
        for (name, expected) in settings {
            let found = try database.readBlocking { try $0.first("PRAGMA \(name)") { $0.integer(0) } }
            #expect(found == expected, "\(name)")
        }
        try database.closeBlocking()
    }

    @Test("a value of another kind is nil, and required it is damage")
    func damagedValues() throws {
        let directory = try TemporaryDirectory()
        let database = try Database(path: directory.file("a.sqlite"), migrations: [], cacheKibibytes: 64)
        let found = try database.readBlocking { connection in
            try connection.first("SELECT 'text', 1, x'', NULL") {
                [$0.integer(0) == nil, $0.text(1) == nil, $0.bytes(2) == [], $0.date(3) == nil]
            }
        }
        #expect(found == [true, true, true, true])
        #expect(throws: TestStoreError(.damaged(code: SQLITE_CORRUPT))) {
            try database.readBlocking { connection in
                try connection.first("SELECT NULL") { try $0.required($0.bytes(0)) }
            }
        }
        try database.closeBlocking()
    }

    @Test("a failed fsync is told once and for good; a full disk is not a loss")
    func loss() async throws {
        let failed = SQLiteFailure(code: SQLITE_IOERR | (4 << 8), systemError: 28)
        try await confirmation(expectedCount: 1) { told in
            let durability = Durability<TestStoreError> { _ in told() }
            #expect(throws: TestStoreError(.full)) {
                try durability.guarding { throw SQLiteFailure(code: SQLITE_FULL) }
            }
            try durability.check()
            let lost = TestStoreError(.notDurable(reason: failed.description))
            #expect(throws: lost) { try durability.guarding { throw failed } }
            #expect(throws: lost) { try durability.guarding { throw SQLiteFailure(code: SQLITE_IOERR) } }
            #expect(throws: lost) { try durability.check() }
        }
    }
}

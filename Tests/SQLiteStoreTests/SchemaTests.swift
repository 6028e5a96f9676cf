import Foundation
import GRDB
import Identifiers
import SQLiteAccess
import Store
import Testing

@testable import SQLiteStore

@Suite("The form of the databases")
struct SchemaTests {
    @Test(
        "M-106 the states in the database are those of the program",
        arguments: [
            ("messages", "state", MessageState.allCases.map(\.rawValue)),
            ("messages", "kind", MessageKind.allCases.map(\.rawValue)),
            ("messages", "application", ApplicationState.allCases.map(\.rawValue)),
            ("receivers", "state", ApplicationState.allCases.map(\.rawValue)),
            ("contents", "kind", ContentKind.allCases.map(\.rawValue)),
            ("offers", "state", ["offered", "written", "taken", "lost"]),
        ])
    func states(table: String, column: String, values: [String]) throws {
        let statement = try #require(
            TenantSchema.migrations[0].statements.first { $0.hasPrefix("CREATE TABLE \(table) ") })
        let list = try #require(
            statement.components(separatedBy: "CHECK (\(column) IN (").dropFirst().first?
                .components(separatedBy: "))").first)
        let named = list.split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespacesAndNewlines).trimmingCharacters(in: ["'"])
        }
        #expect(named == values)
    }

    @Test("T-074 migrations are numbered without gaps")
    func numbers() {
        for migrations in [NodeSchema.migrations, TenantSchema.migrations] {
            #expect(migrations.map(\.number) == (1...Int64(migrations.count)).map { $0 })
        }
    }

    @Test("M-106 a state nobody knows is refused by the database itself")
    func unknownState() async throws {
        try await onTenantDatabase { connection in
            try connection.run(
                """
                INSERT INTO messages (
                    server_id, direction, kind, state, application, created_at, updated_at, size, attempts)
                VALUES (randomblob(16), 'incoming', 'business', 'received', 'notExpected', 0, 0, 0, 0)
                """)
            for change in ["state = 'lost'", "kind = 'x'", "direction = 'up'", "application = ''", "size = 'x'"] {
                #expect(throws: SQLiteFailure.self) { try connection.run("UPDATE messages SET \(change)") }
            }
        }
    }

    @Test("T-063 each commit is synced, the log is emptied by the store, rows keep their neighbours")
    func settings() async throws {
        try await onTenantDatabase { connection in
            try ConnectionSettings.tenant(cacheKibibytes: 300).apply(to: connection)
            func value(_ name: String) throws -> String? {
                try connection.first("PRAGMA \(name)") { $0.text(0) ?? $0.integer(0).map(String.init) } ?? nil
            }
            let found = try [
                "journal_mode", "synchronous", "wal_autocheckpoint", "foreign_keys", "cache_size",
                "temp_store", "secure_delete", "mmap_size",
            ].map { try value($0) }
            #expect(found == ["wal", "2", "0", "1", "-300", "2", "2", "0"])
        }
    }

    private func onTenantDatabase(_ work: @escaping @Sendable (Connection) throws -> Void) async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        try await store.close()
        var configuration = Configuration()
        configuration.journalMode = .wal
        let queue = try DatabaseQueue(path: temporary.path(of: "first"), configuration: configuration)
        try await queue.writeWithoutTransaction { try work(Connection($0)) }
        try queue.close()
    }
}

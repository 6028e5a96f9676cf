import Foundation
import GRDB
import Identifiers
import Keys
import Store
import Testing

@testable import SQLiteStore

@Suite("A destroyed key")
struct KeyDestructionTests {
    private struct Wrapped: Sendable {
        let data: [UInt8]
        let audit: [UInt8]
    }

    @Test("M-039 with the key destroyed nothing on disk opens the contents, not even with the master key")
    func nothingLeft() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        _ = try await temporary.tenant("second", in: store)
        let content = try tenant.seal(Array("innhold".utf8))
        try await tenant.write { transaction in
            let message = try transaction.insert(
                StoredMessage(
                    serverID: UUID(), direction: .incoming, kind: .business, state: .received, at: TemporaryStore.now))
            try transaction.put(content, .document, of: message.key)
        }
        let (mine, other) = (try wrapped("first", temporary), try wrapped("second", temporary))
        let context = "tenant-data-key/first"
        #expect(try temporary.masterKey.unwrap(mine.data, context: context).count == 32)
        #expect(try Self.finds(mine.data, in: temporary.directory))
        try await store.destroyKey(of: tenant.tenant)
        #expect(try !Self.finds(mine.data, in: temporary.directory))
        #expect(try !Self.finds(Array(mine.data.suffix(16)), in: temporary.directory))
        #expect(try Self.finds(other.data, in: temporary.directory))
        try await store.close()
        #expect(try !Self.finds(mine.data, in: temporary.directory))
    }

    @Test("M-039 a destroyed key stays destroyed after a restart, and the tenant's name stays taken")
    func afterRestart() async throws {
        let temporary = try TemporaryStore()
        var store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        try await store.destroyKey(of: tenant.tenant)
        try await store.close()
        store = try temporary.open()
        await #expect(throws: StoreError.keyDestroyed) { try await store.tenant(tenant.tenant, as: "server") }
        await #expect(throws: StoreError.exists) { try await store.create(try TemporaryStore.tenant()) }
        #expect(try await store.tenants().count == 1)
        try await store.close()
    }

    @Test("M-039 a key wrapped for one tenant does not unwrap for another")
    func contexts() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        _ = try await temporary.tenant("second", in: store)
        let mine = try wrapped("first", temporary)
        #expect(throws: (any Error).self) {
            try temporary.masterKey.unwrap(mine.data, context: "tenant-data-key/second")
        }
        #expect(throws: (any Error).self) {
            try temporary.masterKey.unwrap(mine.audit, context: "tenant-data-key/first")
        }
        try await store.close()
    }

    @Test("M-039 content sealed under one data key does not open under another")
    func otherKey() throws {
        let tenant = try #require(TenantID("first"))
        let message = MessageKey(1)
        let keys = [1, 2].map { ContentKey(tenant: tenant, dataKey: [UInt8](repeating: $0, count: 32)) }
        let sealed = try keys[0].seal([1])
        let code = try keys[0].code(of: sealed.bytes, size: 1, kind: .document, message: message)
        #expect(throws: StoreError.damaged(message, .document)) {
            try keys[1].open(sealed.bytes, size: 1, code: code, kind: .document, message: message)
        }
    }

    private func wrapped(_ tenant: String, _ temporary: TemporaryStore) throws -> Wrapped {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: temporary.directory + "/node.sqlite", configuration: configuration)
        return try queue.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT data_key, audit_key FROM tenant_keys WHERE tenant = ?", arguments: [tenant])
            let found = try #require(row)
            let (data, audit): (Data, Data) = (found[0], found[1])
            return Wrapped(data: Array(data), audit: Array(audit))
        }
    }

    private static func finds(_ bytes: [UInt8], in directory: String) throws -> Bool {
        try FileManager.default.subpathsOfDirectory(atPath: directory).contains {
            FileManager.default.contents(atPath: directory + "/" + $0)?.range(of: Data(bytes)) != nil
        }
    }
}

import Foundation
import GRDB
import Identifiers
import Keys
import Store
import Testing

@testable import SQLiteStore

@Suite("The data directory")
struct DataDirectoryTests {
    @Test("T-078 a second instance on the same data is refused, and gets it when the first is closed")
    func locked() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        #expect(throws: StoreError.locked) { try temporary.open() }
        #expect(throws: StoreError.locked) { try temporary.open() }
        try await store.close()
        let second = try temporary.open()
        try await second.close()
    }

    @Test("T-078 a store that is let go of without closing lets go of the lock")
    func abandoned() throws {
        let temporary = try TemporaryStore()
        do { _ = try temporary.open() }
        _ = try temporary.open()
    }

    @Test("M-095 directories have mode 0700 and files 0600, also log and shared memory")
    func modes() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        _ = try await tenant.read { try $0.jobCounts() }
        func mode(_ path: String) throws -> Int {
            try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
        }
        let paths = try FileManager.default.subpathsOfDirectory(atPath: temporary.directory)
        #expect(
            Set(paths).isSuperset(of: [
                "lock", "node.sqlite", "node.sqlite-wal", "tenants/first/store.sqlite",
                "tenants/first/store.sqlite-wal",
                "tenants/first/store.sqlite-shm",
            ]))
        #expect(try mode(temporary.directory) == 0o700)
        for path in paths {
            var isDirectory: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: temporary.directory + "/" + path, isDirectory: &isDirectory)
            #expect(try mode(temporary.directory + "/" + path) == (isDirectory.boolValue ? 0o700 : 0o600), "\(path)")
        }
        try await store.close()
    }

    @Test("T-052 another master key opens nothing")
    func otherMasterKey() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        try await store.close()
        let other = try MasterKey(bytes: Array(2...33))
        #expect(throws: StoreError.self) {
            try SQLiteStore(directory: temporary.directory, masterKey: other) { _ in }
        }
        let again = try temporary.open()
        _ = try await again.tenant(try #require(TenantID("first")), as: "server")
        try await again.close()
    }

    @Test("T-074 data of a newer version is refused and left as it is")
    func newerVersion() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        try await store.close()
        for path in [temporary.path(of: "first"), temporary.directory + "/node.sqlite"] {
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
            try queue.close()
        }
        #expect(throws: StoreError.self) { try temporary.open() }
        let queue = try DatabaseQueue(path: temporary.directory + "/node.sqlite")
        let version = try await queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == 99)
        try queue.close()
    }

    @Test("T-074 everything is there after closing and opening again")
    func reopened() async throws {
        let temporary = try TemporaryStore()
        var store = try temporary.open()
        var tenant = try await temporary.tenant(in: store)
        let content = try tenant.seal([1, 2, 3])
        let message = try await tenant.write { transaction in
            let message = try transaction.insert(
                StoredMessage(
                    serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: TemporaryStore.now))
            try transaction.put(content, .received, of: message.key)
            try transaction.audit(AuditEntry(at: TemporaryStore.now, actor: "server", action: "x", detail: [:]))
            return message
        }
        try await store.close()
        store = try temporary.open()
        tenant = try await store.tenant(try #require(TenantID("first")), as: "server")
        #expect(try await tenant.read { try $0.message(message.key) } == message)
        #expect(try await tenant.read { try $0.content(.received, of: message.key) } == [1, 2, 3])
        #expect(try await tenant.verifyAudit() == AuditVerdict(records: 1, brokenAt: nil, openIntents: []))
        try await store.close()
    }

    @Test("M-039 a tenant whose database is missing is refused, not begun anew")
    func missing() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        try await store.close()
        try FileManager.default.removeItem(atPath: temporary.path(of: "first"))
        let again = try temporary.open()
        await #expect(throws: StoreError.self) { try await again.tenant(try #require(TenantID("first")), as: "server") }
        #expect(!FileManager.default.fileExists(atPath: temporary.path(of: "first")))
        try await again.close()
    }

    @Test("M-039 a tenant is not created over data that lies there; what a crash left empty is used")
    func leftOver() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        _ = try await tenant.write {
            try $0.insert(
                StoredMessage(
                    serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: TemporaryStore.now))
        }
        try await store.close()
        let tenants = temporary.directory + "/tenants/"
        try FileManager.default.copyItem(atPath: tenants + "first", toPath: tenants + "second")
        try FileManager.default.createDirectory(atPath: tenants + "third", withIntermediateDirectories: true)
        let again = try temporary.open()
        await #expect(throws: StoreError.self) { try await again.create(try TemporaryStore.tenant("second")) }
        try await again.create(try TemporaryStore.tenant("third"))
        #expect(try await again.tenants().map(\.id.name) == ["first", "third"])
        try await again.close()
    }
}

import Foundation
import Identifiers
import Store
import Testing

@testable import SQLiteStore

@Suite("Open databases")
struct OpenStoresTests {
    @Test("M-037 no more databases than allowed stay open, and every tenant is served")
    func limit() async throws {
        let (temporary, store, tenants) = try await Self.store(tenants: 12, open: 3)
        for _ in 0..<2 {
            for tenant in tenants { _ = try await tenant.write { try $0.insert(Self.message) } }
        }
        #expect(await store.open.count <= 3)
        for tenant in tenants {
            #expect(try await tenant.read { try $0.messages(MessageQuery()).count } == 2)
        }
        try await store.close()
        #expect(temporary.losses.isEmpty)
    }

    @Test("M-037 a database in use stays open, whatever else is opened")
    func inUse() async throws {
        let (_, store, tenants) = try await Self.store(tenants: 6, open: 1)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await tenants[0].write {
                    gate.hold()
                    _ = try $0.insert(Self.message)
                }
            }
            await gate.reached()
            for tenant in tenants.dropFirst() { _ = try await tenant.write { try $0.insert(Self.message) } }
            gate.open()
            try await group.waitForAll()
        }
        #expect(try await tenants[0].read { try $0.messages(MessageQuery()).count } == 1)
        try await store.close()
    }

    @Test("M-037 many at once on few open databases lose nothing")
    func storm() async throws {
        let (_, store, tenants) = try await Self.store(tenants: 8, open: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<160 {
                group.addTask { _ = try await tenants[number % 8].write { try $0.insert(Self.message) } }
            }
            try await group.waitForAll()
        }
        for tenant in tenants {
            #expect(try await tenant.read { try $0.messages(MessageQuery()).count } == 20)
        }
        try await store.close()
    }

    @Test("M-039 a key destroyed while its database is closed is destroyed for who holds the store")
    func destroyedWhileClosed() async throws {
        let (_, store, tenants) = try await Self.store(tenants: 3, open: 1)
        _ = try await tenants[1].write { try $0.insert(Self.message) }
        try await store.destroyKey(of: tenants[0].tenant)
        #expect(throws: StoreError.keyDestroyed) { try tenants[0].seal([1]) }
        await #expect(throws: StoreError.keyDestroyed) {
            _ = try await tenants[0].write { try $0.insert(Self.message) }
        }
        _ = try tenants[1].seal([1])
        try await store.close()
    }

    @Test("T-066 a closed store refuses")
    func closed() async throws {
        let (_, store, tenants) = try await Self.store(tenants: 1, open: 4)
        try await store.close()
        await #expect(throws: StoreError.self) { _ = try await tenants[0].read { try $0.jobCounts() } }
        await #expect(throws: StoreError.self) { _ = try await tenants[0].write { try $0.insert(Self.message) } }
    }

    @Test("T-066 a write that comes while its database is being closed is refused or done, never lost in silence")
    func closedMeanwhile() async throws {
        let (temporary, store, tenants) = try await Self.store(tenants: 1, open: 4)
        let database = try await store.open.use(tenants[0].tenant)
        _ = try await database.close()
        await #expect(throws: StoreError.self) { _ = try await database.write { try $0.insert(Self.message) } }
        await #expect(throws: StoreError.self) { _ = try await database.read { try $0.isEmpty() } }
        database.endUse()
        #expect(temporary.losses.isEmpty)
    }

    private static var message: StoredMessage {
        StoredMessage(serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: TemporaryStore.now)
    }

    private static func store(
        tenants: Int, open: Int
    ) async throws -> (TemporaryStore, SQLiteStore, [any TenantStore]) {
        var options = SQLiteStore.Options()
        options.openTenants = open
        let temporary = try TemporaryStore()
        let store = try temporary.open(options)
        var handles: [any TenantStore] = []
        for number in 0..<tenants { handles.append(try await temporary.tenant("t\(number)", in: store)) }
        return (temporary, store, handles)
    }
}

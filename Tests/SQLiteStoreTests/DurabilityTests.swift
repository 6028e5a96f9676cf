import Foundation
import Store
import Testing

@testable import SQLiteStore

@Suite("What a write returned from is on disk")
struct DurabilityTests {
    private static func message() -> StoredMessage {
        StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: TemporaryStore.now)
    }

    private static func count(_ tenant: any TenantStore) async throws -> Int {
        try await tenant.read {
            var query = MessageQuery()
            query.limit = 1_000
            return try $0.messages(query).count
        }
    }

    @Test("M-107 concurrent writes share a sync")
    func groupCommit() async throws {
        let (temporary, disk) = try Self.onSimulatedDisk()
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let database = try await store.open.use(tenant.tenant)
        let gate = Gate()
        let before = disk.syncs
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await tenant.write { _ in gate.hold() } }
            await gate.reached()
            for _ in 0..<50 { group.addTask { _ = try await tenant.write { try $0.insert(Self.message()) } } }
            while database.commits.waitingCount < 50 { await Task.yield() }
            gate.open()
            try await group.waitForAll()
        }
        database.endUse()
        #expect(try await Self.count(tenant) == 50)
        #expect((1...3).contains(disk.syncs - before))
        try await store.close()
    }

    @Test("T-063 a failing fsync is told to everyone, once to the node, and ends all use")
    func failingSync() async throws {
        let (temporary, disk) = try Self.onSimulatedDisk()
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let other = try await temporary.tenant("second", in: store)
        _ = try await tenant.write { try $0.insert(Self.message()) }
        disk.failSync()
        let refusals = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        _ = try await tenant.write { try $0.insert(Self.message()) }
                        return false
                    } catch StoreError.notDurable { return true } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refusals == 10)
        #expect(temporary.losses.count == 1)
        // The disk seems sound again; nothing may be believed of it.
        disk.failSync(false)
        for handle in [tenant, other] {
            await #expect { _ = try await handle.write { try $0.insert(Self.message()) } } throws: { Self.isLoss($0) }
            await #expect { _ = try await Self.count(handle) } throws: { Self.isLoss($0) }
        }
        await #expect { _ = try await store.tenants() } throws: { Self.isLoss($0) }
        await #expect { _ = try await store.tenant(tenant.tenant, as: "server") } throws: { Self.isLoss($0) }
        #expect(temporary.losses.count == 1)
    }

    @Test("T-063 an fsync that fails while the log is emptied is noticed too")
    func failingCheckpoint() async throws {
        let (temporary, disk) = try Self.onSimulatedDisk()
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let message = try await tenant.write { try $0.insert(Self.message()) }
        disk.failCheckpointSync()
        let content = try tenant.seal([UInt8](repeating: 7, count: 20_000_000))
        // This one is in the log, so it is kept; emptying the log afterwards fails.
        try await tenant.write { try $0.put(content, .received, of: message.key) }
        await #expect {
            for _ in 0..<100 { _ = try await tenant.write { try $0.insert(Self.message()) } }
        } throws: { Self.isLoss($0) }
        #expect(temporary.losses.count == 1)
    }

    @Test("T-064 a full disk refuses everyone in the batch, keeps nothing, and works again when there is space")
    func fullDisk() async throws {
        let (temporary, disk) = try Self.onSimulatedDisk()
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        _ = try await tenant.write { try $0.insert(Self.message()) }
        for _ in 0..<3 {
            disk.fill()
            let refusals = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        do {
                            _ = try await tenant.write { transaction in
                                let message = try transaction.insert(Self.message())
                                try transaction.audit(
                                    AuditEntry(at: TemporaryStore.now, actor: "server", action: "x", detail: [:]))
                                return message
                            }
                            return false
                        } catch StoreError.full { return true } catch { return false }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refusals == 10)
            #expect(try await tenant.verifyAudit().brokenAt == nil)
            disk.fill(false)
            _ = try await tenant.write { try $0.insert(Self.message()) }
        }
        #expect(try await Self.count(tenant) == 4)
        #expect(temporary.losses.isEmpty)
        try await store.close()
    }

    @Test("T-064 a full disk while a large content is written concerns only what was written then")
    func fullWhileSpilling() async throws {
        let (temporary, disk) = try Self.onSimulatedDisk()
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let message = try await tenant.write { try $0.insert(Self.message()) }
        let content = try tenant.seal([UInt8](repeating: 7, count: 20_000_000))
        disk.fill()
        await #expect(throws: StoreError.full) {
            // A body that swallows the failure is undone all the same.
            try await tenant.write { transaction in
                _ = try transaction.insert(Self.message())
                try? transaction.put(content, .received, of: message.key)
            }
        }
        disk.fill(false)
        #expect(try await Self.count(tenant) == 1)
        try await tenant.write { try $0.put(content, .received, of: message.key) }
        #expect(try await tenant.read { try $0.content(.received, of: message.key)?.count } == 20_000_000)
        try await store.close()
    }

    @Test("M-107 waiting writers hold no thread of Swift's pool")
    func threads() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await tenant.write { _ in gate.hold() } }
            await gate.reached()
            for _ in 0..<100 { group.addTask { _ = try await tenant.write { try $0.insert(Self.message()) } } }
            // With all threads waiting, this would never come to its end.
            for _ in 0..<1_000 { await Task.detached { await Task.yield() }.value }
            gate.open()
            try await group.waitForAll()
        }
        #expect(try await Self.count(tenant) == 100)
        try await store.close()
    }

    private static func onSimulatedDisk() throws -> (TemporaryStore, SimulatedDisk) {
        let temporary = try TemporaryStore()
        return (temporary, SimulatedDisk(directory: temporary.directory))
    }

    private static func isLoss(_ error: any Error) -> Bool {
        if case StoreError.notDurable = error { true } else { false }
    }
}

import Foundation
import Identifiers
import Store
import Synchronization
import Testing

@testable import SQLiteStore

@Suite("A loss of power or a crash at any moment")
struct PowerLossTests {
    /// A disk image taken while writers were at work, and what had been acknowledged by then.
    private struct Moment: Sendable {
        let directory: String
        let acknowledged: Set<UUID>
    }

    /// What writers report while they are at work.
    private final class Progress: Sendable {
        private let acknowledged = Mutex<Set<UUID>>([])
        private let moments = Mutex<[Moment]>([])

        /// Notes an acknowledgement; gives all so far after about every tenth.
        func acknowledge(_ id: UUID) -> Set<UUID>? {
            acknowledged.withLock {
                $0.insert(id)
                return $0.count.isMultiple(of: 10) ? $0 : nil
            }
        }

        func add(_ moment: Moment) { moments.withLock { $0.append(moment) } }

        var all: [Moment] { moments.withLock { $0 } }
    }

    /// A generator whose sequence is told by its seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test(
        "T-062 what was acknowledged is there after a loss of power, and every transaction is whole",
        arguments: [UInt64(1), 2])
    func powerLoss(seed: UInt64) async throws {
        let temporary = try TemporaryStore()
        let disk = SimulatedDisk(directory: temporary.directory)
        defer { disk.remove() }
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        let moments = try await work(on: tenant, disk: disk, temporary, seed: seed)
        try await store.close()
        #expect(moments.count >= 15)
        #expect(Set(moments.map(\.acknowledged.count)).count > 10)
        for moment in moments {
            try await verify(moment, temporary)
            try FileManager.default.removeItem(atPath: moment.directory)
        }
    }

    /// Eight writers at once; an image of the disk after about every tenth write.
    private func work(
        on tenant: any TenantStore, disk: SimulatedDisk, _ temporary: TemporaryStore, seed: UInt64
    ) async throws -> [Moment] {
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for round in 0..<20 {
                        let id = try await Self.write(one: tenant, size: (writer * 20 + round) * 400)
                        guard let known = progress.acknowledge(id) else { continue }
                        let image = temporary.directory + "-image-\(known.count)"
                        var random = Seeded(state: seed &* 1_000 &+ UInt64(known.count))
                        try disk.losePower(into: image, using: &random)
                        progress.add(Moment(directory: image, acknowledged: known))
                    }
                }
            }
            try await group.waitForAll()
        }
        return progress.all
    }

    /// A message with content, event, job and audit record, in one transaction.
    private static func write(one tenant: any TenantStore, size: Int) async throws -> UUID {
        let now = TemporaryStore.now
        let message = StoredMessage(serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: now)
        let content = try tenant.seal([UInt8](repeating: 0x55, count: size))
        try await tenant.write { transaction in
            let stored = try transaction.insert(message)
            try transaction.put(content, .received, of: stored.key)
            try transaction.append(MessageEvent(message: stored.key, at: now, step: "received", actor: "server"))
            try transaction.enqueue(NewJob(kind: "process", message: stored.key, fairnessKey: "p", runAt: now))
            try transaction.audit(AuditEntry(at: now, actor: "server", action: "received", detail: [:]))
        }
        return message.serverID
    }

    private func verify(_ moment: Moment, _ temporary: TemporaryStore) async throws {
        let store = try SQLiteStore(directory: moment.directory, masterKey: temporary.masterKey) { _ in }
        let id = try #require(TenantID("first"))
        let tenant = try await store.tenant(id, as: "server")
        let found = try await tenant.read { reading in
            var query = MessageQuery()
            query.limit = 1_000
            return try reading.messages(query).map { message in
                let content = try reading.content(.received, of: message.key)
                let events = try reading.events(of: message.key).count
                return (id: message.serverID, isWhole: content?.allSatisfy { $0 == 0x55 } == true && events == 1)
            }
        }
        #expect(moment.acknowledged.subtracting(found.map(\.id)).isEmpty)
        let whole = found.allSatisfy(\.isWhole)
        #expect(whole)
        let jobs = try await tenant.read { try $0.jobCounts()["process"] ?? 0 }
        let verdict = try await tenant.verifyAudit()
        #expect(jobs == found.count)
        #expect(verdict == AuditVerdict(records: Int64(found.count), brokenAt: nil, openIntents: []))
        try await store.close()
    }
}

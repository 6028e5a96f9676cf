import Foundation
import GRDB
import Identifiers
import SQLiteAccess
import Store
import Testing

@testable import SQLiteStore

@Suite("A chain that somebody has laid hands on")
struct AuditTamperTests {
    /// What was done to the file, and the record at which it must be noticed.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let sql: [String]
        let noticedAt: Int64
        var testDescription: String { sql.joined(separator: "; ") }

        init(_ sql: String..., noticedAt: Int64) {
            self.sql = sql
            self.noticedAt = noticedAt
        }
    }

    @Test(
        "T-111 a record edited, deleted, moved or added is found at its place",
        arguments: [
            Tampering("UPDATE audit SET at = at + 1 WHERE sequence = 7", noticedAt: 7),
            Tampering("UPDATE audit SET actor = 'uid:0' WHERE sequence = 1", noticedAt: 1),
            Tampering("UPDATE audit SET action = 'y' WHERE sequence = 20", noticedAt: 20),
            Tampering("UPDATE audit SET detail = '{\"n\": \"12\"}' WHERE sequence = 12", noticedAt: 12),
            Tampering("UPDATE audit SET previous = randomblob(32) WHERE sequence = 5", noticedAt: 5),
            Tampering("UPDATE audit SET hash = randomblob(32) WHERE sequence = 5", noticedAt: 5),
            Tampering("UPDATE audit SET code = randomblob(32) WHERE sequence = 5", noticedAt: 5),
            Tampering("DELETE FROM audit WHERE sequence = 1", noticedAt: 1),
            Tampering("DELETE FROM audit WHERE sequence = 9", noticedAt: 9),
            Tampering(
                "DELETE FROM audit WHERE sequence = 9", "UPDATE audit SET sequence = sequence - 1 WHERE sequence > 9",
                noticedAt: 9),
            Tampering(
                "UPDATE audit SET sequence = 99 WHERE sequence = 3", "UPDATE audit SET sequence = 3 WHERE sequence = 4",
                "UPDATE audit SET sequence = 4 WHERE sequence = 99", noticedAt: 3),
            Tampering("DELETE FROM audit WHERE sequence = 20", noticedAt: 20),
            Tampering("DELETE FROM audit WHERE sequence > 15", noticedAt: 16),
            Tampering("DELETE FROM audit", noticedAt: 1),
            Tampering("DELETE FROM audit", "DELETE FROM audit_head", noticedAt: 1),
            Tampering("DELETE FROM audit_head", noticedAt: 21),
            Tampering(
                "DELETE FROM audit WHERE sequence > 15", "UPDATE audit_head SET sequence = 15", noticedAt: 16),
            Tampering(
                """
                INSERT INTO audit SELECT 21, at, actor, action, detail, hash, hash, code FROM audit WHERE sequence = 20
                """,
                noticedAt: 21),
        ])
    func noticed(_ tampering: Tampering) async throws {
        let temporary = try await Self.filled()
        try await Self.tamper(temporary, tampering.sql)
        let verdict = try await Self.verify(temporary)
        #expect(verdict.brokenAt == tampering.noticedAt)
    }

    @Test("T-111 an untouched chain is whole")
    func untouched() async throws {
        let temporary = try await Self.filled()
        try await Self.tamper(temporary, ["UPDATE records SET kind = kind"])
        #expect(try await Self.verify(temporary) == AuditVerdict(records: 20, brokenAt: nil, openIntents: []))
    }

    @Test("T-111 a chain made anew without the key is found where it begins")
    func forged() async throws {
        let temporary = try await Self.filled()
        let forger = AuditChain(tenant: try #require(TenantID("first")), key: [UInt8](repeating: 0, count: 32))
        let queue = try DatabaseQueue(path: temporary.path(of: "first"))
        try await queue.write { database in
            try database.execute(sql: "DELETE FROM audit WHERE sequence >= 11; DELETE FROM audit_head")
            let connection = Connection(database)
            for number in 11...20 {
                let entry = AuditEntry(
                    at: TemporaryStore.now, actor: "server", action: "x", detail: ["n": "\(number)", "forged": "yes"])
                _ = try forger.append(entry, to: connection)
            }
        }
        try queue.close()
        #expect(try await Self.verify(temporary).brokenAt == 11)
    }

    @Test("T-111 an older database put in place of the newer one is found by the node's checkpoint")
    func rolledBack() async throws {
        let temporary = try await Self.filled()
        let path = temporary.path(of: "first")
        let old = try #require(FileManager.default.contents(atPath: path))
        let store = try temporary.open()
        let tenant = try await store.tenant(try #require(TenantID("first")), as: "server")
        try await Self.append(5, to: tenant)
        try await store.close()
        try old.write(to: URL(fileURLWithPath: path))
        let verdict = try await Self.verify(temporary)
        #expect(verdict == AuditVerdict(records: 20, brokenAt: 21, openIntents: []))
    }

    @Test("T-111 checkpoints are kept while the store is open, too")
    func checkpoints() async throws {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        try await Self.append(Int(AuditChain.checkpointInterval) + 3, to: tenant)
        try await Self.append(1, to: tenant)
        let queue = try DatabaseQueue(path: temporary.directory + "/node.sqlite")
        let kept = try await queue.read {
            try Int64.fetchAll($0, sql: "SELECT sequence FROM audit_checkpoints ORDER BY sequence")
        }
        #expect(kept == [AuditChain.checkpointInterval + 3])
        try queue.close()
        try await store.close()
    }

    private static func filled() async throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        try await append(20, to: tenant)
        try await store.close()
        return temporary
    }

    private static func append(_ count: Int, to tenant: any TenantStore) async throws {
        try await tenant.write { transaction in
            for number in 0..<count {
                try transaction.audit(
                    AuditEntry(at: TemporaryStore.now, actor: "server", action: "x", detail: ["n": "\(number)"]))
            }
        }
    }

    private static func tamper(_ temporary: TemporaryStore, _ sql: [String]) async throws {
        let queue = try DatabaseQueue(path: temporary.path(of: "first"))
        try await queue.write { database in for statement in sql { try database.execute(sql: statement) } }
        try queue.close()
    }

    private static func verify(_ temporary: TemporaryStore) async throws -> AuditVerdict {
        let store = try temporary.open()
        let verdict = try await store.tenant(try #require(TenantID("first")), as: "server").verifyAudit()
        try await store.close()
        return verdict
    }
}

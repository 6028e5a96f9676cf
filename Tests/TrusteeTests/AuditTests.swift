import Foundation
import GRDB
import SQLiteAccess
import Testing

@testable import Trustee

@Suite("The trustee's audit chain")
struct AuditTests {
    struct Tampering: Sendable, CustomTestStringConvertible {
        let sql: String
        let noticedAt: Int64
        var testDescription: String { sql }
    }

    @Test(
        "T-111 a record edited, deleted, moved or cut off is found at its place",
        arguments: [
            Tampering(sql: "UPDATE audit SET at = at + 1 WHERE sequence = 7", noticedAt: 7),
            Tampering(sql: "UPDATE audit SET actor = 'ola' WHERE sequence = 1", noticedAt: 1),
            Tampering(sql: "UPDATE audit SET action = 'y' WHERE sequence = 20", noticedAt: 20),
            Tampering(sql: "UPDATE audit SET detail = '{}' WHERE sequence = 12", noticedAt: 12),
            Tampering(sql: "UPDATE audit SET hash = randomblob(32) WHERE sequence = 5", noticedAt: 5),
            Tampering(sql: "UPDATE audit SET code = randomblob(32) WHERE sequence = 5", noticedAt: 5),
            Tampering(sql: "DELETE FROM audit WHERE sequence = 1", noticedAt: 1),
            Tampering(
                sql: """
                    DELETE FROM audit WHERE sequence = 9; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 9
                    """, noticedAt: 9),
            Tampering(
                sql: """
                    UPDATE audit SET sequence = 99 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 4;
                    UPDATE audit SET sequence = 4 WHERE sequence = 99
                    """, noticedAt: 3),
            Tampering(sql: "DELETE FROM audit WHERE sequence > 15", noticedAt: 16),
            Tampering(
                sql: "DELETE FROM audit WHERE sequence > 15; UPDATE audit_head SET sequence = 15", noticedAt: 16),
            Tampering(sql: "DELETE FROM audit", noticedAt: 1),
            Tampering(sql: "DELETE FROM audit_head", noticedAt: 21),
        ])
    func noticed(_ tampering: Tampering) async throws {
        let (stage, store) = try await Self.filled()
        try await store.close()
        let queue = try DatabaseQueue(path: stage.directory + "/trustee.sqlite")
        try await queue.write { try $0.execute(sql: tampering.sql) }
        try queue.close()
        #expect(try await stage.open().verifyAudit().brokenAt == tampering.noticedAt)
    }

    @Test("T-111 an untouched chain is whole")
    func untouched() async throws {
        let (_, store) = try await Self.filled()
        #expect(
            try await store.verifyAudit() == AuditVerdict(records: 20, brokenAt: nil, openIntents: []))
    }

    @Test("T-111 an older database in place of the newer one is found by a checkpoint kept elsewhere")
    func rolledBack() async throws {
        let (_, store) = try await Self.filled()
        let early = try #require(try await store.auditCheckpoint())
        #expect(early.sequence == 20)
        try await store.record("x", by: "kari", at: Stage.now)
        let late = try #require(try await store.auditCheckpoint())
        #expect(try await store.verifyAudit(against: [early, late]).brokenAt == nil)
        // As the older copy would be: without the newest record, its head made right by who has the key.
        try await store.database.write { [audit = store.audit] connection in
            try connection.run("DELETE FROM audit WHERE sequence = 21")
            try connection.run(
                "UPDATE audit_head SET sequence = 20, code = ?", [audit.code(.head, 20, early.hash)])
        }
        #expect(try await store.verifyAudit(against: [early]).brokenAt == nil)
        #expect(try await store.verifyAudit(against: [early, late]).brokenAt == 21)
    }

    @Test("a key's use that was begun and not ended is told")
    func openIntents() async throws {
        let (_, store) = try await Self.filled()
        try await store.usingKey("signing", for: "receipt/1", by: "x", at: Stage.now) {}
        #expect(try await store.verifyAudit().openIntents == [])
        await #expect(throws: Crash.self) {
            try await store.usingKey("signing", for: "receipt/2", by: "x", at: Stage.now) { throw Crash() }
        }
        #expect(try await store.verifyAudit().openIntents == [#"{"key":"signing","use":"receipt/2"}"#])
        try await store.usingKey("signing", for: "receipt/2", by: "x", at: Stage.now) {}
        #expect(try await store.verifyAudit().openIntents == [])
    }

    private static func filled() async throws -> (Stage, TrusteeStore) {
        let stage = try Stage()
        let store = try await stage.open()
        for number in 1...20 { try await store.record("x", by: "kari", at: Stage.now, detail: ["n": "\(number)"]) }
        return (stage, store)
    }
}

import Foundation
import Store

/// The audit chain grows with the transactions and verifies.
enum AuditChecks {
    typealias Check = StoreConformance.Check

    static let all = [empty, chained, paged, openIntents, withTransaction, afterReopening]

    private static let empty = Check("M-066 an empty chain is whole") { stage in
        let store = try await stage.tenant()
        try Expect.equal(
            try await store.verifyAudit(), AuditVerdict(records: 0, brokenAt: nil, openIntents: []))
    }

    private static let chained = Check("M-066 records are numbered and each follows from the one before") { stage in
        let store = try await stage.tenant()
        let entries = (1...5).map { number in
            AuditEntry(
                at: stage.later(Double(number)), actor: "uid:1000", action: "content.read",
                detail: ["message": "\(number)", "grunn": "feilsøking"])
        }
        for entry in entries { try await store.write { try $0.audit(entry) } }
        let records = try await store.read { try $0.auditRecords(after: 0, limit: 100) }
        try Expect.equal(records.map(\.entry), entries)
        try Expect.equal(records.map(\.sequence), [1, 2, 3, 4, 5])
        try Expect.equal(records.dropFirst().map(\.previousHash), records.dropLast().map(\.hash))
        try Expect.equal(Set(records.map(\.hash)).count, 5)
        try Expect.that(records.allSatisfy { $0.hash.count == 32 }, "a hash has 32 bytes")
        try Expect.equal(
            try await store.verifyAudit(), AuditVerdict(records: 5, brokenAt: nil, openIntents: []))
    }

    private static let paged = Check("M-066 records are read in pages") { stage in
        let store = try await stage.tenant()
        try await store.write { transaction in
            for number in 0..<9 {
                try transaction.audit(AuditEntry(at: stage.now, actor: "server", action: "a\(number)", detail: [:]))
            }
        }
        try await store.read {
            try Expect.equal(try $0.auditRecords(after: 3, limit: 4).map(\.sequence), [4, 5, 6, 7])
            try Expect.equal(try $0.auditRecords(after: 9, limit: 4).count, 0)
            try Expect.equal(try $0.auditRecords(after: 0, limit: 0).count, 0)
        }
    }

    private static let openIntents = Check("M-066 an intent to use a key without an outcome is reported") { stage in
        let store = try await stage.tenant()
        try await store.write { transaction in
            for (action, use) in [
                ("key.use.intent", "1"), ("key.use.intent", "2"), ("key.use.outcome", "1"), ("key.use.intent", "3"),
                ("content.read", "4"), ("key.use.outcome", "2"),
            ] {
                try transaction.audit(AuditEntry(at: stage.now, actor: "server", action: action, detail: ["use": use]))
            }
        }
        try Expect.equal(try await store.verifyAudit().openIntents, ["3"])
    }

    private static let withTransaction = Check("M-066 a record lives and dies with its transaction") { stage in
        struct Stop: Error {}
        let store = try await stage.tenant()
        for round in 0..<6 {
            try? await store.write { transaction in
                try transaction.audit(AuditEntry(at: stage.now, actor: "server", action: "r\(round)", detail: [:]))
                if round.isMultiple(of: 2) { throw Stop() }
            }
        }
        let records = try await store.read { try $0.auditRecords(after: 0, limit: 10) }
        try Expect.equal(records.map(\.entry.action), ["r1", "r3", "r5"])
        try Expect.equal(try await store.verifyAudit().brokenAt, nil)
    }

    private static let afterReopening = Check("M-066 each actor writes into the same chain") { stage in
        let store = try await stage.tenant()
        let other = try await stage.store.tenant(try stage.id(), as: "uid:1000")
        for handle in [store, other, store] {
            try await handle.write {
                try $0.audit(AuditEntry(at: stage.now, actor: handle.actor, action: "x", detail: [:]))
            }
        }
        let verdict = try await other.verifyAudit()
        try Expect.that(verdict.records == 3 && verdict.brokenAt == nil, "three records, one chain")
    }
}

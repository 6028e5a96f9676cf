import Foundation
import Store

/// Transactions: all or nothing, each for itself, seen by everyone after.
enum CommitChecks {
    typealias Check = StoreConformance.Check

    static let all = [thrown, alone, concurrent, counted, snapshot, ownWrites]

    private struct Stop: Error {}

    private static let thrown = Check("T-060 a body that throws leaves nothing") { stage in
        let store = try await stage.tenant()
        do {
            try await store.write { transaction in
                let message = try transaction.insert(stage.outgoing())
                try transaction.append(MessageEvent(message: message.key, at: stage.now, step: "x", actor: "server"))
                try transaction.enqueue(stage.job(message: message.key))
                try transaction.audit(AuditEntry(at: stage.now, actor: "server", action: "x", detail: [:]))
                throw Stop()
            }
            throw StoreConformance.Failure(description: "the body's error was lost")
        } catch is Stop {}
        let found = try await store.read {
            (try $0.messages(MessageQuery()).count, try $0.jobCounts(), try $0.auditRecords(after: 0, limit: 10).count)
        }
        try Expect.that(found == (0, [:], 0), "nothing is left")
        try Expect.equal(try await store.verifyAudit().brokenAt, nil)
    }

    private static let alone = Check("T-060 of concurrent bodies only those that throw are undone") { stage in
        let store = try await stage.tenant()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    do {
                        try await store.write { transaction in
                            _ = try transaction.insert(stage.outgoing())
                            try transaction.audit(
                                AuditEntry(at: stage.now, actor: "server", action: "n\(number)", detail: [:]))
                            if number.isMultiple(of: 3) { throw Stop() }
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        try Expect.equal(outcomes, 40)
        let kept = try await store.read {
            var query = MessageQuery()
            query.limit = 100
            return try $0.messages(query).count
        }
        try Expect.equal(kept, 40)
        let verdict = try await store.verifyAudit()
        try Expect.equal(verdict.records, 40)
        try Expect.equal(verdict.brokenAt, nil)
    }

    private static let concurrent = Check("M-107 a state is changed by one of many that race for it") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.queued))
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await store.write { transaction in
                        var copy = message
                        copy.state = .sent
                        return try transaction.update(copy, from: [.queued])
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        try Expect.equal(winners, 1)
    }

    private static let counted = Check("T-060 concurrent changes of one message are all kept") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.queued))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<30 {
                group.addTask {
                    try await store.write { transaction in
                        var current = try Expect.present(try transaction.message(message.key))
                        current.attempts += 1
                        try Expect.that(try transaction.update(current, from: [.queued]), "it is still queued")
                    }
                }
            }
            try await group.waitForAll()
        }
        let kept = try await store.read { try $0.message(message.key) }
        try Expect.equal(kept?.attempts, 30)
    }

    private static let snapshot = Check("T-060 what a write returned from is read at once, also by another handle") {
        stage in
        let store = try await stage.tenant()
        let other = try await stage.store.tenant(try stage.id(), as: "uid:1000")
        for _ in 0..<5 {
            let message = try await store.insert(stage.outgoing())
            let seen = try await other.read { try $0.message(message.key) }
            try Expect.equal(seen, message)
        }
    }

    private static let ownWrites = Check("T-060 a body reads what it wrote") { stage in
        let store = try await stage.tenant()
        try await store.write { transaction in
            let message = try transaction.insert(stage.outgoing())
            try Expect.equal(try transaction.message(message.key), message)
            try Expect.equal(try transaction.messages(MessageQuery()), [message])
        }
    }
}

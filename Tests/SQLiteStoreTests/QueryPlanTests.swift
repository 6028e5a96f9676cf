import Foundation
import GRDB
import GRDBSQLite
import Identifiers
import SQLiteAccess
import Store
import Testing

@testable import SQLiteStore

@Suite("No statement looks at every row")
struct QueryPlanTests {
    /// A step of SQLite's plan that reads a whole table or index, or sorts.
    private struct Step: Hashable, Sendable {
        let sql: String
        let detail: String
    }

    @Test("U-03 every search goes through the index meant for it")
    func searches() async throws {
        let changes: [@Sendable (inout MessageQuery) -> Void] = [
            { $0.partner = HERId(2) }, { $0.own = HERId(1) }, { $0.action = "Epikrise" },
            { $0.states = [.parked, .sent] },
            { $0.application = .waiting }, { $0.kinds = [.business, .fault] }, { $0.direction = .incoming },
            { $0.anyID = "7d0a6f3c-0b0e-4e4b-9d57-1f0c7a4d2e11" }, { $0.before = MessageKey(900_000) },
        ]
        let plans = try await onTenantDatabase { connection, _ in
            var steps: Set<Step> = []
            for chosen in 0..<(1 << changes.count) {
                var query = MessageQuery()
                for (bit, change) in changes.enumerated() where chosen & (1 << bit) != 0 { change(&query) }
                for way in SearchWay.offered(by: query) {
                    let search = try #require(MessageSearch(query, along: way, between: (0, .max)))
                    try steps.formUnion(Self.plan(of: search.sql, connection))
                }
            }
            return steps
        }
        #expect(plans.count > 100)
        #expect(Set(plans.map(\.detail)).contains { $0.contains("messages_partner_state (partner=? AND state=?") })
        // Without any narrowing filter the table itself is walked from its end, by its key.
        for step in plans { #expect(!step.detail.contains("SCAN messages"), "\(step.detail)") }
    }

    @Test("T-070 claims and everything else about jobs are seeks")
    func jobs() async throws {
        let plans = try await plans { connection in
            let transaction = try Self.transaction(connection)
            let now = TemporaryStore.now
            let message = try Self.message(transaction)
            for number in 0..<9 {
                try transaction.enqueue(
                    NewJob(kind: "send", message: message, orderKey: "\(number % 4)", fairnessKey: "p", runAt: now))
            }
            let claim = JobClaim(kinds: ["send"], now: now, lease: 10, limit: 3, perKey: 9)
            let held = try transaction.claim(claim)
            _ = try transaction.complete(held[0])
            _ = try transaction.retry(held[1], at: now, reason: "x")
            _ = try transaction.park(held[2], reason: "x")
            _ = try transaction.claim(JobClaim(kinds: ["send"], now: now, lease: -1, limit: 3, perKey: 9))
            _ = try transaction.claim(claim)
            _ = try transaction.rescue(now: now)
            _ = try transaction.nextJob(kinds: ["send"])
            _ = try transaction.hasJob(kind: "send", orderKey: "1")
            try transaction.cancel(kind: "send", of: message)
        }
        Self.expectSeeks(plans)
    }

    @Test("U-03 look-ups by id and everything about one message are seeks")
    func lookUps() async throws {
        let plans = try await plans { connection in
            let transaction = try Self.transaction(connection)
            let (now, her) = (TemporaryStore.now, try #require(HERId(1)))
            let key = try Self.message(transaction)
            let message = try #require(try transaction.message(key))
            _ = try transaction.update(message, from: [.received, .sent])
            _ = try transaction.message(serverID: UUID())
            _ = try transaction.received(from: her, messageID: "m", excluding: nil)
            _ = try transaction.sent(messageID: "m")
            _ = try transaction.received(msgID: "m")
            _ = try transaction.submitted(msgID: "m")
            _ = try transaction.answer(to: "m", receiver: her)
            _ = try transaction.sent(mailMessageID: "m")
            _ = try transaction.events(of: key)
            _ = try transaction.attempts(of: key)
            _ = try transaction.receivers(of: key)
            _ = try transaction.offers(of: key)
            _ = try transaction.offers(recordSystem: "s", states: [.offered])
            _ = try transaction.content(.received, of: key)
            _ = try transaction.hasFetched(mailbox: "m", uidl: "1")
            _ = try transaction.record(RoutingRule.self, id: "1")
            _ = try transaction.auditRecords(after: 7, limit: 9)
            try transaction.audit(AuditEntry(at: now, actor: "x", action: "x", detail: [:]))
            try transaction.append(MessageEvent(message: key, at: now, step: "x", actor: "x"))
            try transaction.deleteContent(.received, of: key)
            let attempt = Attempt(message: key, number: 1, mailMessageID: "m", date: now)
            try transaction.begin(attempt)
            try transaction.finish(attempt)
            try transaction.set(ReceiverState(message: key, receiver: her, state: .waiting, at: now))
        }
        // The end of the audit chain is the last row of its table: one step.
        Self.expectSeeks(plans, except: ["SCAN audit"])
        #expect(!plans.contains { $0.detail.contains("messages_kind") }, "nearly all messages are of one kind")
    }

    @Test("U-03 M-109 tasks and what waits for receipts are seeks, whatever has happened before")
    func tasks() async throws {
        let plans = try await plans { connection in
            let transaction = try Self.transaction(connection)
            let now = TemporaryStore.now
            let message = try #require(try transaction.message(try Self.message(transaction)))
            let cause = MessageTask.Cause(step: "expired", reason: nil)
            let task = try #require(try transaction.openTask(cause, for: message, at: now, dueAt: now))
            try transaction.add(TaskNote(at: now, by: "x", text: "x"), toTask: task.id)
            _ = try transaction.update(task)
            _ = try transaction.task(task.id)
            _ = try transaction.notes(ofTask: task.id)
            _ = try transaction.events(after: 7, limit: 9)
            var query = TaskQuery()
            query.message = message.key
            _ = try transaction.tasks(query)
            for receipt in AwaitedReceipt.allCases { _ = try transaction.waiting(for: receipt) }
            _ = try transaction.count(.outgoing, .held, upTo: 9)
        }
        // A subquery that is limited is read from its end.
        Self.expectSeeks(plans.filter { !$0.detail.hasPrefix("SCAN (subquery") })
        let details = Set(plans.map(\.detail))
        #expect(details.contains { $0.contains("messages_state (state=? AND direction=?") })
        #expect(details.contains { $0.contains("messages_application (application=?") })
    }

    @Test("U-03 M-030 deviations and their clocks are seeks; only statistics read all of them")
    func deviations() async throws {
        let plans = try await plans { connection in
            let transaction = try Self.transaction(connection)
            let now = TemporaryStore.now
            let message = try Self.message(transaction)
            let form = DeviationForm(category: .disclosure, discovered: now)
            let opened = try transaction.openDeviation(form, about: [message], task: nil, at: now, by: "x")
            _ = try transaction.update(opened)
            try transaction.append(
                DeviationStep(at: now, by: "x", kind: .opened, state: .new), toDeviation: opened.number)
            _ = try transaction.steps(ofDeviation: opened.number)
            var query = DeviationQuery()
            (query.states, query.category, query.message) = ([.new], .lost, message)
            _ = try transaction.deviations(query)
        }
        Self.expectSeeks(plans)
        let clocks = try await self.plans { _ = try Self.transaction($0).deviationClocks() }
        // As many as run; what is decided is not in the index.
        #expect(clocks.contains { $0.detail.contains("deviations_clock") })
        #expect(!clocks.contains { $0.detail.contains("TEMP B-TREE") })
    }

    private static func expectSeeks(_ steps: Set<Step>, except allowed: Set<String> = []) {
        for step in steps where !allowed.contains(step.detail) {
            #expect(!step.detail.hasPrefix("SCAN") || step.detail == "SCAN CONSTANT ROW", "\(step.detail): \(step.sql)")
            #expect(!step.detail.contains("TEMP B-TREE") || step.sql.contains("offers"), "\(step.detail): \(step.sql)")
        }
    }

    /// Runs statements on an empty tenant's database, and gives the plans of all that were prepared.
    private func plans(_ work: @escaping @Sendable (Connection) throws -> Void) async throws -> Set<Step> {
        try await onTenantDatabase { connection, handle in
            try work(connection)
            var texts: Set<String> = []
            var statement = sqlite3_next_stmt(handle, nil)
            while let current = statement {
                if let text = sqlite3_sql(current) { texts.insert(String(cString: text)) }
                statement = sqlite3_next_stmt(handle, current)
            }
            let checked = texts.filter { text in
                ["SELECT", "UPDATE", "DELETE", "INSERT"].contains { text.hasPrefix($0) }
            }
            return Set(
                try checked.filter { !$0.contains("sqlite_") }.flatMap { try Self.plan(of: $0, connection) })
        }
    }

    private static func plan(of sql: String, _ connection: Connection) throws -> [Step] {
        try connection.all("EXPLAIN QUERY PLAN " + sql, keepsStatement: false) {
            Step(sql: sql, detail: try $0.required($0.text(3)))
        }
    }

    private func onTenantDatabase<Value: Sendable>(
        _ work: @escaping @Sendable (Connection, OpaquePointer?) throws -> Value
    ) async throws -> Value {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        _ = try await temporary.tenant(in: store)
        try await store.close()
        let queue = try DatabaseQueue(path: temporary.path(of: "first"))
        defer { try? queue.close() }
        return try await queue.write { try work(Connection($0), $0.sqliteConnection) }
    }

    private static func transaction(_ connection: Connection) throws -> SQLiteTransaction {
        let tenant = try #require(TenantID("first"))
        let keys = TenantKeys(
            content: ContentKey(tenant: tenant, dataKey: [UInt8](repeating: 1, count: 32)),
            audit: AuditChain(tenant: tenant, key: [2]))
        return SQLiteTransaction(connection, keys: keys, rotation: ClaimRotation())
    }

    private static func message(_ transaction: SQLiteTransaction) throws -> MessageKey {
        var message = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .refused, at: TemporaryStore.now)
        message.messageID = "m"
        message.fromHER = HERId(1)
        message.digest = [1]
        return try transaction.insert(message).key
    }
}

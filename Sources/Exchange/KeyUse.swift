import Foundation
import Store

/// One or more uses of private keys, announced before they happen (architecture rule 5.7; M-066, M-092).
///
/// The intent is committed before a key is touched; the outcome is written with the business change that follows, or
/// by `fail` when there is none. `audit verify` reports an intent without an outcome.
struct KeyUse {
    enum Operation: String { case sign, decrypt }

    private let ids: [UUID]
    private let entries: [AuditEntry]
    private let store: any TenantStore

    /// Commits the intents.
    static func announce(
        _ uses: [(key: OwnKey, operation: Operation)], message: MessageKey?, subject: String, now: Date,
        context: ExchangeContext
    ) async throws -> KeyUse {
        let ids = uses.map { _ in context.randomness.uuid() }
        let entries = zip(uses, ids).map { use, id in
            AuditEntry(
                at: now, actor: context.store.actor, action: "key.use.intent",
                detail: [
                    "use": id.uuidString.lowercased(), "key": use.key.record.id, "operation": use.operation.rawValue,
                    "message": message.map { String($0.value) } ?? "", "subject": subject,
                ])
        }
        try await context.store.write { transaction in
            for entry in entries { try transaction.audit(entry) }
        }
        context.crash.pass(.afterKeyIntent)
        return KeyUse(ids: ids, entries: entries, store: context.store)
    }

    /// The records of how it went, for the transaction that follows.
    func outcomes(_ word: String, now: Date) -> [AuditEntry] {
        zip(ids, entries).map { id, entry in
            AuditEntry(
                at: now, actor: entry.actor, action: "key.use.outcome",
                detail: ["use": id.uuidString.lowercased(), "outcome": word])
        }
    }

    /// Does what follows the announcement; when it throws, the outcome is recorded as failed, for no business change did.
    func failing<Value>(now: Date, _ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch {
            try await fail(now: now)
            throw error
        }
    }

    /// Commits the outcome alone, when no business change follows.
    func fail(now: Date) async throws {
        let outcomes = outcomes("failed", now: now)
        try await store.write { transaction in
            for outcome in outcomes { try transaction.audit(outcome) }
        }
    }
}

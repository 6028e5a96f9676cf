import Foundation
import Identifiers
import SQLiteAccess
import Store

/// Writing a tenant's data in one savepoint of a shared transaction. Valid only inside the body it was given to.
///
/// Jobs are in `SQLiteTransaction+Jobs`.
final class SQLiteTransaction: SQLiteReading, TenantTransaction {
    /// The newest audit record this body has written.
    private(set) var lastAudited: ChainEnd?
    let jobs: JobQueue

    private let chain: AuditChain

    init(_ connection: Connection, keys: TenantKeys, rotation: ClaimRotation) {
        chain = keys.audit
        jobs = JobQueue(connection: connection, rotation: rotation)
        super.init(connection, content: keys.content)
    }

    func insert(_ message: StoredMessage) throws -> StoredMessage {
        let holds = try holdsID(message)
        try refusingDuplicate {
            try connection.run(MessageRow.insertion, MessageRow.insertionValues(message, holdsID: holds))
        }
        let key = connection.insertedKey
        try connection.run(
            """
            INSERT INTO arrivals (hour, first_key, last_key) VALUES (?1, ?2, ?2)
            ON CONFLICT (hour) DO UPDATE SET last_key = excluded.last_key
            """,
            [message.createdAt.hour, key])
        return message.withTimes(\.asStored).keyed(MessageKey(key))
    }

    func update(_ message: StoredMessage, from: Set<MessageState>) throws -> Bool {
        let stored = try connection.first(
            "SELECT \(MessageRow.columns) FROM messages WHERE key = ?", [message.key], MessageRow.readHolder)
        guard let (old, held) = stored, from.contains(old.state) else { return false }
        let takesPlace = try !held && holdsID(message)
        guard let change = MessageRow.update(from: old, to: message, holdsID: takesPlace ? true : nil) else {
            return true
        }
        try refusingDuplicate { try connection.run(change.sql, change.values) }
        return true
    }

    func append(_ event: MessageEvent) throws {
        try connection.run(
            "INSERT INTO events (message, at, step, actor, detail) VALUES (?, ?, ?, ?, ?)",
            [event.message, event.at, event.step, event.actor, Detail.text(event.detail)])
    }

    func put(_ content: SealedContent, _ kind: ContentKind, of key: MessageKey) throws {
        guard content.tenant == self.content.tenant else { throw StoreError.wrongTenant }
        let size = Int64(content.size)
        let code = try self.content.code(of: content.bytes, size: size, kind: kind, message: key)
        try connection.run(
            """
            INSERT INTO contents (message, kind, size, code, bytes) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (message, kind) DO UPDATE
            SET size = excluded.size, code = excluded.code, bytes = excluded.bytes
            """,
            [key, kind.rawValue, size, code, content.bytes])
    }

    func deleteContent(_ kind: ContentKind, of key: MessageKey) throws {
        try connection.run("DELETE FROM contents WHERE message = ? AND kind = ?", [key, kind.rawValue])
    }

    func audit(_ entry: AuditEntry) throws { lastAudited = try chain.append(entry, to: connection) }

    /// Whether a message takes the place of the one that stands for its sender and eb:MessageId.
    ///
    /// See `IdentityRule`. A refused copy takes it only when it is free; any other that finds it taken is refused by
    /// the index `messages_holder`.
    private func holdsID(_ message: StoredMessage) throws -> Bool {
        switch IdentityRule.claim(of: message) {
        case .never: return false
        case .always: return true
        case .ifFree:
            let taken = try connection.first(
                """
                SELECT 1 FROM messages WHERE holds_id = 1 AND direction = ? AND ifnull(from_her, 0) = ?
                AND message_id = ? AND key <> ?
                """,
                [message.direction.rawValue, message.fromHER?.value ?? 0, message.messageID, message.key]
            ) { _ in true }
            return taken == nil
        }
    }

    private func refusingDuplicate(_ statement: () throws -> Void) throws {
        do {
            try statement()
        } catch let failure as SQLiteFailure where failure.isUniqueViolation {
            throw StoreError.duplicate
        }
    }
}

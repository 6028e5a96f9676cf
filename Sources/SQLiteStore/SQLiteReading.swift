import Foundation
import Identifiers
import SQLiteAccess
import Store

/// Reading a tenant's data in one transaction. Valid only inside the body it was given to.
class SQLiteReading: TenantReading {
    let connection: Connection
    let content: ContentKey

    init(_ connection: Connection, content: ContentKey) {
        self.connection = connection
        self.content = content
    }

    func message(_ key: MessageKey) throws -> StoredMessage? { try message(where: "key = ?", [key]) }

    func message(serverID: UUID) throws -> StoredMessage? { try message(where: "server_id = ?", [serverID]) }

    func messages(_ query: MessageQuery) throws -> [StoredMessage] { try MessageSearch.run(query, in: connection) }

    /// Found in an index; no row beyond the last one counted is read.
    func count(_ direction: Direction, _ state: MessageState, upTo most: Int) throws -> Int {
        let found = try connection.first(
            """
            SELECT count(*) FROM (
            SELECT 1 FROM messages INDEXED BY messages_state WHERE state = ? AND direction = ? LIMIT ?)
            """,
            [state.rawValue, direction.rawValue, max(0, most)]
        ) { Int(try $0.required($0.integer(0))) }
        return found ?? 0
    }

    /// Only the message that stands for these ids: what was never authenticated is not "seen before" (`IdentityRule`).
    func received(from: HERId, messageID: String, excluding: MessageKey?) throws -> StoredMessage? {
        try message(
            where: """
                holds_id = 1 AND direction = 'incoming' AND ifnull(from_her, 0) = ? AND message_id = ? AND key <> ?
                """,
            [from, messageID, excluding ?? MessageKey(0)])
    }

    func sent(messageID: String) throws -> StoredMessage? {
        try message(where: "message_id = ? AND direction = 'outgoing' ORDER BY key LIMIT 1", [messageID])
    }

    /// The plus keeps SQLite from the index on kind and direction: it takes two equalities for narrower than one.
    func received(msgID: String) throws -> [StoredMessage] {
        try connection.all(
            """
            SELECT \(MessageRow.columns) FROM messages
            WHERE msg_id = ? AND +direction = 'incoming' AND +kind = 'business' ORDER BY key
            """,
            [msgID], MessageRow.read)
    }

    func submitted(msgID: String) throws -> [StoredMessage] {
        try connection.all(
            """
            SELECT \(MessageRow.columns) FROM messages
            WHERE msg_id = ? AND direction = 'outgoing' AND kind IN ('business', 'appRec') ORDER BY key DESC
            """,
            [msgID], MessageRow.read)
    }

    /// The newest, when an earlier refusal was followed by an acceptance.
    func answer(to messageID: String, receiver: HERId) throws -> StoredMessage? {
        try message(
            where: """
                ref_to_message_id = ? AND direction = 'outgoing' AND kind IN ('acknowledgment', 'error', 'service')
                AND to_her = ? ORDER BY key DESC LIMIT 1
                """,
            [messageID, receiver])
    }

    func sent(mailMessageID: String) throws -> StoredMessage? {
        try message(
            where: """
                key = (SELECT message FROM attempts WHERE mail_message_id = ?) AND direction = 'outgoing'
                """,
            [mailMessageID])
    }

    func content(_ kind: ContentKind, of key: MessageKey) throws -> [UInt8]? {
        do {
            let stored = try connection.first(
                "SELECT size, code, bytes FROM contents WHERE message = ? AND kind = ?", [key, kind.rawValue]
            ) {
                (
                    size: try $0.required($0.integer(0)), code: try $0.required($0.bytes(1)),
                    bytes: try $0.required($0.bytes(2))
                )
            }
            return try stored.map {
                try content.open($0.bytes, size: $0.size, code: $0.code, kind: kind, message: key)
            }
        } catch let failure as SQLiteFailure where failure.isDamage {
            throw StoreError.damaged(key, kind)
        }
    }

    /// Whether nothing was stored for this tenant yet.
    func isEmpty() throws -> Bool {
        try connection.first("SELECT 1 FROM messages LIMIT 1") { _ in true } == nil
    }

    private func message(where condition: String, _ values: [(any Bindable)?]) throws -> StoredMessage? {
        try connection.first(
            "SELECT \(MessageRow.columns) FROM messages WHERE \(condition)", values, MessageRow.read)
    }
}

import Identifiers
import SQLiteAccess
import Store

/// How a `StoredMessage` lies in its table. One order of columns for reading, one for writing.
enum MessageRow {
    static let columns = """
        key, server_id, direction, created_at, \(names), holds_id
        """

    static let insertion = """
        INSERT INTO messages (server_id, direction, created_at, \(names), holds_id)
        VALUES (\(Array(repeating: "?", count: changeable.count + 4).joined(separator: ", ")))
        """

    static func insertionValues(_ message: StoredMessage, holdsID: Bool) -> [(any Bindable)?] {
        [message.serverID, message.direction.rawValue, message.createdAt] + changeable.map { $0.value(message) }
            + [holdsID]
    }

    /// Writes the columns in which two forms of a message differ, and no index of the others; nil when none differs.
    static func update(
        from old: StoredMessage, to new: StoredMessage, holdsID: Bool?
    ) -> (sql: String, values: [(any Bindable)?])? {
        let changed = changeable.filter { !$0.isSame(old, new) }
        var names = changed.map(\.name)
        var values = changed.map { $0.value(new) }
        if let holdsID {
            names.append("holds_id")
            values.append(holdsID)
        }
        guard !names.isEmpty else { return nil }
        let assignments = names.map { "\($0) = ?" }.joined(separator: ", ")
        return ("UPDATE messages SET \(assignments) WHERE key = ?", values + [new.key])
    }

    /// A row as it lies there, and whether it stands for its sender and eb:MessageId.
    static func readHolder(_ row: Columns) throws -> (message: StoredMessage, holdsID: Bool) {
        (try read(row), row.integer(changeable.count + 4) == 1)
    }

    static func read(_ row: Columns) throws -> StoredMessage {
        var message = StoredMessage(
            serverID: try row.required(row.uuid(1)), direction: try row.required(row.code(2)),
            kind: try row.required(row.code(4)), state: try row.required(row.code(5)),
            at: try row.required(row.date(3)), size: Int(try row.required(row.integer(22))),
            application: try row.required(row.code(6)))
        message.updatedAt = try row.required(row.date(7))
        message.messageID = row.text(8)
        message.conversationID = row.text(9)
        message.refToMessageID = row.text(10)
        message.msgID = row.text(11)
        message.originalMsgID = row.text(12)
        message.action = row.text(13)
        message.service = row.text(14)
        message.cpaID = row.text(15)
        message.fromHER = row.her(16)
        message.toHER = row.her(17)
        message.ediFrom = row.text(18)
        message.ediTo = row.text(19)
        message.recordSystem = row.text(20)
        message.digest = row.bytes(21)
        message.reason = row.text(23)
        message.attempts = Int(try row.required(row.integer(24)))
        message.generatedAt = row.date(25)
        message.transportDueAt = row.date(26)
        message.applicationDueAt = row.date(27)
        message.expiresAt = row.date(28)
        return message.keyed(try row.required(row.key(0)))
    }

    /// A column that an update may write.
    private struct Column: Sendable {
        let name: String
        let value: @Sendable (StoredMessage) -> (any Bindable)?
        let isSame: @Sendable (StoredMessage, StoredMessage) -> Bool

        init<Value: Bindable & Equatable & SendableMetatype>(
            _ name: String, _ field: @escaping @Sendable (StoredMessage) -> Value?
        ) {
            self.name = name
            value = { field($0) }
            isSame = { field($0) == field($1) }
        }
    }

    private static let changeable = [
        Column("kind") { $0.kind.rawValue },
        Column("state") { $0.state.rawValue },
        Column("application") { $0.application.rawValue },
        Column("updated_at") { $0.updatedAt },
        Column("message_id") { $0.messageID },
        Column("conversation_id") { $0.conversationID },
        Column("ref_to_message_id") { $0.refToMessageID },
        Column("msg_id") { $0.msgID },
        Column("original_msg_id") { $0.originalMsgID },
        Column("action") { $0.action },
        Column("service") { $0.service },
        Column("cpa_id") { $0.cpaID },
        Column("from_her") { $0.fromHER },
        Column("to_her") { $0.toHER },
        Column("edi_from") { $0.ediFrom },
        Column("edi_to") { $0.ediTo },
        Column("record_system") { $0.recordSystem },
        Column("digest") { $0.digest },
        Column("size") { $0.size },
        Column("reason") { $0.reason },
        Column("attempts") { $0.attempts },
        Column("generated_at") { $0.generatedAt },
        Column("transport_due_at") { $0.transportDueAt },
        Column("application_due_at") { $0.applicationDueAt },
        Column("expires_at") { $0.expiresAt },
    ]

    private static let names = changeable.map(\.name).joined(separator: ", ")
}

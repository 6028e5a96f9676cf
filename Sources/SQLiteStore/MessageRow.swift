import Identifiers
import Store

/// How a `StoredMessage` lies in its table. One order of columns for reading, one for writing.
enum MessageRow {
    static let columns = """
        key, server_id, direction, kind, state, created_at, \(changeable.joined(separator: ", "))
        """

    /// The columns an update writes, in the order of `changeableValues`, without the state.
    private static let changeable = [
        "application", "updated_at", "message_id", "conversation_id", "ref_to_message_id", "msg_id", "original_msg_id",
        "action", "service", "cpa_id", "from_her", "to_her", "edi_from", "edi_to", "record_system", "digest", "size",
        "reason", "attempts", "generated_at", "transport_due_at", "application_due_at", "expires_at",
    ]

    static let insertion = """
        INSERT INTO messages (
            server_id, direction, created_at, kind, state, \(changeable.joined(separator: ", ")), holds_id)
        VALUES (\(Array(repeating: "?", count: changeable.count + 6).joined(separator: ", ")))
        """

    static func insertionValues(_ message: StoredMessage, holdsID: Bool) -> [(any Bindable)?] {
        [
            message.serverID, message.direction.rawValue, message.createdAt, message.kind.rawValue,
            message.state.rawValue,
        ] + changeableValues(message) + [holdsID]
    }

    /// Writes all fields that may change, if the stored state is one of the last `states` parameters.
    static func update(states: Int) -> String {
        """
        UPDATE messages SET kind = ?, state = ?, \(changeable.map { "\($0) = ?" }.joined(separator: ", ")),
            holds_id = ?
        WHERE key = ? AND state IN (\(Array(repeating: "?", count: states).joined(separator: ", ")))
        """
    }

    static func updateValues(
        _ message: StoredMessage, holdsID: Bool, from states: [MessageState]
    ) -> [(any Bindable)?] {
        [message.kind.rawValue, message.state.rawValue] + changeableValues(message) + [holdsID, message.key]
            + states.map(\.rawValue)
    }

    static func read(_ row: Columns) throws -> StoredMessage {
        var message = StoredMessage(
            serverID: try row.required(row.uuid(1)), direction: try row.required(row.state(2)),
            kind: try row.required(row.state(3)), state: try row.required(row.state(4)),
            at: try row.required(row.date(5)), size: Int(try row.required(row.integer(22))),
            application: try row.required(row.state(6)))
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

    private static func changeableValues(_ message: StoredMessage) -> [(any Bindable)?] {
        [
            message.application.rawValue, message.updatedAt, message.messageID, message.conversationID,
            message.refToMessageID, message.msgID, message.originalMsgID, message.action, message.service,
            message.cpaID, message.fromHER, message.toHER, message.ediFrom, message.ediTo, message.recordSystem,
            message.digest, message.size, message.reason, message.attempts, message.generatedAt,
            message.transportDueAt, message.applicationDueAt, message.expiresAt,
        ]
    }
}

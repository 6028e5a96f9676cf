/// The indices that answer searches and look-ups by id over a million messages.
///
/// SQLite puts the message key last into each, so that all rows of one value come newest first without sorting.
enum TenantIndices {
    static let statements = ids + filters + neighbours

    private static let ids = [
        // One holder for each sender and eb:MessageId in each direction (M-107, HITS 1172: duplicate elimination).
        """
        CREATE UNIQUE INDEX messages_holder ON messages (direction, ifnull(from_her, 0), message_id)
        WHERE holds_id = 1
        """,
        "CREATE INDEX messages_message_id ON messages (message_id, direction) WHERE message_id IS NOT NULL",
        "CREATE INDEX messages_conversation ON messages (conversation_id) WHERE conversation_id IS NOT NULL",
        "CREATE INDEX messages_reference ON messages (ref_to_message_id) WHERE ref_to_message_id IS NOT NULL",
        "CREATE INDEX messages_msg_id ON messages (msg_id) WHERE msg_id IS NOT NULL",
        "CREATE INDEX messages_original ON messages (original_msg_id) WHERE original_msg_id IS NOT NULL",
    ]

    private static let filters = [
        "CREATE INDEX messages_partner ON messages (partner)",
        "CREATE INDEX messages_partner_state ON messages (partner, state)",
        "CREATE INDEX messages_partner_action ON messages (partner, action)",
        "CREATE INDEX messages_own ON messages (own)",
        "CREATE INDEX messages_state ON messages (state, direction)",
        "CREATE INDEX messages_action_state ON messages (action, state)",
        "CREATE INDEX messages_action ON messages (action)",
        "CREATE INDEX messages_kind ON messages (kind, direction)",
        "CREATE INDEX messages_application ON messages (application) WHERE application <> 'notExpected'",
    ]

    private static let neighbours = [
        "CREATE INDEX events_message ON events (message)",
        "CREATE INDEX offers_message ON offers (message)",
        "CREATE INDEX offers_record_system ON offers (record_system, state)",
    ]
}

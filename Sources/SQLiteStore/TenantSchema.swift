import SQLiteAccess

/// The form of one tenant's `store.sqlite`. States are spelled as in `MessageState` and its neighbours.
///
/// Indices that search or a look-up by id uses stand in `TenantIndices`, jobs in `JobSchema`.
enum TenantSchema {
    static let migrations = [
        Migration(
            number: 1,
            statements: [messages, arrivals, contents, events, attempts, receivers, offers, fetched, records]
                + [audit, auditHead] + JobSchema.statements + TenantIndices.statements),
        Migration(number: 2, statements: TaskSchema.statements),
        Migration(number: 3, statements: DeviationSchema.statements),
    ]

    /// `holds_id` marks the one row that stands for its sender and eb:MessageId; copies of it are kept without the
    /// mark.
    private static let messages = """
        CREATE TABLE messages (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            server_id BLOB NOT NULL UNIQUE CHECK (length(server_id) = 16),
            direction TEXT NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
            kind TEXT NOT NULL CHECK (kind IN (
                'business', 'appRec', 'acknowledgment', 'error', 'fault', 'bounce', 'unknown', 'service')),
            state TEXT NOT NULL CHECK (state IN (
                'submitted', 'queued', 'sent', 'acknowledged', 'held', 'refusedByUs', 'refusedByPartner',
                'undeliverable', 'expired', 'received', 'queuedForHandOver', 'handedOver', 'answered', 'refused',
                'unreadable', 'misaddressed', 'parked', 'settled', 'unmatched')),
            application TEXT NOT NULL CHECK (application IN (
                'notExpected', 'waiting', 'accepted', 'acceptedWithErrors', 'rejected')),
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            message_id TEXT,
            conversation_id TEXT,
            ref_to_message_id TEXT,
            msg_id TEXT,
            original_msg_id TEXT,
            action TEXT,
            service TEXT,
            cpa_id TEXT,
            from_her INTEGER,
            to_her INTEGER,
            edi_from TEXT,
            edi_to TEXT,
            record_system TEXT,
            digest BLOB,
            size INTEGER NOT NULL,
            reason TEXT,
            attempts INTEGER NOT NULL,
            generated_at INTEGER,
            transport_due_at INTEGER,
            application_due_at INTEGER,
            expires_at INTEGER,
            holds_id INTEGER NOT NULL DEFAULT 0 CHECK (holds_id IN (0, 1)),
            partner INTEGER AS (CASE direction WHEN 'outgoing' THEN to_her ELSE from_her END) VIRTUAL,
            own INTEGER AS (CASE direction WHEN 'outgoing' THEN from_her ELSE to_her END) VIRTUAL
        ) STRICT
        """

    /// For each hour, the keys of the messages created in it: bounds a search by time without an index on it.
    private static let arrivals = """
        CREATE TABLE arrivals (
            hour INTEGER PRIMARY KEY,
            first_key INTEGER NOT NULL,
            last_key INTEGER NOT NULL
        ) STRICT
        """

    /// Sealed bytes; `code` binds them to their message, kind and size.
    private static let contents = """
        CREATE TABLE contents (
            id INTEGER PRIMARY KEY,
            message INTEGER NOT NULL REFERENCES messages (key),
            kind TEXT NOT NULL CHECK (kind IN ('submitted', 'envelope', 'received', 'document')),
            size INTEGER NOT NULL,
            code BLOB NOT NULL CHECK (length(code) = 32),
            bytes BLOB NOT NULL,
            UNIQUE (message, kind)
        ) STRICT
        """

    private static let events = """
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            message INTEGER NOT NULL REFERENCES messages (key),
            at INTEGER NOT NULL,
            step TEXT NOT NULL,
            actor TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT
        """

    private static let attempts = """
        CREATE TABLE attempts (
            message INTEGER NOT NULL REFERENCES messages (key),
            number INTEGER NOT NULL,
            mail_message_id TEXT NOT NULL UNIQUE,
            date INTEGER NOT NULL,
            outcome TEXT,
            finished_at INTEGER,
            PRIMARY KEY (message, number)
        ) STRICT
        """

    private static let receivers = """
        CREATE TABLE receivers (
            message INTEGER NOT NULL REFERENCES messages (key),
            receiver INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN (
                'notExpected', 'waiting', 'accepted', 'acceptedWithErrors', 'rejected')),
            app_rec INTEGER REFERENCES messages (key),
            at INTEGER NOT NULL,
            PRIMARY KEY (message, receiver)
        ) STRICT, WITHOUT ROWID
        """

    private static let offers = """
        CREATE TABLE offers (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            message INTEGER NOT NULL REFERENCES messages (key),
            record_system TEXT NOT NULL,
            receiver INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('offered', 'written', 'taken', 'lost')),
            at INTEGER NOT NULL
        ) STRICT
        """

    private static let fetched = """
        CREATE TABLE fetched (
            mailbox TEXT NOT NULL,
            uidl TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (mailbox, uidl)
        ) STRICT, WITHOUT ROWID
        """

    private static let records = """
        CREATE TABLE records (
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            json BLOB NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID
        """

    private static let audit = """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            code BLOB NOT NULL CHECK (length(code) = 32)
        ) STRICT
        """

    /// The end of the audit chain, so that a record missing there is noticed.
    private static let auditHead = """
        CREATE TABLE audit_head (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sequence INTEGER NOT NULL,
            code BLOB NOT NULL CHECK (length(code) = 32)
        ) STRICT
        """
}

import SQLiteAccess

/// The form of the portal's database, in numbered steps that never change once shipped.
///
/// It holds hashes of passwords, digests of links, and archives that only the municipality can open; nothing in it is
/// about anyone in care (I-041).
enum PortalSchema {
    static let migrations = [
        Migration(number: 1, statements: accounts + files + mails),
        Migration(number: 2, statements: people + sentMails),
        Migration(
            number: 3, statements: ["ALTER TABLE files ADD COLUMN number INTEGER NOT NULL DEFAULT 1"]),
    ]

    private static let people = [
        // `name` is what a person logs in with; `owner` the shared account whose files they see.
        """
        CREATE TABLE named_users (
            key INTEGER PRIMARY KEY NOT NULL,
            name TEXT NOT NULL UNIQUE REFERENCES accounts(name) ON DELETE CASCADE,
            owner TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
            person TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX named_users_owner ON named_users(owner)",
        """
        CREATE TABLE invitations (
            key INTEGER PRIMARY KEY NOT NULL,
            digest TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
            name TEXT NOT NULL,
            person TEXT NOT NULL,
            invited_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX invitations_owner ON invitations(owner)",
        "ALTER TABLE files ADD COLUMN fetched_by TEXT",
        "ALTER TABLE units ADD COLUMN exchange INTEGER NOT NULL DEFAULT 0",
    ]

    private static let sentMails = [
        "ALTER TABLE mails ADD COLUMN subject TEXT",
        "CREATE INDEX mails_account ON mails(account)",
        // The register's own mails, as it tells of them.
        """
        CREATE TABLE register_mails (
            message_id TEXT PRIMARY KEY NOT NULL,
            unit TEXT NOT NULL REFERENCES units(unit),
            written_at INTEGER NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            state TEXT NOT NULL,
            code TEXT
        ) STRICT
        """,
        "CREATE INDEX register_mails_unit ON register_mails(unit)",
    ]

    private static let accounts = [
        """
        CREATE TABLE keys (
            name TEXT PRIMARY KEY NOT NULL,
            wrapped BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE accounts (
            name TEXT PRIMARY KEY NOT NULL,
            state BLOB NOT NULL,
            confirmed_at INTEGER,
            asked_at INTEGER
        ) STRICT
        """,
        """
        CREATE TABLE account_links (
            digest TEXT PRIMARY KEY NOT NULL,
            account TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX account_links_account ON account_links(account)",
        """
        CREATE TABLE confirmations (
            digest TEXT PRIMARY KEY NOT NULL,
            account TEXT NOT NULL REFERENCES accounts(name) ON DELETE CASCADE,
            ends_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT
        """,
        """
        CREATE TABLE units (
            unit TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            account TEXT NOT NULL REFERENCES accounts(name),
            language TEXT NOT NULL,
            contact TEXT
        ) STRICT
        """,
        "CREATE INDEX units_account ON units(account)",
    ]

    private static let files = [
        """
        CREATE TABLE files (
            id TEXT PRIMARY KEY NOT NULL,
            unit TEXT NOT NULL REFERENCES units(unit),
            year INTEGER NOT NULL,
            kind TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 BLOB NOT NULL,
            arrived_at INTEGER NOT NULL,
            fetched_at INTEGER,
            forwarded_at INTEGER,
            deleted_at INTEGER,
            purged_at INTEGER,
            reminded_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX files_unit ON files(unit)",
        """
        CREATE TABLE pieces (
            file TEXT NOT NULL REFERENCES files(id),
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (file, position)
        ) STRICT
        """,
        "CREATE TABLE season (key INTEGER PRIMARY KEY CHECK (key = 1), calendar BLOB NOT NULL) STRICT",
        """
        CREATE TABLE events (
            key INTEGER PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            unit TEXT NOT NULL,
            file TEXT,
            digest BLOB NOT NULL
        ) STRICT
        """,
    ]

    // `mail` is sealed, and gone once the mail has left: it holds the secret of a link.
    private static let mails = [
        """
        CREATE TABLE mails (
            key INTEGER PRIMARY KEY NOT NULL,
            message_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            account TEXT NOT NULL,
            mail BLOB,
            state TEXT NOT NULL CHECK (state IN ('queued', 'accepted', 'refused', 'expired')),
            written_at INTEGER NOT NULL,
            expires_at INTEGER,
            attempts INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            last_at INTEGER,
            answer INTEGER
        ) STRICT
        """,
        "CREATE INDEX mails_waiting ON mails(next_at) WHERE state = 'queued'",
    ]
}

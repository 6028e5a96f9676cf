/// What the register keeps about its download portal: what it has told, what was refused, and what the portal tells.
enum PortalSchema {
    static let statements = [
        // `told` is the digest of what the portal knows of a unit; another one than that of what it should know waits.
        """
        CREATE TABLE portal_units (
            municipality TEXT NOT NULL,
            district TEXT NOT NULL,
            told BLOB,
            refusal TEXT,
            confirmed_at INTEGER,
            PRIMARY KEY (municipality, district)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE portal_seasons (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            told BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE portal_files (
            submission INTEGER PRIMARY KEY REFERENCES submissions (key),
            refusal TEXT,
            fetched_at INTEGER,
            forwarded_at INTEGER,
            deleted_at INTEGER,
            purged_at INTEGER
        ) STRICT
        """,
        // What happened at the portal, as it tells: each digest is made over the one before it.
        """
        CREATE TABLE portal_events (
            key INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            unit TEXT NOT NULL,
            submission TEXT,
            digest BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE portal_line (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            tried_at INTEGER NOT NULL,
            answered_at INTEGER,
            trouble TEXT
        ) STRICT
        """,
        // Addresses that one person wishes and another has approved; the newest of a unit counts.
        """
        CREATE TABLE addresses (
            key INTEGER PRIMARY KEY,
            municipality TEXT NOT NULL,
            district TEXT NOT NULL,
            address TEXT NOT NULL,
            asked_by TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            approved_by TEXT,
            approved_at INTEGER
        ) STRICT
        """,
        "CREATE UNIQUE INDEX addresses_waiting ON addresses (municipality, district) WHERE approved_at IS NULL",
    ]
}

import SQLiteAccess

/// The form of `trustee.sqlite`. Instants are microseconds since 1970; what is `sealed` opens only with the data key.
enum TrusteeSchema {
    static let migrations = [
        Migration(number: 1, statements: keys + municipalities + logins + submissions + vaults + audit),
        Migration(number: 2, statements: afterSending),
        Migration(number: 3, statements: pinNotices),
        Migration(number: 4, statements: pinNoticesGivenUp),
    ]

    private static let keys = [
        // Wrapped by the master key.
        "CREATE TABLE secrets (name TEXT PRIMARY KEY NOT NULL, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID",
        // The trustee's own decryption key of a year; a destroyed one is a null and the row says that there was one.
        """
        CREATE TABLE own_keys (
            year INTEGER PRIMARY KEY NOT NULL,
            certificate BLOB NOT NULL,
            wrapped BLOB
        ) STRICT
        """,
        // Both holders' published keys, as signed.
        """
        CREATE TABLE published_keys (
            holder TEXT NOT NULL CHECK (holder IN ('trustee', 'register')),
            year INTEGER NOT NULL,
            signed BLOB NOT NULL,
            certificate BLOB NOT NULL,
            PRIMARY KEY (holder, year)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let municipalities = [
        """
        CREATE TABLE municipalities (
            number TEXT PRIMARY KEY NOT NULL CHECK (length(number) = 4),
            organisation_number TEXT NOT NULL CHECK (length(organisation_number) = 9),
            name TEXT NOT NULL,
            pin BLOB
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE districts (
            municipality TEXT NOT NULL REFERENCES municipalities (number) ON DELETE CASCADE,
            district TEXT NOT NULL CHECK (length(district) = 2),
            PRIMARY KEY (municipality, district)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let logins = [
        // Also for numbers that are no municipality's, so that these behave alike: at most 9,999 a season.
        """
        CREATE TABLE login_counters (
            municipality TEXT NOT NULL CHECK (length(municipality) = 4),
            season INTEGER NOT NULL,
            wrong INTEGER NOT NULL,
            in_a_row INTEGER NOT NULL,
            last_wrong INTEGER NOT NULL,
            PRIMARY KEY (municipality, season)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE login_hours (hour INTEGER PRIMARY KEY NOT NULL, wrong INTEGER NOT NULL) STRICT",
        """
        CREATE TABLE used_challenges (
            nonce BLOB PRIMARY KEY NOT NULL, expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE alarms (
            number INTEGER PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            municipality TEXT,
            submission TEXT
        ) STRICT
        """,
    ]

    private static let submissions = [
        """
        CREATE TABLE submissions (
            id TEXT PRIMARY KEY NOT NULL,
            unit TEXT NOT NULL,
            year INTEGER NOT NULL,
            kind TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            state TEXT NOT NULL CHECK (state IN
                ('receiving', 'received', 'pseudonymised', 'delivered', 'refused')),
            tag TEXT,
            arrived_at INTEGER,
            manifest_hash BLOB NOT NULL CHECK (length(manifest_hash) = 32),
            manifest BLOB NOT NULL,
            receipt BLOB,
            reason TEXT
        ) STRICT, WITHOUT ROWID
        """,
        // Of each kind only one submission with a number arrives.
        """
        CREATE UNIQUE INDEX submission_sequences ON submissions (unit, year, kind, sequence)
            WHERE arrived_at IS NOT NULL
        """,
        "CREATE INDEX submission_work ON submissions (state, arrived_at)",
        """
        CREATE TABLE submission_parts (
            submission TEXT NOT NULL REFERENCES submissions (id),
            name TEXT NOT NULL,
            octets INTEGER NOT NULL,
            PRIMARY KEY (submission, name)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE submission_steps (
            submission TEXT NOT NULL REFERENCES submissions (id),
            step TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (submission, step)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let vaults = [
        // One vault for each register and generation of its keys. A retired vault has no keys and no file.
        """
        CREATE TABLE vaults (
            register TEXT NOT NULL,
            generation INTEGER NOT NULL CHECK (generation >= 1),
            state TEXT NOT NULL CHECK (state IN ('preparing', 'active', 'retired')),
            lookup_key BLOB,
            record_key BLOB,
            change_id TEXT,
            PRIMARY KEY (register, generation)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE UNIQUE INDEX active_vaults ON vaults (register) WHERE state = 'active'",
        // What one person asks for and another allows. Reason and subject are sealed.
        """
        CREATE TABLE permits (
            number INTEGER PRIMARY KEY NOT NULL,
            purpose TEXT NOT NULL,
            register TEXT NOT NULL,
            sealed BLOB NOT NULL,
            requested_by TEXT NOT NULL,
            requested_at INTEGER NOT NULL,
            approved_by TEXT CHECK (approved_by <> requested_by),
            approved_at INTEGER,
            expires_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT
        """,
    ]

    private static let audit = [
        """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL,
            code BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE audit_head (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sequence INTEGER NOT NULL,
            code BLOB NOT NULL
        ) STRICT
        """,
    ]
}

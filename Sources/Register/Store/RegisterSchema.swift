import SQLiteAccess

/// The form of `register.sqlite`.
///
/// Sealed columns are AES-256-GCM under keys that the master key wraps. In clear stand only what is public (names and
/// numbers of municipalities), counts, times, and `person`: the register's own keyed derivative of a pseudonym.
enum RegisterSchema {
    static let migrations = [
        Migration(number: 1, statements: own + submissions + persons + feedback + mails + audit),
        Migration(number: 2, statements: PortalSchema.statements),
        Migration(number: 3, statements: contactChanges),
        Migration(number: 4, statements: messages),
        Migration(number: 5, statements: secondTries),
        Migration(number: 6, statements: renewals + pinNotices + openWishes),
    ]

    private static let own = [
        """
        CREATE TABLE keys (
            name TEXT PRIMARY KEY NOT NULL,
            wrapped BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE figures (
            name TEXT PRIMARY KEY NOT NULL,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE municipalities (
            municipality TEXT NOT NULL,
            district TEXT NOT NULL,
            entry TEXT NOT NULL,
            PRIMARY KEY (municipality, district)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE seasons (
            year INTEGER PRIMARY KEY,
            calendar TEXT NOT NULL
        ) STRICT
        """,
    ]

    private static let submissions = [
        // `manifest` and `contact` are sealed: they name people at work in the municipality.
        """
        CREATE TABLE submissions (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            municipality TEXT NOT NULL,
            district TEXT NOT NULL,
            year INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('ordinary', 'correction', 'test')),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            state TEXT NOT NULL CHECK (state IN ('received', 'joined', 'controlled', 'released', 'refused')),
            refusal TEXT,
            label TEXT NOT NULL,
            persons INTEGER NOT NULL,
            without_pseudonym INTEGER NOT NULL,
            findings INTEGER,
            generation INTEGER NOT NULL,
            manifest_hash BLOB NOT NULL,
            manifest BLOB NOT NULL,
            contact BLOB NOT NULL,
            head BLOB,
            arrived_at INTEGER NOT NULL,
            joined_at INTEGER,
            controlled_at INTEGER,
            released_at INTEGER,
            UNIQUE (municipality, district, year, kind, sequence)
        ) STRICT
        """,
        "CREATE INDEX submissions_by_state ON submissions (state, key)",
    ]

    private static let persons = [
        """
        CREATE TABLE records (
            submission INTEGER NOT NULL REFERENCES submissions (key),
            ordinal INTEGER NOT NULL,
            person BLOB,
            reason INTEGER,
            generation INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (submission, ordinal)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX records_by_person ON records (person) WHERE person IS NOT NULL",
        // The municipality's own numbers of its persons: sealed, and gone when the feedback has been made.
        """
        CREATE TABLE local_numbers (
            submission INTEGER NOT NULL REFERENCES submissions (key),
            ordinal INTEGER NOT NULL,
            number BLOB NOT NULL,
            PRIMARY KEY (submission, ordinal)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let feedback = [
        """
        CREATE TABLE tallies (
            submission INTEGER PRIMARY KEY REFERENCES submissions (key),
            tally BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE feedback_files (
            submission INTEGER NOT NULL REFERENCES submissions (key),
            position INTEGER NOT NULL,
            name BLOB NOT NULL,
            file BLOB NOT NULL,
            PRIMARY KEY (submission, position)
        ) STRICT, WITHOUT ROWID
        """,
        // `archive` is encrypted under a password that is here only sealed to others' keys.
        """
        CREATE TABLE archives (
            submission INTEGER PRIMARY KEY REFERENCES submissions (key),
            name TEXT NOT NULL,
            archive BLOB NOT NULL,
            for_municipality BLOB NOT NULL,
            for_trustee BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            pushed_at INTEGER
        ) STRICT
        """,
        """
        CREATE TABLE status_events (
            key INTEGER PRIMARY KEY,
            submission INTEGER NOT NULL REFERENCES submissions (key),
            step TEXT NOT NULL,
            at INTEGER NOT NULL,
            signed BLOB,
            taken_at INTEGER,
            UNIQUE (submission, step)
        ) STRICT
        """,
    ]

    private static let mails = [
        """
        CREATE TABLE mails (
            key INTEGER PRIMARY KEY,
            reference TEXT NOT NULL UNIQUE,
            message_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            municipality TEXT NOT NULL,
            district TEXT NOT NULL,
            mail BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'accepted', 'refused', 'bounced')),
            attempts INTEGER NOT NULL,
            next_at INTEGER NOT NULL,
            last_at INTEGER,
            answer INTEGER
        ) STRICT
        """,
        "CREATE INDEX mails_by_state ON mails (state, next_at)",
        // `contact` is a keyed code of the address; the address itself is in the sealed manifest.
        """
        CREATE TABLE receipts (
            submission INTEGER PRIMARY KEY REFERENCES submissions (key),
            contact BLOB NOT NULL,
            round INTEGER NOT NULL,
            mail INTEGER REFERENCES mails (key)
        ) STRICT
        """,
        "CREATE INDEX receipts_waiting ON receipts (round) WHERE mail IS NULL",
    ]

    private static let audit = [
        """
        CREATE TABLE audit (
            sequence INTEGER PRIMARY KEY,
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

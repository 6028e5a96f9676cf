extension TrusteeSchema {
    /// What municipalities are to be told of wrong PINs. `signed` is the word for the register.
    static let pinNotices = [
        """
        CREATE TABLE pin_notices (
            municipality TEXT NOT NULL,
            season INTEGER NOT NULL,
            wrong INTEGER NOT NULL CHECK (wrong >= 1),
            most INTEGER NOT NULL,
            at INTEGER NOT NULL,
            signed BLOB,
            delivered_at INTEGER,
            PRIMARY KEY (municipality, season, wrong)
        ) STRICT, WITHOUT ROWID
        """
    ]

    /// A word that the register would not take for days.
    static let pinNoticesGivenUp = ["ALTER TABLE pin_notices ADD COLUMN given_up_at INTEGER"]

    /// What concerns a submission after it was sent: its password, its receipt's code, its contacts.
    static let afterSending = [
        // When the municipality sealed it, as its manifest says.
        "ALTER TABLE submissions ADD COLUMN sealed_at INTEGER",
        // `sealed` under a key of their own; null once destroyed, and the row says that there was one.
        """
        CREATE TABLE passwords (
            submission TEXT PRIMARY KEY NOT NULL REFERENCES submissions (id),
            sealed BLOB,
            came_at INTEGER NOT NULL,
            shown_at INTEGER,
            destroyed_at INTEGER
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX passwords_kept ON passwords (came_at) WHERE sealed IS NOT NULL",
        // A code is good once for each purpose. It stands nowhere: it is derived.
        """
        CREATE TABLE code_uses (
            submission TEXT NOT NULL REFERENCES submissions (id),
            purpose TEXT NOT NULL,
            used_at INTEGER NOT NULL,
            PRIMARY KEY (submission, purpose)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE code_faults (
            submission TEXT PRIMARY KEY NOT NULL REFERENCES submissions (id),
            wrong INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        // Number 0 is the manifest's own. `sealed` is both persons, `signed` the sealed word for the register.
        """
        CREATE TABLE contacts (
            submission TEXT NOT NULL REFERENCES submissions (id),
            number INTEGER NOT NULL CHECK (number >= 0),
            changed_at INTEGER NOT NULL,
            proof TEXT,
            sealed BLOB NOT NULL,
            signed BLOB,
            delivered_at INTEGER,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX contacts_waiting ON contacts (submission, number) WHERE number > 0 AND delivered_at IS NULL",
    ]
}

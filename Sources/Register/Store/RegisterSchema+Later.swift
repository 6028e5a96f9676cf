/// What came to the form of `register.sqlite` after its first version, step by step.
extension RegisterSchema {
    // Changes of contact after sending. `persons` is sealed: whoever it was and whoever it is now.
    static let contactChanges = [
        """
        CREATE TABLE contact_changes (
            submission INTEGER NOT NULL REFERENCES submissions (key),
            number INTEGER NOT NULL CHECK (number > 0),
            changed_at INTEGER NOT NULL,
            persons BLOB NOT NULL,
            PRIMARY KEY (submission, number)
        ) STRICT, WITHOUT ROWID
        """
    ]

    /// Archives as messages of the exchange. Addresses are of organisations and services, and public.
    static let messages = [
        """
        CREATE TABLE feedback_messages (
            submission INTEGER PRIMARY KEY REFERENCES submissions (key),
            msg_id TEXT NOT NULL UNIQUE,
            sender TEXT NOT NULL,
            receiver TEXT NOT NULL,
            queued_at INTEGER NOT NULL,
            standing TEXT NOT NULL,
            code TEXT,
            told_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX feedback_messages_by_standing ON feedback_messages (standing)",
        """
        CREATE TABLE exchange_receipts (
            file TEXT PRIMARY KEY NOT NULL,
            read_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ]

    /// Archives that were made anew: the last one's number among those of its submission.
    static let renewals = ["ALTER TABLE archives ADD COLUMN number INTEGER NOT NULL DEFAULT 1"]

    /// What the trustee has told of wrong PINs: no more than how many.
    static let pinNotices = [
        """
        CREATE TABLE pin_notices (
            municipality TEXT NOT NULL,
            season INTEGER NOT NULL,
            wrong INTEGER NOT NULL CHECK (wrong > 0),
            most INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (municipality, season, wrong)
        ) STRICT, WITHOUT ROWID
        """
    ]

    /// Wishes for another address that were kept by a name: it cannot be told whether their asker is who allows them.
    static let openWishes = ["DELETE FROM addresses WHERE approved_at IS NULL AND asked_by NOT LIKE 'uid:%'"]

    /// Mails that came back, and messages that were sent again.
    static let secondTries = [
        "ALTER TABLE mails ADD COLUMN returned_at INTEGER",
        "ALTER TABLE mails ADD COLUMN returned_status TEXT",
        "ALTER TABLE feedback_messages ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1",
        // What became of those before the last one of a submission.
        """
        CREATE TABLE earlier_messages (
            msg_id TEXT PRIMARY KEY NOT NULL,
            submission INTEGER NOT NULL REFERENCES submissions (key),
            attempt INTEGER NOT NULL,
            standing TEXT NOT NULL,
            code TEXT,
            told_at INTEGER
        ) STRICT, WITHOUT ROWID
        """,
        // How the portal knows that a mail stands, which it shows to the municipality.
        """
        CREATE TABLE portal_mails (
            mail INTEGER PRIMARY KEY REFERENCES mails (key),
            told TEXT NOT NULL
        ) STRICT
        """,
    ]
}

/// What a tenant's `store.sqlite` keeps of deviations. What people wrote is sealed; what lists and clocks go by is not.
enum DeviationSchema {
    static let statements = [
        """
        CREATE TABLE deviations (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            opened_at INTEGER NOT NULL,
            opened_by TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('new', 'inProgress', 'measures', 'closed')),
            category TEXT NOT NULL CHECK (category IN (
                'misdirected', 'disclosure', 'lost', 'delayed', 'breach', 'other')),
            discovered INTEGER NOT NULL,
            task INTEGER REFERENCES tasks (id),
            closed_at INTEGER,
            clock_runs INTEGER NOT NULL CHECK (clock_runs IN (0, 1)),
            alarmed_hours INTEGER NOT NULL,
            version INTEGER NOT NULL,
            form BLOB NOT NULL,
            CHECK ((closed_at IS NULL) = (state <> 'closed'))
        ) STRICT
        """,
        """
        CREATE TABLE deviation_messages (
            deviation INTEGER NOT NULL REFERENCES deviations (number),
            message INTEGER NOT NULL REFERENCES messages (key),
            PRIMARY KEY (deviation, message)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE deviation_steps (
            deviation INTEGER NOT NULL REFERENCES deviations (number),
            position INTEGER NOT NULL,
            at INTEGER NOT NULL,
            author TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'moved', 'reopened', 'alarm')),
            state TEXT NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (deviation, position)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX deviations_clock ON deviations (discovered) WHERE clock_runs = 1",
        "CREATE INDEX deviation_messages_message ON deviation_messages (message)",
    ]
}

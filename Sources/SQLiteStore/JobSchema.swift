/// The form of the job tables. A finished job is a deleted row.
enum JobSchema {
    static let statements = [jobs, parked] + indices

    /// `first` marks the oldest unfinished job of its kind and order key, and every job without an order key: only
    /// those can be claimed. `leased_until` is set while a worker holds it; `lease` rises with every claim.
    private static let jobs = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            message INTEGER REFERENCES messages (key),
            order_key TEXT,
            fairness_key TEXT NOT NULL,
            run_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            crashes INTEGER NOT NULL DEFAULT 0,
            lease INTEGER NOT NULL DEFAULT 0,
            leased_until INTEGER,
            first INTEGER NOT NULL CHECK (first IN (0, 1)),
            reason TEXT
        ) STRICT
        """

    /// Jobs that nobody tries any more; a person decides. They hold back no other job.
    private static let parked = """
        CREATE TABLE parked_jobs (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            message INTEGER REFERENCES messages (key),
            order_key TEXT,
            fairness_key TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            crashes INTEGER NOT NULL,
            lease INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT
        """

    private static let indices = [
        """
        CREATE INDEX jobs_claimable ON jobs (kind, fairness_key, run_at, id)
        WHERE first = 1 AND leased_until IS NULL
        """,
        "CREATE INDEX jobs_due ON jobs (kind, first, run_at)",
        "CREATE INDEX jobs_leased ON jobs (leased_until) WHERE leased_until IS NOT NULL",
        "CREATE INDEX jobs_order ON jobs (kind, order_key, id) WHERE order_key IS NOT NULL",
        "CREATE INDEX jobs_message ON jobs (message, kind) WHERE message IS NOT NULL",
    ]
}

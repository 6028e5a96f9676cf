/// What a tenant's `store.sqlite` keeps of the work that messages give to people.
enum TaskSchema {
    static let statements = [
        """
        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message INTEGER NOT NULL REFERENCES messages (key),
            step TEXT NOT NULL,
            reason TEXT,
            partner INTEGER,
            action TEXT,
            opened_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            owner TEXT,
            closed_at INTEGER,
            closed_by TEXT,
            closing TEXT CHECK (closing IN ('sentAgain', 'corrected', 'otherMeans', 'notNeeded', 'solvedItself')),
            CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closing IS NULL))
        ) STRICT
        """,
        """
        CREATE TABLE task_notes (
            id INTEGER PRIMARY KEY,
            task INTEGER NOT NULL REFERENCES tasks (id),
            at INTEGER NOT NULL,
            author TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT
        """,
        "CREATE UNIQUE INDEX tasks_open ON tasks (message, step) WHERE closed_at IS NULL",
        "CREATE INDEX tasks_group ON tasks (step, reason, partner, action) WHERE closed_at IS NULL",
        "CREATE INDEX tasks_message ON tasks (message)",
        "CREATE INDEX task_notes_task ON task_notes (task)",
    ]
}

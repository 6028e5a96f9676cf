import SQLiteAccess

/// The form of `node.sqlite`: what the installation knows about its tenants. No tenant's data.
enum NodeSchema {
    static let migrations = [
        Migration(
            number: 1,
            statements: [
                """
                CREATE TABLE tenants (
                    id TEXT PRIMARY KEY NOT NULL,
                    name TEXT NOT NULL,
                    organisation_number TEXT NOT NULL CHECK (length(organisation_number) = 9),
                    controller TEXT NOT NULL,
                    stage TEXT NOT NULL CHECK (stage IN ('test', 'pilot', 'production')),
                    created_at INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """,
                // A destroyed key is a null: the row stays and says that there was one.
                """
                CREATE TABLE tenant_keys (
                    tenant TEXT PRIMARY KEY NOT NULL REFERENCES tenants (id),
                    data_key BLOB,
                    audit_key BLOB NOT NULL
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE audit_checkpoints (
                    tenant TEXT NOT NULL REFERENCES tenants (id),
                    sequence INTEGER NOT NULL,
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    code BLOB NOT NULL CHECK (length(code) = 32),
                    PRIMARY KEY (tenant, sequence)
                ) STRICT, WITHOUT ROWID
                """,
                // A value wrapped by the master key: another master key is noticed before anything is written with it.
                """
                CREATE TABLE master_key_proof (
                    one INTEGER PRIMARY KEY CHECK (one = 1),
                    wrapped BLOB NOT NULL
                ) STRICT
                """,
            ])
    ]
}

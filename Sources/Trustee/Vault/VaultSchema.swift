import SQLiteAccess

/// The form of a vault. An identity number stands nowhere in it but sealed.
enum VaultSchema {
    static let migrations = [
        Migration(
            number: 1,
            statements: [
                // Small rows, because keyed names come in no order and every insert lands on another page.
                """
                CREATE TABLE lookups (
                    lookup BLOB PRIMARY KEY NOT NULL CHECK (length(lookup) = 16),
                    record INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE records (
                    number INTEGER PRIMARY KEY NOT NULL,
                    sealed BLOB NOT NULL,
                    merged_into INTEGER REFERENCES records (number)
                ) STRICT
                """,
                // The other numbers of a person, such as the D-number before the birth number.
                """
                CREATE TABLE aliases (
                    number INTEGER PRIMARY KEY NOT NULL,
                    record INTEGER NOT NULL REFERENCES records (number),
                    sealed BLOB NOT NULL
                ) STRICT
                """,
                "CREATE INDEX alias_records ON aliases (record)",
                "CREATE INDEX merged_records ON records (merged_into) WHERE merged_into IS NOT NULL",
            ])
    ]
}

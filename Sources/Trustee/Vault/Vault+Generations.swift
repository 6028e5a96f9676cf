import SQLiteAccess
import SealedSubmission

/// The filling of a new generation from the one before. Records and other numbers keep their numbers from generation to
/// generation, so that the two can be laid beside each other and a broken copy goes on where it ended.
extension Vault {
    private static let batch = 16_384

    /// The number of the newest record; 0 when there is none.
    func lastRecord() async throws -> Int64 { try await database.read { try self.nextRecord(in: $0) - 1 } }

    /// Copies the persons that are not in the new generation yet, a batch at a time, each with a new pseudonym.
    /// - Parameter end: the last record that is copied. What a job that was under way still adds has reached nobody.
    /// - Returns: whether something was copied.
    func copyNext(to new: Vault, upTo end: Int64) async throws -> Bool {
        let last = try await new.database.read { try new.nextRecord(in: $0) - 1 }
        let entries = try await database.read { connection in
            try connection.all(
                """
                SELECT number, sealed FROM records WHERE number > ? AND number <= ? AND merged_into IS NULL
                ORDER BY number LIMIT ?
                """, [last, end, Self.batch]
            ) { row in
                let number = try row.required(row.integer(0))
                return (number: number, entry: try self.keys.open(try row.required(row.bytes(1)), number: number))
            }
        }
        let added = try entries.map { number, entry in
            NewRecord(
                number: number, lookup: new.keys.lookup(entry.digits),
                entry: VaultEntry(digits: entry.digits, pseudonym: try Pseudonym.drawn()))
        }.sorted { $0.lookup < $1.lookup }
        try await new.database.write { try new.insert(added, in: $0) }
        return !added.isEmpty
    }

    /// Copies what other numbers the persons have.
    func copyAliases(to new: Vault, upTo end: Int64) async throws {
        let aliases = try await database.read { connection in
            try connection.all("SELECT number, record, sealed FROM aliases WHERE record <= ? ORDER BY number", [end]) {
                row in
                let number = try row.required(row.integer(0))
                let digits = try self.keys.open(alias: try row.required(row.bytes(2)), number: number)
                return (number: number, record: try row.required(row.integer(1)), digits: digits)
            }
        }
        try await new.database.write { connection in
            for alias in aliases {
                try connection.run(
                    "INSERT OR IGNORE INTO aliases (number, record, sealed) VALUES (?, ?, ?)",
                    [alias.number, alias.record, try new.keys.seal(alias: alias.digits, number: alias.number)])
                try connection.run(
                    "INSERT OR IGNORE INTO lookups (lookup, record) VALUES (?, ?)",
                    [new.keys.lookup(alias.digits).bytes, alias.record])
            }
        }
    }

    /// Old and new pseudonym of everybody, in the order of the old ones; what was merged gets its new person's.
    ///
    /// In memory: 32 bytes a person.
    func changes(to new: Vault, upTo end: Int64) async throws -> [RekeyEntry] {
        var changes: [RekeyEntry] = []
        changes.reserveCapacity(try await count())
        var last: Int64 = 0
        while true {
            let after = last
            let old = try await database.read { connection in
                try connection.all(
                    """
                    SELECT number, sealed, coalesce(merged_into, number) FROM records WHERE number > ? AND number <= ?
                    ORDER BY number LIMIT ?
                    """, [after, end, Self.batch]
                ) { row in
                    let number = try row.required(row.integer(0))
                    let entry = try self.keys.open(try row.required(row.bytes(1)), number: number)
                    return (number: number, old: entry.pseudonym, record: try row.required(row.integer(2)))
                }
            }
            guard let newest = old.last?.number else { break }
            last = newest
            changes += try await new.database.read { connection in
                try old.map { RekeyEntry(old: $0.old, new: try new.entry(of: $0.record, in: connection).pseudonym) }
            }
        }
        changes.sort { $0.old < $1.old }
        return changes
    }
}

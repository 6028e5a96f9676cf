import Cryptography
import Foundation
public import NationalIdentity
import SQLiteAccess
public import SealedSubmission

/// Where the pseudonyms of one register are kept, in one generation of its keys: a keyed look-up from an identity to a
/// record, and the record sealed.
///
/// The same identity gives the same pseudonym for every municipality and year; another register or generation has
/// another vault, and nothing in one can be compared with the other.
public final class Vault: Sendable {
    public let register: RegisterName
    public let generation: Int
    let keys: VaultKeys
    let database: DurableDatabase
    private let others: OpenVaults

    /// How many are sealed at a time while they are stored.
    private static let chunk = 16_384

    /// - Parameter others: where it is found by whoever asks for the same while it is open.
    init(register: RegisterName, generation: Int, keys: VaultKeys, path: String, among others: OpenVaults) throws {
        self.register = register
        self.generation = generation
        self.keys = keys
        self.others = others
        try DurableFile.makeEmpty(path)
        database = try DurableDatabase(path: path, migrations: VaultSchema.migrations, cacheKibibytes: 65_536)
    }

    /// Ends one user's use of it; the last one closes the file.
    public func close() async throws {
        if others.release(self) { try await database.close() }
    }

    /// The pseudonyms of these identities in their order; new ones are drawn and on disk when this returns.
    ///
    /// All in one transaction. A part of a submission at a time is right: the more at once, the fewer pages are written.
    public func pseudonyms(for identities: [NationalIdentity]) async throws -> [Pseudonym] {
        let lookups = lookups(of: identities)
        // In the index's order: neighbours share pages, and equal ones stand beside each other.
        let order = lookups.indices.sorted { lookups[$0] < lookups[$1] }
        return try await database.write { connection in
            var found = try self.find(identities, lookups, order, in: connection)
            try self.addMissing(identities, lookups, order, to: &found, in: connection)
            return try found.map { try $0 ?? { throw TrusteeError.damaged }() }
        }
    }

    /// How many persons the vault knows.
    public func count() async throws -> Int {
        try await database.read { connection in
            try connection.first("SELECT count(*) FROM records WHERE merged_into IS NULL") {
                Int(try $0.required($0.integer(0)))
            } ?? 0
        }
    }

    private func lookups(of identities: [NationalIdentity]) -> [Lookup] {
        Parallel.map(count: identities.count) { [keys] in keys.lookup(identities[$0].digits) }
    }

    private func find(
        _ identities: [NationalIdentity], _ lookups: [Lookup], _ order: [Int], in connection: Connection
    ) throws -> [Pseudonym?] {
        var found = [Pseudonym?](repeating: nil, count: identities.count)
        guard try !isEmpty(connection) else { return found }
        let sql = "SELECT r.number, r.sealed FROM lookups l JOIN records r ON r.number = l.record WHERE l.lookup = ?"
        try connection.withStatement(sql) { statement in
            for index in order {
                try statement.each([lookups[index].bytes]) { row in
                    let number = try row.required(row.integer(0))
                    let entry = try keys.open(try row.required(row.bytes(1)), number: number)
                    let digits = identities[index].digits
                    guard try entry.digits == digits || hasAlias(digits, of: number, in: connection)
                    else { throw TrusteeError.damaged }
                    found[index] = entry.pseudonym
                }
            }
        }
        return found
    }

    private func addMissing(
        _ identities: [NationalIdentity], _ lookups: [Lookup], _ order: [Int], to found: inout [Pseudonym?],
        in connection: Connection
    ) throws {
        var missing = order.filter { found[$0] == nil }[...]
        var number = try nextRecord(in: connection)
        var last: (lookup: Lookup, pseudonym: Pseudonym)?
        while !missing.isEmpty {
            var added: [NewRecord] = []
            let random = SecureRandom.bytes(Self.chunk * Pseudonym.length)
            while let index = missing.first, added.count < Self.chunk {
                missing.removeFirst()
                if let last, last.lookup == lookups[index] {
                    found[index] = last.pseudonym
                    continue
                }
                let drawn = random.dropFirst(added.count * Pseudonym.length).prefix(Pseudonym.length)
                guard let pseudonym = Pseudonym(bytes: drawn) else { throw TrusteeError.damaged }
                let entry = VaultEntry(digits: identities[index].digits, pseudonym: pseudonym)
                added.append(NewRecord(number: number, lookup: lookups[index], entry: entry))
                found[index] = pseudonym
                last = (lookups[index], pseudonym)
                number += 1
            }
            try insert(added, in: connection)
        }
    }

    /// Stores records in the order given, which for many must be that of their look-ups.
    func insert(_ added: [NewRecord], in connection: Connection) throws {
        let sealed = try Parallel.map(count: added.count) { [keys] index in
            Result { try keys.seal(added[index].entry, number: added[index].number) }
        }.map { try $0.get() }
        try connection.withStatement("INSERT INTO records (number, sealed) VALUES (?, ?)") { statement in
            for (record, sealed) in zip(added, sealed) { try statement.each([record.number, sealed]) { _ in } }
        }
        try connection.withStatement("INSERT INTO lookups (lookup, record) VALUES (?, ?)") { statement in
            for record in added { try statement.each([record.lookup.bytes, record.number]) { _ in } }
        }
    }

    func nextRecord(in connection: Connection) throws -> Int64 {
        try connection.first("SELECT coalesce(max(number), 0) + 1 FROM records") {
            try $0.required($0.integer(0))
        } ?? 1
    }

    private func isEmpty(_ connection: Connection) throws -> Bool {
        try connection.first("SELECT 1 FROM records LIMIT 1") { _ in true } == nil
    }

    private func hasAlias(_ digits: [UInt8], of record: Int64, in connection: Connection) throws -> Bool {
        try connection.all("SELECT number, sealed FROM aliases WHERE record = ?", [record]) { row in
            try keys.open(alias: try row.required(row.bytes(1)), number: try row.required(row.integer(0)))
        }.contains(digits)
    }
}

/// A person who was not in the vault.
struct NewRecord: Sendable {
    let number: Int64
    let lookup: Lookup
    let entry: VaultEntry
}

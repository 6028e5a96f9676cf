import Foundation
import NationalIdentity
import SQLiteAccess
import SealedSubmission

/// What came of telling a vault that two numbers are one person's. It says whether they are in the vault: nobody is told
/// it, and it stands in no record.
enum IdentityChange: Sendable {
    /// One of the numbers had a pseudonym, or neither: now both have the same.
    case joined
    /// The vault knew.
    case knownBefore
    /// Both had pseudonyms of their own. The old number's stays for both; the register learns at the next change of
    /// generation that the other stood for the same person.
    case merged
}

extension TrusteeStore {
    /// Tells a vault that a person with one number has got another, such as a birth number after a D-number: the
    /// pseudonym stays (T-121).
    /// - Throws: `TrusteeError.rekeying`, also when that has begun meanwhile: it must be told again then.
    func changeIdentity(
        from old: NationalIdentity, to new: NationalIdentity, in vault: Vault, by actor: String, at now: Date
    ) async throws -> IdentityChange {
        guard try await generationBeingMade(of: vault.register) == nil else { throw TrusteeError.rekeying }
        let change = try await vault.change(from: old, to: new)
        guard try await generationBeingMade(of: vault.register) == nil else { throw TrusteeError.rekeying }
        try await record("identity.changed", by: actor, at: now)
        return change
    }
}

extension Vault {
    func change(from old: NationalIdentity, to new: NationalIdentity) async throws -> IdentityChange {
        try await database.write { connection in
            let before = try self.record(of: old.digits, in: connection)
            let after = try self.record(of: new.digits, in: connection)
            switch (before, after) {
            case (let before?, let after?) where before == after: return .knownBefore
            case (let before?, let after?):
                try self.merge(after, into: before, in: connection)
                return .merged
            case (let before?, nil): try self.add(alias: new.digits, to: before, in: connection)
            case (nil, let after?): try self.add(alias: old.digits, to: after, in: connection)
            case (nil, nil):
                let record = try self.addRecord(new.digits, in: connection)
                try self.add(alias: old.digits, to: record, in: connection)
            }
            return .joined
        }
    }

    func record(of digits: [UInt8], in connection: Connection) throws -> Int64? {
        try connection.first("SELECT record FROM lookups WHERE lookup = ?", [keys.lookup(digits).bytes]) {
            try $0.required($0.integer(0))
        }
    }

    private func addRecord(_ digits: [UInt8], in connection: Connection) throws -> Int64 {
        let number = try nextRecord(in: connection)
        let entry = VaultEntry(digits: digits, pseudonym: try Pseudonym.drawn())
        try insert([NewRecord(number: number, lookup: keys.lookup(digits), entry: entry)], in: connection)
        return number
    }

    private func add(alias digits: [UInt8], to record: Int64, in connection: Connection) throws {
        try connection.run(
            "INSERT INTO lookups (lookup, record) VALUES (?, ?)", [keys.lookup(digits).bytes, record])
        try keep(alias: digits, of: record, in: connection)
    }

    func keep(alias digits: [UInt8], of record: Int64, in connection: Connection) throws {
        let number = try connection.first("SELECT coalesce(max(number), 0) + 1 FROM aliases") {
            try $0.required($0.integer(0))
        }
        guard let number else { throw TrusteeError.damaged }
        try connection.run(
            "INSERT INTO aliases (number, record, sealed) VALUES (?, ?, ?)",
            [number, record, try keys.seal(alias: digits, number: number)])
    }

    /// Everything that led to the one record leads to the other; the record itself stays, for its old pseudonym.
    private func merge(_ record: Int64, into kept: Int64, in connection: Connection) throws {
        for statement in [
            "UPDATE lookups SET record = ? WHERE record = ?", "UPDATE aliases SET record = ? WHERE record = ?",
            "UPDATE records SET merged_into = ? WHERE merged_into = ?",
            "UPDATE records SET merged_into = ? WHERE number = ?",
        ] {
            try connection.run(statement, [kept, record])
        }
        // The number the record was made for may be yet another one than was told; that one is an alias already.
        try keep(alias: entry(of: record, in: connection).digits, of: kept, in: connection)
    }

    func entry(of record: Int64, in connection: Connection) throws -> VaultEntry {
        let entry = try connection.first("SELECT sealed FROM records WHERE number = ?", [record]) {
            try keys.open(try $0.required($0.bytes(0)), number: record)
        }
        guard let entry else { throw TrusteeError.damaged }
        return entry
    }
}

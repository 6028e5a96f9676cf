public import Foundation
public import NationalIdentity
import SQLiteAccess
public import SealedSubmission

/// The way from an identity to its pseudonym or back: one person asks, another allows, and it is on record.
public struct MappingLookup: Sendable {
    /// What was asked for; its `description` is bland.
    public enum Answer: Sendable, Equatable {
        case pseudonym(Pseudonym)
        /// Eleven digits.
        case identity([UInt8])
        /// The vault has no such entry.
        case none
    }

    private let vault: Vault
    private let permits: Permits

    public init(store: TrusteeStore, vault: Vault, faults: FaultPoint = .none) {
        self.vault = vault
        permits = Permits(store: store, faults: faults)
    }

    public func request(
        pseudonymOf identity: NationalIdentity, reason: String, by person: String, at now: Date
    ) async throws -> Result<Int64, PermitRefusal> {
        try await permits.request(
            .pseudonymOfIdentity, register: vault.register, subject: identity.digits, reason: reason, by: person,
            at: now)
    }

    public func request(
        identityOf pseudonym: Pseudonym, reason: String, by person: String, at now: Date
    ) async throws -> Result<Int64, PermitRefusal> {
        try await permits.request(
            .identityOfPseudonym, register: vault.register, subject: pseudonym.bytes, reason: reason, by: person,
            at: now)
    }

    private static let purposes: Set<PermitPurpose> = [.pseudonymOfIdentity, .identityOfPseudonym]

    /// Answers what was asked and allowed, once, to who asked.
    ///
    /// It is looked up first and used up then, on disk before the answer leaves: a vault that cannot be read costs nobody
    /// the permission, and a crash gives nobody the answer twice.
    public func answer(_ number: Int64, by person: String, at now: Date) async throws -> Result<Answer, PermitRefusal> {
        let usable = try await permits.store.database.read { [permits, vault] connection in
            try permits.usable(
                number, for: Self.purposes, register: vault.register, by: person, at: now, in: connection)
        }
        let permit: StoredPermit
        switch usable {
        case .failure(let refusal): return .failure(refusal)
        case .success(let found): permit = found
        }
        let subject = permit.content.subject
        let answer =
            try await permit.purpose == .pseudonymOfIdentity
            ? vault.pseudonym(ofDigits: subject) : vault.identity(ofPseudonym: subject)
        let used = try await permits.store.database.write { [permits, vault] connection in
            try permits.use(number, for: Self.purposes, register: vault.register, by: person, at: now, in: connection)
        }
        try permits.faults.reach(.lookupUsed)
        return used.map { _ in answer }
    }
}

extension Vault {
    fileprivate func pseudonym(ofDigits digits: [UInt8]) async throws -> MappingLookup.Answer {
        try await database.read { connection in
            guard let record = try self.record(of: digits, in: connection) else { return .none }
            return .pseudonym(try self.entry(of: record, in: connection).pseudonym)
        }
    }

    /// Records that are opened at a time: others come to the vault in between.
    private static let piece = 16_384

    /// Opens record after record: there is no index from pseudonyms, so that nobody else can go this way either.
    fileprivate func identity(ofPseudonym bytes: [UInt8]) async throws -> MappingLookup.Answer {
        var last: Int64 = 0
        while true {
            let after = last
            let piece = try await database.read { connection in
                try connection.all(
                    "SELECT number, sealed FROM records WHERE number > ? ORDER BY number LIMIT ?", [after, Self.piece]
                ) { row in
                    let number = try row.required(row.integer(0))
                    return (number: number, entry: try self.keys.open(row.required(row.bytes(1)), number: number))
                }
            }
            if let found = piece.first(where: { $0.entry.pseudonym.bytes == bytes }) {
                return .identity(found.entry.digits)
            }
            guard let end = piece.last?.number else { return .none }
            last = end
        }
    }
}

extension MappingLookup.Answer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Answer" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

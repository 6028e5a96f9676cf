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

    public init(store: TrusteeStore, vault: Vault) {
        self.vault = vault
        permits = Permits(store: store)
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

    /// Answers what was asked and allowed, once, to who asked.
    public func answer(_ number: Int64, by person: String, at now: Date) async throws -> Result<Answer, PermitRefusal> {
        let used = try await permits.store.database.write { [permits, vault] connection in
            try permits.use(
                number, for: [.pseudonymOfIdentity, .identityOfPseudonym], register: vault.register, by: person,
                at: now, in: connection)
        }
        switch used {
        case .failure(let refusal): return .failure(refusal)
        case .success(let permit):
            let subject = permit.content.subject
            return .success(
                try await permit.purpose == .pseudonymOfIdentity
                    ? vault.pseudonym(ofDigits: subject) : vault.identity(ofPseudonym: subject))
        }
    }
}

extension Vault {
    fileprivate func pseudonym(ofDigits digits: [UInt8]) async throws -> MappingLookup.Answer {
        try await database.read { connection in
            guard let record = try self.record(of: digits, in: connection) else { return .none }
            return .pseudonym(try self.entry(of: record, in: connection).pseudonym)
        }
    }

    /// Opens record after record: there is no index from pseudonyms, so that nobody else can go this way either.
    fileprivate func identity(ofPseudonym bytes: [UInt8]) async throws -> MappingLookup.Answer {
        try await database.read { connection in
            var found = MappingLookup.Answer.none
            try connection.each("SELECT number, sealed FROM records") { row in
                guard found == .none else { return }
                let entry = try self.keys.open(
                    try row.required(row.bytes(1)), number: try row.required(row.integer(0)))
                if entry.pseudonym.bytes == bytes { found = .identity(entry.digits) }
            }
            return found
        }
    }
}

extension MappingLookup.Answer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Answer" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

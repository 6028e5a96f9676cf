public import Foundation
public import NationalIdentity
import SQLiteAccess

/// A file of persons who have got another number (T-121): one person asks with a reason, another allows that very file,
/// and it is told to the vault.
///
/// Nothing says what the vault knew: whoever could see that would learn who is in it, and so who receives care.
public struct IdentityChanges: Sendable {
    private let store: TrusteeStore
    private let vault: Vault
    private let permits: Permits

    public init(store: TrusteeStore, vault: Vault, faults: FaultPoint = .none) {
        self.store = store
        self.vault = vault
        permits = Permits(store: store, faults: faults)
    }

    /// - Parameter file: its SHA-256.
    public func request(
        file: [UInt8], reason: String, by person: String, at now: Date
    ) async throws -> Result<Int64, PermitRefusal> {
        try await permits.request(
            .identityChange, register: vault.register, subject: file, reason: reason, by: person, at: now)
    }

    /// Tells the vault what stands in the file that was allowed, and uses the permit up then: what is known already
    /// changes nothing, so that a file may be told again after a crash.
    /// - Throws: `TrusteeError.rekeying`; the permit is still good then.
    public func tell(
        _ pairs: [(old: NationalIdentity, new: NationalIdentity)], file: [UInt8], permit number: Int64,
        by person: String, at now: Date
    ) async throws -> PermitRefusal? {
        let usable = try await store.database.read { [permits, vault] connection in
            try permits.usable(
                number, for: [.identityChange], register: vault.register, by: person, at: now, in: connection)
        }
        switch usable {
        case .failure(let refusal): return refusal
        case .success(let permit): guard permit.content.subject == file else { return .otherFile }
        }
        for pair in pairs {
            _ = try await store.changeIdentity(from: pair.old, to: pair.new, in: vault, by: person, at: now)
        }
        let used = try await store.database.write { [permits, vault] connection in
            try permits.use(
                number, for: [.identityChange], register: vault.register, by: person, at: now, in: connection)
        }
        if case .failure(let refusal) = used { return refusal }
        return nil
    }
}

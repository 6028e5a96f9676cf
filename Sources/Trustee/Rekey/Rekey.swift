import Certificates
import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// A new generation of a register's pseudonyms: new keys, new random pseudonyms for everybody, and a sealed and signed
/// map from old to new that the register applies to its own and destroys.
///
/// Two persons begin it. It may be broken off anywhere and run again. Until the register has the map nothing is
/// pseudonymised; when it has, keys and file of the old generation are destroyed.
public struct Rekey: Sendable {
    private let store: TrusteeStore
    private let register: RegisterName
    private let organisation: OrganisationNumber
    private let signer: TrusteeSigner
    private let permits: Permits
    private let faults: FaultPoint

    /// - Parameter organisation: the register's, to which the map is addressed.
    public init(
        store: TrusteeStore, register: RegisterName, organisation: OrganisationNumber, signer: TrusteeSigner,
        faults: FaultPoint = .none
    ) {
        self.store = store
        self.register = register
        self.organisation = organisation
        self.signer = signer
        self.faults = faults
        permits = Permits(store: store, faults: faults)
    }

    /// Asks for it; `Permits.approve` allows it.
    public func request(
        reason: String, by person: String, at now: Date
    ) async throws -> Result<Int64, PermitRefusal> {
        try await permits.request(.rekey, register: register, subject: [], reason: reason, by: person, at: now)
    }

    /// Begins what was asked for and allowed.
    /// - Returns: the new generation.
    /// - Throws: `TrusteeError.rekeying` when one is under way, `.wrongState` while maps with old pseudonyms have not
    ///   been delivered; the permit is still good then.
    public func begin(
        permit number: Int64, by person: String, at now: Date
    ) async throws -> Result<Int, PermitRefusal> {
        let begun: Result<Int, PermitRefusal> = try await store.database.write { [self] connection in
            guard try store.generation(of: register, .preparing, in: connection) == nil else {
                throw TrusteeError.rekeying
            }
            let undelivered = try connection.first("SELECT 1 FROM submissions WHERE state = 'pseudonymised' LIMIT 1") {
                _ in true
            }
            guard undelivered == nil, let old = try store.generation(of: register, .active, in: connection),
                let id = SubmissionID(random: SecureRandom.bytes(16))
            else { throw TrusteeError.wrongState }
            let used = try permits.use(
                number, for: [.rekey], register: register, by: person, at: now, in: connection)
            if case .failure(let refusal) = used { return .failure(refusal) }
            try store.addVault(register, generation: old + 1, state: .preparing, in: connection)
            try connection.run(
                "UPDATE vaults SET change_id = ? WHERE register = ? AND generation = ?",
                [id.text, register.name, old + 1])
            try audit("rekey.begun", old + 1, by: person, at: now, in: connection)
            return .success(old + 1)
        }
        try faults.reach(.rekeyBegun)
        return begun
    }

    /// Fills the new generation and makes the map, from where an earlier run ended.
    /// - Parameter year: whose key of the register the map is sealed to.
    /// - Throws: `TrusteeError.wrongState` when none was begun.
    public func run(year: Int, now: Date) async throws {
        let change = try await change()
        let outbox = Outbox(directory: store.directory.outbox)
        let statement = "\(outbox.path(of: change.id))/\(Self.statementName)"
        guard try DurableFile.read(statement, limit: RekeyStatement.maximumBytes) == nil else { return }
        let recipient = try await store.registerCertificate(year: year)
        let old = try await store.openVault(register, generation: change.oldGeneration)
        let new = try await store.openVault(register, generation: change.newGeneration)
        do {
            let end = try await old.lastRecord()
            while try await old.copyNext(to: new, upTo: end) { try faults.reach(.rekeyCopied) }
            try await old.copyAliases(to: new, upTo: end)
            let entries = try await old.changes(to: new, upTo: end)
            try await writeMap(change, entries, recipient: recipient, now: now)
        } catch {
            try await old.close()
            try await new.close()
            throw error
        }
        try await old.close()
        try await new.close()
        try faults.reach(.rekeyMapWritten)
    }

    /// The signed statement and the sealed parts, by name.
    /// - Throws: `TrusteeError.wrongState` before `run` has ended.
    public func delivery() async throws -> (statement: [UInt8], files: [String: String]) {
        let change = try await change()
        let outbox = Outbox(directory: store.directory.outbox)
        let path = outbox.path(of: change.id)
        guard
            let statement = try DurableFile.read(
                "\(path)/\(Self.statementName)", limit: RekeyStatement.maximumBytes)
        else { throw TrusteeError.wrongState }
        var files: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where PartName(fileName: name)?.role == .rekey {
            files[name] = "\(path)/\(name)"
        }
        return (statement, files)
    }

    /// The register has the new pseudonyms: the new generation is the one from now on, and the old one is destroyed.
    /// Vaults that are open must be opened anew.
    public func delivered(at now: Date) async throws {
        let change = try await change()
        _ = try await delivery()
        try await store.database.write { [self] connection in
            try connection.run(
                """
                UPDATE vaults SET state = 'retired', lookup_key = NULL, record_key = NULL
                WHERE register = ? AND generation = ? AND state = 'active'
                """, [register.name, change.oldGeneration])
            guard connection.changes == 1 else { throw TrusteeError.wrongState }
            try connection.run(
                "UPDATE vaults SET state = 'active' WHERE register = ? AND generation = ?",
                [register.name, change.newGeneration])
            try audit("rekey.delivered", change.newGeneration, by: "delivery", at: now, in: connection)
        }
        try faults.reach(.rekeyActivated)
        try await store.database.emptyLog()
        try await store.removeRetiredVaults()
        try Outbox(directory: store.directory.outbox).erase(change.id)
    }

    static let statementName = "rekey.p7s"

    private func writeMap(
        _ change: RekeySealer.Change, _ entries: [RekeyEntry], recipient: Certificate, now: Date
    ) async throws {
        let outbox = try Outbox(directory: store.directory.outbox).emptied(for: change.id)
        let statement = try await BlockingWork.run {
            var sealer = RekeySealer(change, recipient: recipient) { part in
                try outbox.write(part.bytes, as: part.fileName, for: change.id)
            }
            for entry in entries { try sealer.append(entry) }
            return try sealer.finish(at: now)
        }
        try await store.usingKey(signer.name, for: "rekey/\(change.id)", by: "rekey", at: now) {
            let signed = try statement.signed(key: signer.key, certificate: signer.certificate, at: now)
            try outbox.write(signed, as: Self.statementName, for: change.id)
        }
    }

    /// The change that is under way.
    private func change() async throws -> RekeySealer.Change {
        let found = try await store.database.read { [self] connection in
            try connection.first(
                "SELECT generation, change_id FROM vaults WHERE register = ? AND state = 'preparing'", [register.name]
            ) { row in
                (
                    generation: Int(try row.required(row.integer(0))),
                    id: try row.required(row.text(1).flatMap { SubmissionID($0) })
                )
            }
        }
        guard let found else { throw TrusteeError.wrongState }
        return RekeySealer.Change(
            id: found.id, register: organisation, oldGeneration: found.generation - 1,
            newGeneration: found.generation)
    }

    private func audit(
        _ action: String, _ generation: Int, by person: String, at now: Date, in connection: Connection
    ) throws {
        let entry = AuditEntry(
            at: now, actor: person, action: action,
            detail: ["register": register.name, "generation": "\(generation)"])
        try store.audit.append(entry, to: connection)
    }
}

import Cryptography
public import Foundation
import Identifiers
import SQLiteAccess
public import SealedSubmission

/// Changes what stands for each person when the trustee changes its pseudonyms, in one transaction.
///
/// The map from old to new is read part by part, applied to the register's own derivative, and kept nowhere: after the
/// commit nothing here leads from the old to the new. Every person must be in it, or nothing is changed.
public struct Rekey: Sendable {
    private let store: RegisterStore
    private let trust: RegisterTrust
    private let faults: FaultPoints

    public init(store: RegisterStore, trust: RegisterTrust, faults: FaultPoints = .none) {
        self.store = store
        self.trust = trust
        self.faults = faults
    }

    /// What came of a map.
    public enum Outcome: Sendable, Equatable {
        /// So many persons have their new derivative.
        case applied(persons: Int)
        case refused(Refusal)
    }

    public enum Refusal: Sendable, Equatable, Error, CustomStringConvertible {
        /// Statement or part is not as it must be: another trustee, register or generation, altered, incomplete.
        case fault(SubmissionFault)
        /// Submissions wait to be joined with pseudonyms of the old generation; join them first.
        case submissionsWaiting
        /// The map lacks a person that is here.
        case personMissing

        public var description: String {
            switch self {
            case .fault(let fault): fault.description
            case .submissionsWaiting: "Submissions wait to be joined; the map can be applied after that."
            case .personMissing: "The map does not have every person of the register."
            }
        }
    }

    /// Applies a signed map.
    /// - Parameters:
    ///   - statement: the trustee's signed statement.
    ///   - pair: the key that the parts are sealed to.
    ///   - part: gives the sealed bytes of a part.
    public func run(
        statement: [UInt8], key pair: RegisterKeyPair, now: Date, part: (PartEntry) throws -> [UInt8]
    ) throws -> Outcome {
        do {
            var opening = try RekeyOpening(
                statement, signers: trust.signers(at: now), trustee: trust.trustee, register: trust.register,
                generation: store.generation(), key: pair.key, certificate: pair.certificate)
            let persons = try store.usingKey(
                pair.key.publicKey.fingerprint, for: "rekey", of: opening.statement.id.text, now: now
            ) { try apply(&opening, now: now, part: part) }
            // What the log holds of the old derivatives is overwritten.
            try store.database.emptyLog()
            return .applied(persons: persons)
        } catch let fault as SubmissionFault {
            return .refused(.fault(fault))
        } catch let refusal as Refusal {
            return .refused(refusal)
        }
    }

    private func apply(
        _ opening: inout RekeyOpening, now: Date, part: (PartEntry) throws -> [UInt8]
    ) throws -> Int {
        let entries = opening.statement.parts.sorted { $0.index < $1.index }
        var reading = opening
        let persons = try store.database.write { connection in
            let waiting = try connection.first("SELECT 1 FROM submissions WHERE state = 'received'") { _ in true }
            guard waiting == nil else { throw Refusal.submissionsWaiting }
            for entry in entries {
                for change in try reading.entries(part(entry)) {
                    try connection.run(
                        "UPDATE records SET person = ?, generation = ? WHERE person = ?",
                        [
                            store.keys.person(of: change.new.bytes), reading.statement.newGeneration,
                            store.keys.person(of: change.old.bytes),
                        ])
                }
            }
            try reading.finish()
            let persons = try count(at: reading.statement.newGeneration, in: connection)
            try RegisterStore.setFigure("generation", Int64(reading.statement.newGeneration), in: connection)
            let audit = AuditEntry(
                at: now, actor: "trustee", action: "register.rekeyed",
                detail: ["generation": String(reading.statement.newGeneration), "rekey": reading.statement.id.text])
            try store.audit.append(audit, to: connection)
            try faults.pass(.beforeRekeyed)
            return persons
        }
        opening = reading
        return persons
    }

    /// How many persons have the new generation.
    /// - Throws: `Refusal.personMissing` when one has not.
    private func count(at generation: Int, in connection: Connection) throws -> Int {
        let missing = try connection.first(
            "SELECT 1 FROM records WHERE person IS NOT NULL AND generation <> ? LIMIT 1", [generation]
        ) { _ in true }
        guard missing == nil else { throw Refusal.personMissing }
        let persons = try connection.first(
            "SELECT count(DISTINCT person) FROM records WHERE person IS NOT NULL"
        ) { $0.count(0) }
        return persons.flatMap { $0 } ?? 0
    }
}

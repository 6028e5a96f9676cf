import Cryptography
import Foundation
import Identifiers
import Register
import SealedSubmission
import Synchronization

/// Takes the trustee's map from old to new pseudonyms, part by part, and lets the engine apply it.
///
/// The map is in memory only, and one at a time: after it was applied nothing here may lead from the old to the new, not
/// even a deleted file. After a restart the trustee delivers it again.
final class RekeyReception: Sendable {
    /// Octets of all parts together: four million persons and what stands around them.
    static let largest = 192 << 20

    private struct Delivery {
        let id: SubmissionID
        let statement: [UInt8]
        var parts: [PartName: [UInt8]] = [:]
        var octets: Int { parts.values.reduce(0) { $0 + $1.count } }
    }

    private let delivery = Mutex<Delivery?>(nil)

    /// Keeps the statement; another one takes the place of what came before.
    func take(statement: [UInt8], of id: SubmissionID) -> PushAnswer {
        delivery.withLock { delivery in
            if delivery?.id != id || delivery?.statement != statement {
                delivery = Delivery(id: id, statement: statement)
            }
        }
        return .taken(wanted: [])
    }

    func take(_ part: PartName, _ sealed: [UInt8], of id: SubmissionID) -> PushAnswer {
        delivery.withLock { delivery in
            guard delivery?.id == id else { return .refused(Self.notBegun) }
            delivery?.parts[part] = sealed
            guard delivery?.octets ?? 0 <= Self.largest else {
                delivery = nil
                return .refused(PushRefusal(.unusable, "rekeyTooLarge", "The map is larger than a register may have."))
            }
            return .taken(wanted: [])
        }
    }

    /// Applies the map, in one transaction over all persons.
    func complete(
        _ id: SubmissionID, store: RegisterStore, trust: RegisterTrust, faults: FaultPoints = .none, now: Date
    ) throws -> PushAnswer {
        guard let delivery = delivery.withLock({ $0 }), delivery.id == id else { return .refused(Self.notBegun) }
        do {
            let signers = SignerVerification(trust: trust.trust, revocation: trust.revocation, now: now)
            let statement = try signers.open(
                delivery.statement, as: RekeyStatement.self, from: trust.trustee
            ).document
            guard statement.id == id else { throw SubmissionFault(.mapOfOtherSubmission) }
            // Told twice, after an answer that did not arrive.
            if statement.register == trust.register, statement.newGeneration == (try store.generation()) {
                forget(id)
                return .rekeyed(persons: nil)
            }
            let missing = statement.parts.map(\.name).filter { delivery.parts[$0] == nil }
            guard missing.isEmpty else { return .missing(missing) }
            return try apply(delivery, statement, store: store, trust: trust, faults: faults, now: now)
        } catch let fault as SubmissionFault {
            return .refused(PushRefusal(fault))
        }
    }

    private func apply(
        _ delivery: Delivery, _ statement: RekeyStatement, store: RegisterStore, trust: RegisterTrust,
        faults: FaultPoints, now: Date
    ) throws -> PushAnswer {
        let pair = trust.encryption.first { KeyFingerprint(of: $0.key.publicKey) == statement.registerKey }
        guard let pair else { throw SubmissionFault(.otherKey) }
        let outcome = try Rekey(store: store, trust: trust, faults: faults).run(
            statement: delivery.statement, key: pair, now: now
        ) { entry in
            guard let sealed = delivery.parts[entry.name] else {
                throw SubmissionFault(.partMissing, part: entry.name)
            }
            return sealed
        }
        switch outcome {
        case .applied(let persons):
            forget(delivery.id)
            return .rekeyed(persons: persons)
        case .refused(.fault(let fault)): return .refused(PushRefusal(fault))
        case .refused(.submissionsWaiting):
            return .refused(
                PushRefusal(.later, "submissionsWaiting", Rekey.Refusal.submissionsWaiting.description))
        case .refused(.personMissing):
            return .refused(PushRefusal(.unusable, "personMissing", Rekey.Refusal.personMissing.description))
        }
    }

    private func forget(_ id: SubmissionID) {
        delivery.withLock { if $0?.id == id { $0 = nil } }
    }

    private static let notBegun = PushRefusal(.conflict, "notBegun", "The signed statement has not come yet.")
}

import Cryptography
public import Foundation
public import Identifiers
import IplosContent
import SQLiteAccess
import SealedSubmission

/// Puts the content of a received submission under pseudonyms: `received → joined`, or `refused`.
///
/// Parts are opened one after another and read person by person; each link is looked up in the trustee's map, and no link
/// is ever stored. When the join is committed, the key that the parts lie under is destroyed, and the parts after it.
/// A crash before the commit leaves `received`, and the join begins anew.
public struct Join: Sendable {
    /// Persons written in one transaction.
    private static let batch = 200

    private let store: RegisterStore
    private let trust: RegisterTrust
    private let faults: FaultPoints

    public init(store: RegisterStore, trust: RegisterTrust, faults: FaultPoints = .none) {
        self.store = store
        self.trust = trust
        self.faults = faults
    }

    /// Joins one submission.
    /// - Returns: how it stands now: `joined` or `refused`; unchanged when it was not `received`.
    /// - Throws: `RegisterError`, and `SubmissionFault` when the register itself lacks something, such as the key of that
    ///   year: the submission stays `received`, to be tried again.
    public func run(_ id: SubmissionID, now: Date) throws -> Submission {
        guard let submission = try store.submission(id) else { throw RegisterError.unknown }
        guard submission.state == .received else { return submission }
        do {
            try join(submission, now: now)
        } catch let fault as JoinFault {
            try refuse(submission, because: fault, now: now)
        }
        try store.eraseJoinMaterial(of: id)
        try store.database.emptyLog()
        guard let joined = try store.submission(id) else { throw RegisterError.damaged }
        return joined
    }

    // MARK: - Steps

    private func join(_ submission: Submission, now: Date) throws {
        guard let spool = try SubmissionSpool.existing(submission.id, in: store.directory),
            let statement = try spool.statement()
        else { throw RegisterError.keyDestroyed }
        let (manifest, pair) = try trust.verifyAgain(
            store.signedManifest(of: submission.id), acceptedAt: submission.arrivedAt)
        let records = RecordStore(store: store, submission: submission)
        try store.database.write { try records.removeAll(in: $0) }
        try faults.pass(.joinBegun)
        let head = try store.usingKey(
            pair.key.publicKey.fingerprint, for: "join", of: submission.id.text, now: now
        ) {
            let opening = try MapOpening(
                statement, of: manifest, signers: trust.signersAgain(acceptedAt: submission.arrivedAt),
                trustee: trust.trustee,
                generation: submission.generation, key: pair.key, certificate: pair.certificate)
            let reading = PartReading(
                manifest: manifest, join: MapJoin(try spool.map(opening)), records: records, batch: Self.batch,
                faults: faults)
            return try reading.run(
                PartOpener(manifest, role: .content, key: pair.key, certificate: pair.certificate), from: spool)
        }
        try faults.pass(.allJoined)
        try commit(submission, head: head, now: now)
        try faults.pass(.joined)
    }

    private func commit(_ submission: Submission, head: ExtractHead, now: Date) throws {
        let bytes = Array(try RegisterStore.encoder().encode(StoredHead(head)))
        let sealed = try store.keys.seal(bytes, as: "head/\(submission.id)")
        try store.database.write { connection in
            try connection.run(
                "UPDATE submissions SET state = 'joined', joined_at = ?, head = ? WHERE key = ? AND state = 'received'",
                [now.microseconds, sealed, submission.key])
            guard connection.changes == 1 else { throw RegisterError.wrongState }
            let entry = AuditEntry(
                at: now, actor: "register", action: "submission.joined", detail: ["submission": submission.id.text])
            try store.audit.append(entry, to: connection)
            try faults.pass(.beforeJoined)
        }
    }

    private func refuse(_ submission: Submission, because fault: JoinFault, now: Date) throws {
        let records = RecordStore(store: store, submission: submission)
        try store.database.write { connection in
            try records.removeAll(in: connection)
            try connection.run(
                "UPDATE submissions SET state = 'refused', refusal = ? WHERE key = ? AND state = 'received'",
                [fault.code, submission.key])
            try StatusEvents.note(.refused, of: submission.key, at: now, in: connection)
            let entry = AuditEntry(
                at: now, actor: "register", action: "submission.refused",
                detail: ["submission": submission.id.text, "code": fault.code])
            try store.audit.append(entry, to: connection)
        }
    }
}

import Archive
import Cryptography
public import Foundation
public import Identifiers
import OsloCalendar
import SQLiteAccess
public import SealedSubmission

/// Makes the archive of a controlled submission and releases it: `controlled → released`.
///
/// Each archive has a machine-made password of its own, tests too (I-040, T-117). It is kept nowhere in clear: sealed to
/// the municipality's return key, for its own program, and to the trustee's key, for the send module (I-081). A crash
/// before the commit forgets archive and password; the lists inside stay the same octets.
public struct Feedback: Sendable {
    let store: RegisterStore
    private let trust: RegisterTrust
    private let keepsLocalNumbers: Bool
    private let faults: FaultPoints

    /// - Parameter keepsLocalNumbers: whether the municipality's own numbers stay after the release. They lead a list's
    ///   reader back to a person, so the usual answer is no.
    public init(
        store: RegisterStore, trust: RegisterTrust, keepsLocalNumbers: Bool = false, faults: FaultPoints = .none
    ) {
        self.store = store
        self.trust = trust
        self.keepsLocalNumbers = keepsLocalNumbers
        self.faults = faults
    }

    /// Releases everything whose time has come: tests at once, others from the season's day of feedback on (I-042).
    ///
    /// One that cannot be released keeps none behind it waiting: it is held, and tried again the next time.
    /// - Parameter held: told of each that cannot, with what is wrong with it.
    /// - Returns: what was released now.
    public func runOnce(
        now: Date, held: (SubmissionID, SubmissionFault) -> Void = { _, _ in }
    ) throws -> [SubmissionID] {
        // All of them: a season's ordinary ones wait here for weeks, and tests behind them must not.
        let due = try store.submissions(in: .controlled, limit: .max).filter { submission in
            if submission.kind == .test { return true }
            guard let season = try store.season(of: submission.year) else { return false }
            return now >= season.instants.feedback
        }
        return try due.compactMap { submission in
            do { return try release(submission.id, now: now).id } catch let fault as SubmissionFault {
                held(submission.id, fault)
                return nil
            }
        }
    }

    /// Releases one submission, before its time too.
    /// - Returns: how it stands now; unchanged when it was released before.
    /// - Throws: `RegisterError.wrongState` when it is not controlled; `SubmissionFault` `.otherKey` when the trustee's
    ///   key that the manifest names is not known.
    public func release(_ id: SubmissionID, now: Date) throws -> Submission {
        guard let submission = try store.submission(id) else { throw RegisterError.unknown }
        guard submission.state != .released else { return submission }
        guard submission.state == .controlled else { throw RegisterError.wrongState }
        let packed = try pack(submission)
        try faults.pass(.archiveMade)
        try commit(submission, packed, now: now)
        try faults.pass(.released)
        guard let released = try store.submission(id) else { throw RegisterError.damaged }
        return released
    }

    /// What the password is bound to: it opens for this submission and nothing else.
    public static func passwordLabel(of id: SubmissionID) -> [UInt8] { ArchivePasswordSeal.label(of: id) }

    // MARK: - Steps

    typealias SealedPassword = (municipality: [UInt8], trustee: [UInt8])

    /// Puts the lists and tables of a submission into an archive under a password that no other has.
    func pack(_ submission: Submission) throws -> (archive: [UInt8], sealed: SealedPassword) {
        let id = submission.id
        let manifest = try trust.verifyAgain(
            store.signedManifest(of: id), acceptedAt: submission.arrivedAt
        ).0.manifest
        let password = ArchivePassword.make()
        // One file at a time: a large list is never held beside the others.
        let files = try store.feedbackNames(of: id).map { position, name in
            ArchiveFile(name: try ArchiveEntryName(name)) { try store.feedbackFile(position, of: id) }
        }
        let archive = try EncryptedArchive.write(files: files, password: password)
        return (archive, try seal(password, for: manifest))
    }

    private func seal(_ password: ArchivePassword, for manifest: SubmissionManifest) throws -> SealedPassword {
        let label = Self.passwordLabel(of: manifest.submission)
        let returnKey = try PublicKey(spkiDER: manifest.returnKey.bytes)
        guard let trusteeKey = trust.trusteeKeys.first(where: { KeyFingerprint(of: $0) == manifest.trusteeKey }) else {
            throw SubmissionFault(.otherKey)
        }
        return (
            try returnKey.encryptOAEP(password.bytes.bytes, label: label),
            try trusteeKey.encryptOAEP(password.bytes.bytes, label: label)
        )
    }

    private func commit(
        _ submission: Submission, _ packed: (archive: [UInt8], sealed: SealedPassword), now: Date
    ) throws {
        let records = RecordStore(store: store, submission: submission)
        try store.database.write { connection in
            try connection.run(
                """
                INSERT INTO archives (submission, name, archive, for_municipality, for_trustee, made_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    submission.key, Self.fileName(of: submission), packed.archive, packed.sealed.municipality,
                    packed.sealed.trustee, now.microseconds,
                ])
            try connection.run(
                "UPDATE submissions SET state = 'released', released_at = ? WHERE key = ? AND state = 'controlled'",
                [now.microseconds, submission.key])
            guard connection.changes == 1 else { throw RegisterError.wrongState }
            if !keepsLocalNumbers { try records.removeNumbers(in: connection) }
            let entry = AuditEntry(
                at: now, actor: "register", action: "submission.released", detail: ["submission": submission.id.text])
            try store.audit.append(entry, to: connection)
            try faults.pass(.beforeReleased)
        }
    }

    /// Such as `4601-00_2016_ordinary-1.zip`, and `4601-00_2016_ordinary-1_2.zip` when it was made anew: no two
    /// deliveries have the same.
    static func fileName(of submission: Submission, number: Int = 1) -> String {
        let again = number > 1 ? "_\(number)" : ""
        return "\(submission.unit)_\(submission.year)_\(submission.kind.rawValue)-\(submission.sequence)\(again).zip"
    }
}

import Cryptography
import Foundation
import Identifiers
import SQLiteAccess
public import SealedSubmission

/// Why something that takes more than a PIN is not done: a value, each with its own sentence.
public enum SenderRefusal: Error, Sendable, Equatable {
    /// There is no such submission of this sender's.
    case unknownSubmission
    /// The log-in was by PIN and no code came with it.
    case proofNeeded
    /// The code is wrong, used before, or another submission's.
    case codeRefused
    /// The register has made no file yet, or none for this one.
    case passwordNotYet
    /// It was shown or is too old, and destroyed.
    case passwordGone
    /// Not all of it has arrived.
    case notArrived
    /// It was refused; nothing is sent about it any more.
    case refusedBefore
    /// A contact that cannot be one.
    case contact(SubmissionFault.Code)
}

/// What a PIN alone never does, and by what it may be done: a log-in by certificate, or one by PIN with the code from the
/// signed receipt (issue 4 item 3).
struct SenderProofs: Sendable {
    /// What a code is good for, once each; for a password once for each file that the register makes.
    enum Purpose: String, Sendable { case password, contact }

    /// How long the same code may ask for the same thing again, so that a broken connection loses nothing.
    static let repetition: TimeInterval = 900
    /// How long after the arrival a log-in by PIN that shows the manifest is given the code.
    static let handing: TimeInterval = 86_400
    /// So many wrong codes for one submission raise the alarm.
    static let wrongBeforeAlarm = 10

    /// What was proved, and what must still be written down.
    struct Proven: Sendable {
        let record: SubmissionRecord
        let proof: SenderProof
        /// When the code was used for this purpose before, within the time it may be repeated.
        let usedAt: Date?
    }

    let store: TrusteeStore

    /// What was used is good once more, for something new.
    static func renew(_ purpose: Purpose, of id: SubmissionID, in connection: Connection) throws {
        try connection.run(
            "DELETE FROM code_uses WHERE submission = ? AND purpose = ?", [id.text, purpose.rawValue])
    }

    /// The code of a submission: derived, so that it stands in no file.
    func code(of id: SubmissionID) throws -> ReceiptCode {
        let bytes = HMACSHA256.authenticate(Array("receipt code\n\(id)".utf8), key: store.codeKey.bytes)
        guard let code = ReceiptCode(bytes: bytes) else { throw TrusteeError.damaged }
        return code
    }

    /// Whether the receipt for this sender may hold the code.
    /// - Parameter hasManifest: whether the same log-in has shown the signed manifest.
    func mayHaveCode(_ record: SubmissionRecord, _ sender: Admission, hasManifest: Bool, now: Date) -> Bool {
        switch sender.way {
        case .certificate: true
        case .pin: hasManifest && record.arrivedAt.map { now < $0 + Self.handing } == true
        }
    }

    /// Who asks, by what; the code is not used up yet. A wrong one is counted and audited: commit also when this refuses.
    func prove(
        _ sender: Admission, of id: SubmissionID, code typed: String?, for purpose: Purpose, at now: Date,
        in connection: Connection
    ) throws -> Result<Proven, SenderRefusal> {
        guard let record = try SubmissionRecords.find(id, in: connection), record.unit == sender.unit else {
            return .failure(.unknownSubmission)
        }
        switch sender.way {
        case .certificate: return .success(Proven(record: record, proof: .certificate, usedAt: nil))
        case .pin: break
        }
        guard let typed, !typed.isEmpty else { return .failure(.proofNeeded) }
        let used = try connection.first(
            "SELECT used_at FROM code_uses WHERE submission = ? AND purpose = ?", [id.text, purpose.rawValue]
        ) { try $0.required($0.date(0)) }
        let isRight = try ReceiptCode(typed: typed)?.isSame(as: code(of: id)) ?? false
        let isOpen = record.arrivedAt != nil && used.map { now < $0 + Self.repetition } != false
        guard isRight, isOpen else {
            try count(record, purpose, at: now, in: connection)
            return .failure(.codeRefused)
        }
        return .success(Proven(record: record, proof: .code, usedAt: used))
    }

    /// Writes down that the code was used; a repetition changes nothing.
    func use(_ proven: Proven, for purpose: Purpose, at now: Date, in connection: Connection) throws {
        guard proven.proof == .code, proven.usedAt == nil else { return }
        try connection.run(
            "INSERT INTO code_uses (submission, purpose, used_at) VALUES (?, ?, ?)",
            [proven.record.id.text, purpose.rawValue, now])
    }

    /// A hundred bits are not guessed; who tries knows the PIN and is told of. Beyond the alarm nothing more is recorded,
    /// so that trying does not fill the audit chain.
    private func count(
        _ record: SubmissionRecord, _ purpose: Purpose, at now: Date, in connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO code_faults (submission, wrong) VALUES (?, 1)
            ON CONFLICT (submission) DO UPDATE SET wrong = wrong + 1
            """, [record.id.text])
        let wrong = try connection.first("SELECT wrong FROM code_faults WHERE submission = ?", [record.id.text]) {
            Int(try $0.required($0.integer(0)))
        }
        guard let wrong, wrong <= Self.wrongBeforeAlarm else { return }
        let entry = AuditEntry(
            at: now, actor: "send module", action: "code.refused",
            detail: ["submission": record.id.text, "purpose": purpose.rawValue])
        try store.audit.append(entry, to: connection)
        guard wrong == Self.wrongBeforeAlarm else { return }
        try store.raise(
            .codeGuessed, municipality: record.unit.municipality, submission: record.id, at: now, in: connection)
    }
}

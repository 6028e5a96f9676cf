public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

extension Feedback {
    /// Gives a municipality its feedback again: the same lists in a new archive, under another password.
    ///
    /// For whoever's password is gone, or whose archive is damaged. The new one takes the earlier one's place here and at
    /// the portal; its password goes to the trustee with the file, a notice to the shared mailbox, and a message through
    /// the exchange where one went before. Who still has the earlier archive opens it with the earlier password.
    /// - Parameter makeID: gives a new UUID each time.
    /// - Returns: its number among the submission's archives, from 2.
    /// - Throws: `RegisterError.unknown`; `.wrongState` when it is not released, or a message with the earlier archive is
    ///   on its way out; `SubmissionFault` as `release(_:now:)`.
    @discardableResult
    public func renew(_ id: SubmissionID, now: Date, makeID: () -> UUID) throws -> Int {
        guard let submission = try store.submission(id) else { throw RegisterError.unknown }
        guard submission.state == .released else { throw RegisterError.wrongState }
        let packed = try pack(submission)
        return try store.database.write { connection in
            let last = try connection.first(
                "SELECT number FROM archives WHERE submission = ?", [submission.key]
            ) { try $0.required($0.count(0)) }
            guard let last, try store.mayRenewMessage(of: submission, in: connection) else {
                throw RegisterError.wrongState
            }
            let number = last + 1
            try connection.run(
                """
                UPDATE archives SET number = ?, name = ?, archive = ?, for_municipality = ?, for_trustee = ?,
                    made_at = ?, pushed_at = NULL
                WHERE submission = ?
                """,
                [
                    number, Self.fileName(of: submission, number: number), packed.archive, packed.sealed.municipality,
                    packed.sealed.trustee, now.microseconds, submission.key,
                ])
            // What was told of the earlier one: the new one's word, with its password, goes when it is there.
            try connection.run("DELETE FROM portal_files WHERE submission = ?", [submission.key])
            try connection.run(
                "DELETE FROM status_events WHERE submission = ? AND step = ?",
                [submission.key, SubmissionStep.fileReady.rawValue])
            try store.renewMessage(of: submission, msgID: makeID(), now: now, in: connection)
            let detail = ["submission": id.text, "number": "\(number)"]
            try store.audit.append(
                AuditEntry(at: now, actor: "register", action: "feedback.renewed", detail: detail), to: connection)
            return number
        }
    }
}

extension RegisterStore {
    /// Whether no message with a submission's archive lies ready or in the exchange's folder.
    fileprivate func mayRenewMessage(of submission: Submission, in connection: Connection) throws -> Bool {
        let word = try connection.first(
            "SELECT standing FROM feedback_messages WHERE submission = ?", [submission.key]
        ) { $0.text(0) }
        guard let word else { return true }
        switch word.flatMap(FeedbackMessage.Standing.init(rawValue:)) {
        case .queued, .written, nil: return false
        case .acknowledged, .accepted, .rejected, .unanswered, .failed: return true
        }
    }

    /// Queues the message anew, when there was one. Later words about the earlier ones are not about this archive, and
    /// are not listened to.
    fileprivate func renewMessage(
        of submission: Submission, msgID: UUID, now: Date, in connection: Connection
    ) throws {
        try connection.run("DELETE FROM earlier_messages WHERE submission = ?", [submission.key])
        // To where the municipality is now, which may be nowhere.
        guard let receiver = try Self.municipality(submission.unit, in: connection)?.exchange else {
            try connection.run("DELETE FROM feedback_messages WHERE submission = ?", [submission.key])
            return
        }
        try connection.run(
            """
            UPDATE feedback_messages SET msg_id = ?, receiver = ?, queued_at = ?, standing = 'queued', code = NULL, told_at = NULL,
                attempt = attempt + 1
            WHERE submission = ?
            """,
            [
                msgID.uuidString.lowercased(), try Self.text(of: receiver), now.microseconds, submission.key,
            ])
    }
}

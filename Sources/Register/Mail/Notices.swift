import Foundation
public import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission

/// Mails that follow from how submissions stand: a file is ready at the portal, or a submission must be sent again.
///
/// They are found and not remembered: a submission without its mail gets one, and never a second.
struct Notices: Sendable {
    let queue: MailQueue

    func write(now: Date, in connection: Connection) throws {
        // One for each archive: an archive that was made anew is told of anew.
        let ready = try connection.all(
            Submission.columns + """
                 WHERE state = 'released' AND EXISTS (
                    SELECT 1 FROM archives a WHERE a.submission = key AND a.pushed_at IS NOT NULL
                    AND NOT EXISTS (
                        SELECT 1 FROM mails m WHERE m.reference = 'feedback/' || id
                            || CASE a.number WHEN 1 THEN '' ELSE '/' || a.number END))
                ORDER BY key
                """
        ) { try Submission($0) }
        for submission in ready {
            let number = try connection.first(
                "SELECT number FROM archives WHERE submission = ?", [submission.key]
            ) { try $0.required($0.count(0)) }
            let mark = number.flatMap { $0 > 1 ? "/\($0)" : nil } ?? ""
            try add(.feedbackReady, "feedback", submission, mark, now: now, in: connection)
        }
        let refused = try connection.all(
            Submission.columns + """
                 WHERE state = 'refused'
                AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.reference = 'refused/' || id) ORDER BY key
                """
        ) { try Submission($0) }
        for submission in refused { try add(.refused, "refused", submission, now: now, in: connection) }
        try ContactNotices(queue: queue).write(now: now, in: connection)
        try PinMails(queue: queue).write(now: now, in: connection)
    }

    private func add(
        _ kind: RegisterMailKind, _ series: String, _ submission: Submission, _ mark: String = "", now: Date,
        in connection: Connection
    ) throws {
        guard let municipality = try RegisterStore.municipality(submission.unit, in: connection) else {
            throw RegisterError.damaged
        }
        let contacts = try RegisterStore.contacts(of: submission, keys: queue.keys, in: connection)
        let texts = MailTexts(settings: queue.settings, language: municipality.language)
        let isReady = kind == .feedbackReady
        let order = MailOrder(
            reference: "\(series)/\(submission.id)\(mark)", kind: kind, unit: submission.unit,
            to: isReady ? municipality.sharedAddress : contacts.contact.email,
            text: isReady
                ? texts.feedbackReady(
                    for: municipality, unit: submission.unit, year: submission.year, label: submission.label,
                    contactName: contacts.contact.name)
                : texts.refused(for: municipality, submission: submission))
        _ = try queue.add(order, now: now, to: connection)
    }
}

extension RegisterStore {
    static func contacts(
        of submission: Submission, keys: RegisterKeys, in connection: Connection
    ) throws -> Contacts {
        let sealed = try connection.first("SELECT contact FROM submissions WHERE key = ?", [submission.key]) {
            try $0.required($0.bytes(0))
        }
        guard let sealed else { throw RegisterError.unknown }
        return try Contacts.open(sealed, of: submission.id, keys: keys)
    }

    /// Who answers for a submission, and the shared mailbox that its notices go to: two kinds kept apart (I-038).
    public func contacts(of id: SubmissionID) throws -> Contacts {
        try database.read { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            return try Self.contacts(of: submission, keys: keys, in: connection)
        }
    }
}

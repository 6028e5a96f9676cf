import Cryptography
import Foundation
import Identifiers
import Letters
import SQLiteAccess
import SealedSubmission

/// A mail to be put into the queue.
struct MailOrder: Sendable {
    /// What it is about, so that the same mail is never queued twice: `receipt/4601-00/…`, `feedback/…`.
    let reference: String
    let kind: RegisterMailKind
    let unit: ReportingUnit
    let to: String
    let text: MailText
}

/// The queue of mails in the database: sealed, and with their Message-ID on disk before the first attempt.
struct MailQueue: Sendable {
    let keys: RegisterKeys
    let settings: MailSettings

    /// A mail that is due.
    struct Due: Sendable {
        let key: Int64
        let mail: RegisterMail
        let attempts: Int
    }

    /// Puts a mail into the queue in the caller's transaction.
    /// - Returns: its key; nil when one with this reference was queued before.
    func add(_ order: MailOrder, now: Date, to connection: Connection) throws -> Int64? {
        let known = try connection.first("SELECT 1 FROM mails WHERE reference = ?", [order.reference]) { _ in true }
        guard known == nil else { return nil }
        let mail = RegisterMail(
            messageID: newMessageID(), date: now, from: settings.sender, to: order.to, subject: order.text.subject,
            plain: order.text.plain, html: order.text.html, kind: order.kind)
        try insert(mail, reference: order.reference, unit: order.unit, into: connection)
        return connection.insertedKey
    }

    /// The oldest mail that is due after the one with key `last`; its attempt is counted with this.
    func begin(after last: Int64, now: Date, in connection: Connection) throws -> Due? {
        let due = try connection.first(
            """
            SELECT key, message_id, mail, attempts FROM mails
            WHERE state = 'queued' AND next_at <= ? AND key > ? ORDER BY key LIMIT 1
            """,
            [now.microseconds, last]
        ) {
            Due(
                key: try $0.required($0.integer(0)),
                mail: try open(try $0.required($0.bytes(2)), messageID: try $0.required($0.text(1))),
                attempts: try $0.required($0.count(3)) + 1)
        }
        guard let due else { return nil }
        try connection.run(
            "UPDATE mails SET attempts = ?, last_at = ? WHERE key = ?", [due.attempts, now.microseconds, due.key])
        return due
    }

    /// Keeps what a server answered.
    func end(_ due: Due, with answer: MailAnswer, now: Date, in connection: Connection) throws {
        let (state, code, next): (MailStatus.State, Int?, Date) =
            switch answer {
            case .accepted: (.accepted, nil, now)
            case .refused(let code): (.refused, code, now)
            case .deferred(let code) where now > due.mail.date + Self.longestWait: (.refused, code, now)
            case .deferred(let code): (.queued, code, now + Self.pause(after: due.attempts))
            }
        try connection.run(
            "UPDATE mails SET state = ?, answer = ?, next_at = ? WHERE key = ? AND state = 'queued'",
            [state.rawValue, code, next.microseconds, due.key])
        if state == .accepted { try noteSent(due, now: now, in: connection) }
    }

    /// The municipality sees after logging in that a mail about its submission has left.
    private func noteSent(_ due: Due, now: Date, in connection: Connection) throws {
        let step: SubmissionStep
        let submissions: String
        switch due.mail.kind {
        case .receipt:
            step = .receiptSent
            submissions = "SELECT submission FROM receipts WHERE mail = ?"
        case .feedbackReady:
            step = .noticeSent
            submissions =
                "SELECT s.key FROM submissions s JOIN mails m ON m.reference = 'feedback/' || s.id WHERE m.key = ?"
        case .refused, .contactChanged, .pinWrong, .seasonOpening: return
        }
        for submission in try connection.all(submissions, [due.key], { try $0.required($0.integer(0)) }) {
            try StatusEvents.note(step, of: submission, at: now, in: connection)
        }
    }

    /// All mails of one unit, or all that are not accepted, newest first.
    func statuses(of unit: ReportingUnit?, in connection: Connection) throws -> [MailStatus] {
        let columns =
            "SELECT message_id, kind, municipality, district, mail, state, attempts, last_at, answer, "
            + "returned_status FROM mails "
        let rule = unit == nil ? "WHERE state <> 'accepted'" : "WHERE municipality = ? AND district = ?"
        let values = unit.map { [$0.municipality.digits, $0.district.digits] } ?? []
        return try connection.all(columns + rule + " ORDER BY key DESC", values) { row in
            let messageID = try row.required(row.text(0))
            let mail = try open(try row.required(row.bytes(4)), messageID: messageID)
            return MailStatus(
                messageID: messageID, kind: mail.kind,
                unit: "\(try row.required(row.text(2)))-\(try row.required(row.text(3)))", to: mail.to,
                state: try row.required(row.text(5).flatMap(MailStatus.State.init)),
                attempts: try row.required(row.count(6)), lastAttempt: row.date(7), answer: row.count(8),
                returned: row.text(9))
        }
    }

    /// Queues the same words again as a new mail: for a clerk who never saw the first (I-060, I-067). What went to the
    /// municipality's shared address goes to the one that it has now.
    func repeated(_ messageID: String, now: Date, in connection: Connection) throws {
        let found = try connection.first(
            "SELECT reference, municipality, district, mail FROM mails WHERE message_id = ?", [messageID]
        ) { row in
            (
                reference: try row.required(row.text(0)),
                unit: try row.required(
                    ReportingUnit("\(try row.required(row.text(1)))-\(try row.required(row.text(2)))")),
                mail: try open(try row.required(row.bytes(3)), messageID: messageID)
            )
        }
        guard let found else { throw RegisterError.unknown }
        let old = found.mail
        var address = old.to
        if old.kind.isToSharedAddress, let unit = try RegisterStore.municipality(found.unit, in: connection) {
            address = unit.sharedAddress
        }
        let mail = RegisterMail(
            messageID: newMessageID(), date: now, from: old.from, to: address, subject: old.subject, plain: old.plain,
            html: old.html, kind: old.kind)
        try insert(
            mail, reference: "\(found.reference)/again/\(mail.messageID)", unit: found.unit, into: connection)
    }

    private func newMessageID() -> String { "\(Hexadecimal.encode(SecureRandom.bytes(16)))@\(settings.domain)" }

    private func insert(
        _ mail: RegisterMail, reference: String, unit: ReportingUnit, into connection: Connection
    ) throws {
        let sealed = try keys.seal(Array(try RegisterStore.encoder().encode(mail)), as: Self.use(mail.messageID))
        try connection.run(
            """
            INSERT INTO mails
            (reference, message_id, kind, municipality, district, mail, state, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, ?, 'queued', 0, ?)
            """,
            [
                reference, mail.messageID, mail.kind.rawValue, unit.municipality.digits, unit.district.digits,
                sealed, mail.date.microseconds,
            ])
    }

    private func open(_ sealed: [UInt8], messageID: String) throws -> RegisterMail {
        try Self.open(sealed, messageID: messageID, keys: keys)
    }

    static func open(_ sealed: [UInt8], messageID: String, keys: RegisterKeys) throws -> RegisterMail {
        let text = String(decoding: try keys.open(sealed, as: use(messageID)), as: UTF8.self)
        return try RegisterStore.decode(RegisterMail.self, from: text)
    }

    private static func use(_ messageID: String) -> String { "mail/\(messageID)" }

    /// As long as mail servers themselves keep trying (RFC 5321 4.5.4.1).
    private static let longestWait: TimeInterval = 5 * 86_400

    /// One minute, five, a quarter of an hour, and then an hour.
    private static func pause(after attempts: Int) -> TimeInterval {
        switch attempts {
        case ...1: 60
        case 2: 300
        case 3: 900
        default: 3_600
        }
    }
}

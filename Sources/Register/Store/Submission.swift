public import Foundation
public import Identifiers
public import OsloCalendar
import SQLiteAccess
public import SealedSubmission

/// Where a submission stands: `received → joined → controlled → released`, or `refused` on the way.
public enum SubmissionState: String, Sendable, CaseIterable {
    /// Verified and complete, with the trustee's map: the sender has its answer.
    case received
    /// Content stands under pseudonyms, and what joined them is destroyed.
    case joined
    /// Lists and tables are made.
    case controlled
    /// The archive is made, its password sealed, and the notice queued.
    case released
    /// The content does not fit the manifest or the map; `refusal` names why. Nothing of it is kept.
    case refused
}

/// A submission as the register's staff and the municipality see it: no person's data (I-068).
public struct Submission: Sendable, Equatable {
    public let key: Int64
    public let id: SubmissionID
    public let unit: ReportingUnit
    /// The year the data are about.
    public let year: Int
    public let kind: SubmissionKind
    /// What it counts as, by the season's dates.
    public let label: SubmissionLabel
    /// The signed sequence number, from 1: the highest of a unit, year and kind counts, in whatever order they arrive.
    public let sequence: Int
    public let state: SubmissionState
    /// Why it was refused after it had been received: the code of a `JoinFault`.
    public let refusal: String?
    public let persons: Int
    /// Persons whose identity the trustee could not give a pseudonym for.
    public let withoutPseudonym: Int
    /// How many remarks the controls made; nil before them.
    public let findings: Int?
    /// The trustee's generation of the pseudonym key.
    public let generation: Int
    public let arrivedAt: Date
    public let joinedAt: Date?
    public let controlledAt: Date?
    public let releasedAt: Date?

    static let columns =
        """
        SELECT key, id, municipality, district, year, kind, label, sequence, state, refusal, persons,
            without_pseudonym, findings, generation, arrived_at, joined_at, controlled_at, released_at
        FROM submissions
        """

    init(_ row: Columns) throws {
        key = try row.required(row.integer(0))
        id = try row.required(row.text(1).flatMap { SubmissionID($0) })
        unit = try row.required(ReportingUnit("\(try row.required(row.text(2)))-\(try row.required(row.text(3)))"))
        year = try row.required(row.count(4))
        kind = try row.required(row.text(5).flatMap(SubmissionKind.init))
        label = try row.required(row.text(6).flatMap(SubmissionLabel.init))
        sequence = try row.required(row.count(7))
        state = try row.required(row.text(8).flatMap(SubmissionState.init))
        refusal = row.text(9)
        persons = try row.required(row.count(10))
        withoutPseudonym = try row.required(row.count(11))
        findings = row.count(12)
        generation = try row.required(row.count(13))
        arrivedAt = try row.required(row.date(14))
        joinedAt = row.date(15)
        controlledAt = row.date(16)
        releasedAt = row.date(17)
    }
}

extension RegisterStore {
    /// The submission with this id; nil for one the register has not received.
    public func submission(_ id: SubmissionID) throws -> Submission? {
        try database.read { try Self.submission(id, in: $0) }
    }

    /// All submissions of a unit about a year, refused ones and tests too: the history (T-128).
    public func submissions(of unit: ReportingUnit, year: Int) throws -> [Submission] {
        try database.read {
            try $0.all(
                Submission.columns + " WHERE municipality = ? AND district = ? AND year = ? ORDER BY key",
                [unit.municipality.digits, unit.district.digits, year]
            ) { try Submission($0) }
        }
    }

    /// The oldest submissions in a state, for the job that does the next step.
    public func submissions(in state: SubmissionState, limit: Int = 100) throws -> [Submission] {
        try database.read {
            try $0.all(Submission.columns + " WHERE state = ? ORDER BY key LIMIT ?", [state.rawValue, limit]) {
                try Submission($0)
            }
        }
    }

    /// The submission that counts for a unit and year: a correction before an ordinary one, then the highest signed
    /// sequence; never a test, and only one whose content was joined. Arrival plays no part (T-128).
    public func submissionInForce(of unit: ReportingUnit, year: Int) throws -> Submission? {
        try database.read { try Self.inForce(unit, year: year, in: $0) }
    }

    /// Submissions that have waited for their receipt since a round before `now` (I-037).
    public func submissionsWithoutReceipt(now: Date) throws -> [SubmissionID] {
        try database.read {
            try $0.all(
                """
                SELECT s.id FROM receipts r JOIN submissions s ON s.key = r.submission
                LEFT JOIN mails m ON m.key = r.mail
                WHERE r.round <= ? AND (m.key IS NULL OR m.state <> 'accepted') ORDER BY s.key
                """,
                [now.microseconds]
            ) { row in try row.required(row.text(0).flatMap { SubmissionID($0) }) }
        }
    }

    /// Changes who answers for a submission, after it was sent (I-085). The caller has checked who asks.
    public func changeContacts(of id: SubmissionID, to contacts: Contacts, now: Date) throws {
        try database.write { connection in
            guard let submission = try Self.submission(id, in: connection) else { throw RegisterError.unknown }
            try connection.run(
                "UPDATE submissions SET contact = ? WHERE key = ?",
                [try contacts.sealed(of: id, keys: keys), submission.key])
            try connection.run(
                "UPDATE receipts SET contact = ? WHERE submission = ? AND mail IS NULL",
                [keys.contact(of: contacts.contact.email), submission.key])
            let entry = AuditEntry(
                at: now, actor: "send-module", action: "submission.contacts", detail: ["submission": id.text])
            try audit.append(entry, to: connection)
        }
    }

    static func submission(_ id: SubmissionID, in connection: Connection) throws -> Submission? {
        try connection.first(Submission.columns + " WHERE id = ?", [id.text]) { try Submission($0) }
    }

    static func inForce(_ unit: ReportingUnit, year: Int, in connection: Connection) throws -> Submission? {
        try connection.first(
            Submission.columns + """
                 WHERE municipality = ? AND district = ? AND year = ? AND kind <> 'test'
                AND state IN ('joined', 'controlled', 'released')
                ORDER BY kind = 'correction' DESC, sequence DESC LIMIT 1
                """,
            [unit.municipality.digits, unit.district.digits, year]
        ) { try Submission($0) }
    }
}

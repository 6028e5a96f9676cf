public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

extension RegisterStore {
    /// How far back archives are sent when the exchange, or a municipality's address in it, is set up later: a season.
    private static let reach: TimeInterval = 180 * 86_400

    /// Queues a message for each archive that has none and whose municipality can be reached by the exchange.
    /// - Parameter makeID: gives a new UUID each time.
    /// - Returns: how many.
    @discardableResult
    public func queueMessages(from sender: ExchangeParty, now: Date, makeID: () -> UUID) throws -> Int {
        try database.write { connection in
            let waiting = try connection.all(
                """
                SELECT s.key, s.municipality, s.district FROM archives a JOIN submissions s ON s.key = a.submission
                LEFT JOIN feedback_messages m ON m.submission = s.key
                WHERE m.submission IS NULL AND a.made_at >= ? ORDER BY s.key
                """,
                [(now - Self.reach).microseconds]
            ) { row in
                (
                    key: try row.required(row.integer(0)),
                    unit: try row.required(
                        ReportingUnit("\(try row.required(row.text(1)))-\(try row.required(row.text(2)))"))
                )
            }
            var count = 0
            for entry in waiting {
                guard let receiver = try Self.municipality(entry.unit, in: connection)?.exchange else { continue }
                try connection.run(
                    """
                    INSERT INTO feedback_messages (submission, msg_id, sender, receiver, queued_at, standing)
                    VALUES (?, ?, ?, ?, ?, 'queued')
                    """,
                    [
                        entry.key, makeID().uuidString.lowercased(), try Self.text(of: sender),
                        try Self.text(of: receiver), now.microseconds,
                    ])
                count += 1
            }
            return count
        }
    }

    /// All messages, or those with one standing, oldest first.
    public func messages(_ standing: FeedbackMessage.Standing? = nil) throws -> [FeedbackMessage] {
        try database.read {
            try $0.all(
                """
                SELECT s.id, s.municipality, s.district, m.msg_id, m.sender, m.receiver, m.queued_at, m.standing, m.code,
                    m.told_at, m.attempt
                FROM feedback_messages m JOIN submissions s ON s.key = m.submission
                WHERE ? IS NULL OR m.standing = ? ORDER BY m.submission
                """,
                [standing?.rawValue, standing?.rawValue]
            ) { try Self.message($0) }
        }
    }

    /// What the exchange's server says of a message, or that it was written: taken once, in whatever order it comes.
    ///
    /// - Parameters:
    ///   - msgID: of a message of ours; one of another is not noted.
    ///   - receipt: the file that says so, which is not read again; nil for what stands in no receipt.
    public func note(
        _ standing: FeedbackMessage.Standing?, code: String? = nil, of msgID: String?, receipt: String? = nil, now: Date
    ) throws {
        try database.write { connection in
            if let receipt {
                try connection.run(
                    "INSERT OR IGNORE INTO exchange_receipts (file, read_at) VALUES (?, ?)",
                    [receipt, now.microseconds])
                guard connection.changes == 1 else { return }
            }
            guard let standing, let msgID else { return }
            let found = try connection.first(
                "SELECT submission, standing FROM feedback_messages WHERE msg_id = ?", [msgID]
            ) { (key: try $0.required($0.integer(0)), standing: $0.text(1)) }
            guard let found else {
                return try Self.noteEarlier(standing, code: code, of: msgID, now: now, in: connection)
            }
            let old = found.standing.flatMap(FeedbackMessage.Standing.init(rawValue:)) ?? .queued
            guard old.yields(to: standing) else { return }
            try connection.run(
                "UPDATE feedback_messages SET standing = ?, code = ?, told_at = ? WHERE submission = ?",
                [standing.rawValue, code, now.microseconds, found.key])
            switch standing {
            case .written: try StatusEvents.note(.fileReady, of: found.key, at: now, in: connection)
            case .accepted: try StatusEvents.note(.fetched, of: found.key, at: now, in: connection)
            case .queued, .acknowledged, .rejected, .unanswered, .failed: break
            }
        }
    }

    /// Sends a message again, as a new one, to the address that the municipality has now.
    /// - Throws: `RegisterError.unknown` when the submission has none or its municipality no address; `.wrongState` while
    ///   one is under way or has been taken.
    public func repeatMessage(of id: SubmissionID, from sender: ExchangeParty, makeID: () -> UUID, now: Date) throws {
        try database.write { connection in
            guard let submission = try Self.submission(id, in: connection),
                let receiver = try Self.municipality(submission.unit, in: connection)?.exchange,
                let word = try connection.first(
                    "SELECT standing FROM feedback_messages WHERE submission = ?", [submission.key], { $0.text(0) }),
                let standing = word.flatMap(FeedbackMessage.Standing.init(rawValue:))
            else { throw RegisterError.unknown }
            guard standing.mayRepeat else { throw RegisterError.wrongState }
            try connection.run(
                """
                INSERT INTO earlier_messages (msg_id, submission, attempt, standing, code, told_at)
                SELECT msg_id, submission, attempt, standing, code, told_at FROM feedback_messages WHERE submission = ?
                """, [submission.key])
            try connection.run(
                """
                UPDATE feedback_messages SET msg_id = ?, sender = ?, receiver = ?, queued_at = ?, standing = 'queued',
                    code = NULL, told_at = NULL, attempt = attempt + 1
                WHERE submission = ?
                """,
                [
                    makeID().uuidString.lowercased(), try Self.text(of: sender), try Self.text(of: receiver),
                    now.microseconds, submission.key,
                ])
        }
    }

    /// A late word about a message that was sent again: when the receiver has taken that one, it has what was sent.
    private static func noteEarlier(
        _ standing: FeedbackMessage.Standing, code: String?, of msgID: String, now: Date, in connection: Connection
    ) throws {
        let earlier = try connection.first(
            "SELECT submission, standing FROM earlier_messages WHERE msg_id = ?", [msgID]
        ) {
            (
                key: try $0.required($0.integer(0)),
                standing: $0.text(1).flatMap(FeedbackMessage.Standing.init(rawValue:))
            )
        }
        guard let earlier, earlier.standing?.yields(to: standing) == true else { return }
        try connection.run(
            "UPDATE earlier_messages SET standing = ?, code = ?, told_at = ? WHERE msg_id = ?",
            [standing.rawValue, code, now.microseconds, msgID])
        guard standing == .accepted else { return }
        try connection.run(
            "UPDATE feedback_messages SET standing = ?, code = NULL, told_at = ? WHERE submission = ?",
            [standing.rawValue, now.microseconds, earlier.key])
        try StatusEvents.note(.fetched, of: earlier.key, at: now, in: connection)
    }

    /// Which of these receipts have not been read.
    public func unread(receipts: [String]) throws -> [String] {
        let known = try database.read {
            Set(try $0.all("SELECT file FROM exchange_receipts") { try $0.required($0.text(0)) })
        }
        return receipts.filter { !known.contains($0) }
    }

    static func text(of party: ExchangeParty) throws -> String {
        String(decoding: try encoder().encode(party), as: UTF8.self)
    }

    private static func message(_ row: Columns) throws -> FeedbackMessage {
        FeedbackMessage(
            submission: try row.required(row.text(0).flatMap { SubmissionID($0) }),
            unit: try row.required(
                ReportingUnit("\(try row.required(row.text(1)))-\(try row.required(row.text(2)))")),
            msgID: try row.required(row.text(3)),
            from: try decode(ExchangeParty.self, from: row.required(row.text(4))),
            to: try decode(ExchangeParty.self, from: row.required(row.text(5))),
            queuedAt: try row.required(row.date(6)),
            standing: try row.required(row.text(7).flatMap(FeedbackMessage.Standing.init(rawValue:))),
            code: row.text(8), toldAt: row.date(9), attempt: try row.required(row.count(10)))
    }
}

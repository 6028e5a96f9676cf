public import Foundation
public import Identifiers
import SQLiteAccess

/// A mail that did not reach its address, when none has reached it since.
public struct UndeliveredMail: Sendable, Equatable, Codable {
    public let to: String
    public let kind: RegisterMailKind
    /// `refused` by a server, or taken and `bounced`.
    public let state: MailStatus.State
    /// The server's word: a reply code such as 550, or a status such as 5.1.1; nil when none was given.
    public let code: String?
    public let at: Date?
    /// Whether it is the unit's shared address, and not a contact's.
    public let isSharedAddress: Bool
}

extension RegisterStore {
    /// Addresses that the newest mail to them did not reach, by unit (I-048, I-067).
    public func undeliveredMails() throws -> [ReportingUnit: [UndeliveredMail]] {
        try database.read { connection in
            let rows = try connection.all(
                """
                SELECT municipality, district, message_id, mail, state, coalesce(returned_status, answer),
                    coalesce(returned_at, last_at)
                FROM mails WHERE state <> 'queued' AND municipality || district IN
                    (SELECT municipality || district FROM mails WHERE state IN ('refused', 'bounced'))
                ORDER BY key
                """
            ) { row in
                let id = try row.required(row.text(2))
                return (
                    unit: try row.required(
                        ReportingUnit("\(try row.required(row.text(0)))-\(try row.required(row.text(1)))")),
                    mail: try MailQueue.open(try row.required(row.bytes(3)), messageID: id, keys: keys),
                    state: try row.required(row.text(4).flatMap(MailStatus.State.init)),
                    code: row.text(5) ?? row.count(5).map(String.init),
                    at: row.date(6)
                )
            }
            var undelivered: [ReportingUnit: [UndeliveredMail]] = [:]
            for (unit, mails) in Dictionary(grouping: rows, by: \.unit) {
                let shared = try Self.municipality(unit, in: connection)?.sharedAddress
                // The newest to each address counts.
                let newest = Dictionary(mails.map { ($0.mail.to, $0) }) { $1 }.values.filter { $0.state != .accepted }
                undelivered[unit] = newest.map { row in
                    UndeliveredMail(
                        to: row.mail.to, kind: row.mail.kind, state: row.state, code: row.code, at: row.at,
                        isSharedAddress: row.mail.to == shared)
                }.sorted { $0.to < $1.to }
            }
            return undelivered.filter { !$0.value.isEmpty }
        }
    }

    /// Keeps that a mail which a server had taken came back, with the status that the report gives (RFC 3463).
    /// - Returns: false for a mail that is not the register's.
    public func mailReturned(_ messageID: String, status: String?, now: Date) throws -> Bool {
        try database.write { connection in
            try connection.run(
                """
                UPDATE mails SET state = 'bounced', returned_at = coalesce(returned_at, ?),
                    returned_status = coalesce(returned_status, ?)
                WHERE message_id = ?
                """, [now.microseconds, status, messageID])
            return connection.changes == 1
        }
    }

    /// Whether a mail is the register's own.
    public func isOwnMail(_ messageID: String) throws -> Bool {
        try database.read {
            try $0.first("SELECT 1 FROM mails WHERE message_id = ?", [messageID]) { _ in true } ?? false
        }
    }
}

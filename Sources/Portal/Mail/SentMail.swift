import Foundation
import Identifiers
import SQLiteAccess
import Web

/// A mail that was sent to a municipality's shared address, as the municipality sees it (I-054, I-067).
struct SentMail: Equatable, Sendable {
    enum State: String, Sendable, CaseIterable {
        /// It waits for the mail server.
        case queued
        /// A mail server has taken it.
        case accepted
        /// No server takes it.
        case refused
        /// It was of no use any more before a server took it.
        case expired
        /// A server had taken it, and it came back.
        case bounced
    }

    let written: Date
    /// nil for one that was sent before subjects were kept.
    let subject: String?
    let kind: PortalMail.Kind?
    let state: State
    /// The server's word for why: a reply code, or a status.
    let code: String?
    /// What it says, where that is kept: the register's mails hold no link.
    let text: String?
}

/// A mail of the register's own, as it tells the portal of it.
struct RegisterMailForm: Decodable, Equatable, Sendable {
    let messageID: String
    let unit: ReportingUnit
    /// Microseconds since 1970.
    let writtenAt: Int64
    let subject: String
    let text: String
    let state: SentMail.State
    let code: String?

    private enum CodingKeys: String, CodingKey { case messageID, unit, writtenAt, subject, text, state, code }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        messageID = try values.decode(String.self, forKey: .messageID)
        writtenAt = try values.decode(Int64.self, forKey: .writtenAt)
        subject = try values.decode(String.self, forKey: .subject)
        text = try values.decode(String.self, forKey: .text)
        code = try values.decodeIfPresent(String.self, forKey: .code)
        guard let unit = ReportingUnit(try values.decode(String.self, forKey: .unit)),
            let state = SentMail.State(rawValue: try values.decode(String.self, forKey: .state)),
            (1...250).contains(messageID.utf8.count)
        else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "No mail of the register's."))
        }
        self.unit = unit
        self.state = state
    }
}

extension PortalStore {
    /// Keeps a mail of the register's, or how it stands now. False when the unit is not known.
    func keep(_ mail: RegisterMailForm) async throws -> Bool {
        try await database.write { connection in
            guard try !Self.units("unit = ?", mail.unit.description, in: connection).isEmpty else { return false }
            try connection.run(
                """
                INSERT INTO register_mails (message_id, unit, written_at, subject, text, state, code)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (message_id) DO UPDATE SET state = excluded.state, code = excluded.code
                """,
                [
                    mail.messageID, mail.unit.description, mail.writtenAt, mail.subject, mail.text, mail.state.rawValue,
                    mail.code,
                ])
            return true
        }
    }

    /// The mails to an account's shared address, the portal's and the register's, newest first.
    func sentMails(to account: SharedAddress) async throws -> [SentMail] {
        try await database.read { connection in
            try connection.all(
                """
                SELECT written_at, subject, kind, state, answer, NULL FROM mails WHERE account = ?1
                UNION ALL SELECT written_at, subject, NULL, state, code, text FROM register_mails
                    WHERE unit IN (SELECT unit FROM units WHERE account = ?1)
                ORDER BY 1 DESC LIMIT 500
                """, [account.text]
            ) { row in
                SentMail(
                    written: try row.required(row.date(0)), subject: row.text(1), kind: row.code(2),
                    state: try row.required(row.code(3)), code: row.text(4) ?? row.count(4).map(String.init),
                    text: row.text(5))
            }
        }
    }
}

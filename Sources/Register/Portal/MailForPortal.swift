import Foundation
public import Identifiers
import SQLiteAccess

/// A mail to a shared address, or how it stands now, that the portal should know of: it shows the municipality what was
/// sent to it (I-067).
public struct MailToTell: Sendable, Equatable {
    let key: Int64
    /// How it stands, in one word that is compared.
    let standing: String
    public let unit: ReportingUnit
    public let body: [UInt8]
}

/// The mail as it travels: the words of a notice, which hold no link and nothing about anyone in care.
private struct MailForPortal: Encodable {
    let messageID: String
    let unit: String
    /// Microseconds since 1970.
    let writtenAt: Int64
    let subject: String
    let text: String
    let state: String
    let code: String?
}

extension RegisterStore {
    /// Mails to shared addresses of which the portal does not know how they stand, oldest first. Mails to contacts are none
    /// of the shared account's.
    public func mailsToTell(limit: Int = 200) throws -> [MailToTell] {
        try database.read { connection in
            let kinds = RegisterMailKind.allCases.filter(\.isToSharedAddress).map { "'\($0.rawValue)'" }.joined(
                separator: ", ")
            return try connection.all(
                """
                SELECT m.key, m.message_id, m.municipality, m.district, m.mail, m.state,
                    coalesce(m.returned_status, m.answer),
                    m.state || ' ' || coalesce(m.returned_status, m.answer, '') AS standing
                FROM mails m LEFT JOIN portal_mails p ON p.mail = m.key
                WHERE m.kind IN (\(kinds)) AND (p.told IS NULL OR p.told <> standing) ORDER BY m.key LIMIT ?
                """, [limit]
            ) { row in
                let id = try row.required(row.text(1))
                let unit = try row.required(
                    ReportingUnit("\(try row.required(row.text(2)))-\(try row.required(row.text(3)))"))
                let mail = try MailQueue.open(try row.required(row.bytes(4)), messageID: id, keys: keys)
                let form = MailForPortal(
                    messageID: id, unit: unit.description, writtenAt: mail.date.microseconds, subject: mail.subject,
                    text: mail.plain, state: try row.required(row.text(5)),
                    code: row.text(6) ?? row.count(6).map(String.init))
                return MailToTell(
                    key: try row.required(row.integer(0)), standing: try row.required(row.text(7)), unit: unit,
                    body: Array(try Self.encoder().encode(form)))
            }
        }
    }

    /// The portal has it.
    public func mailTold(_ mail: MailToTell) throws {
        try database.write {
            try $0.run("INSERT OR REPLACE INTO portal_mails (mail, told) VALUES (?, ?)", [mail.key, mail.standing])
        }
    }
}

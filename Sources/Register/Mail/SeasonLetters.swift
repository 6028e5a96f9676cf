public import Foundation
public import Identifiers
import SQLiteAccess

/// How the letter about a season stands for one municipality or district (I-075).
public struct SeasonLetter: Sendable, Equatable, Codable {
    public let unit: ReportingUnit
    public let name: String
    /// Where it went; where it would go when none has been written.
    public let to: String
    /// nil when none has been written.
    public let state: MailStatus.State?
    public let at: Date?
    /// The server's word for why it was not delivered.
    public let code: String?
}

extension RegisterStore {
    /// The newest letter to each municipality about one year's reporting, by number.
    public func seasonLetters(of year: Int) throws -> [SeasonLetter] {
        try database.read { connection in
            try Self.municipalities(in: connection).map { municipality in
                let reference = "season/\(year)/\(municipality.unit)"
                let found = try connection.first(
                    """
                    SELECT message_id, mail, state, coalesce(returned_at, last_at), coalesce(returned_status, answer)
                    FROM mails WHERE reference = ?1 OR reference LIKE ?1 || '/again/%' ORDER BY key DESC LIMIT 1
                    """, [reference]
                ) { row in
                    let id = try row.required(row.text(0))
                    return SeasonLetter(
                        unit: municipality.unit, name: municipality.name,
                        to: try MailQueue.open(try row.required(row.bytes(1)), messageID: id, keys: keys).to,
                        state: try row.required(row.text(2).flatMap(MailStatus.State.init)), at: row.date(3),
                        code: row.text(4) ?? row.count(4).map(String.init))
                }
                return found
                    ?? SeasonLetter(
                        unit: municipality.unit, name: municipality.name, to: municipality.sharedAddress, state: nil,
                        at: nil, code: nil)
            }
        }
    }
}

import Cryptography
public import Foundation
import SQLiteAccess
public import Web

/// A mail that waits for the relay, with the Message-ID that it keeps in every attempt.
public struct QueuedPortalMail: Sendable, Equatable {
    let key: Int64
    /// Without angle brackets.
    public let messageID: String
    /// Tries so far, this one included.
    let attempts: Int
    public let mail: PortalMail
}

/// What the relay answered.
public enum PortalMailAnswer: Sendable, Equatable {
    /// It took the mail, which it now answers for.
    case accepted
    /// It will never take it, with its reply code.
    case refused(code: Int)
    /// Not now, with the reply code, or 0 when no server answered.
    case deferred(code: Int)
}

/// How a mail stands, for the portal's staff (I-054, I-067). The words of it are not shown: it may hold a link.
public struct PortalMailStatus: Sendable, Equatable, Codable {
    public enum State: String, Sendable, Codable, CaseIterable {
        case queued, accepted, refused
        /// It was not taken while it was of use: the link in it has ended.
        case expired
    }

    public let messageID: String
    public let kind: PortalMail.Kind
    public let to: SharedAddress
    public let state: State
    public let writtenAt: Date
    public let attempts: Int
    public let lastAttempt: Date?
    /// The last reply code of a server; nil when none was given.
    public let answer: Int?
}

/// The queue of mails: sealed, and with their Message-ID on disk before the first attempt.
extension PortalStore {
    /// Puts a mail into the queue; it is on disk when this returns.
    public func queue(_ mail: PortalMail, from sender: String) async throws {
        try await database.write { [keys] in try Self.queue(mail, from: sender, keys: keys, in: $0) }
    }

    static func queue(_ mail: PortalMail, from sender: String, keys: PortalKeys, in connection: Connection) throws {
        let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let messageID = "\(Hexadecimal.encode(SecureRandom.bytes(16)))@\(domain)"
        let sealed = try keys.seal([UInt8](try JSONEncoder().encode(mail)), messageID: messageID)
        try connection.run(
            """
            INSERT INTO mails
                (message_id, kind, account, subject, mail, state, written_at, expires_at, attempts, next_at)
            VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, 0, ?)
            """,
            [messageID, mail.kind.rawValue, mail.to.text, mail.subject, sealed, mail.date, mail.expires, mail.date])
    }

    /// The oldest mail that is due after the one with key `last`; its attempt is counted with this.
    public func nextMail(after last: QueuedPortalMail?, now: Date) async throws -> QueuedPortalMail? {
        try await database.write { [keys] connection in
            try connection.run(
                """
                UPDATE mails SET state = 'expired', mail = NULL
                WHERE state = 'queued' AND coalesce(expires_at, written_at + ?) <= ?
                """, [Self.longestWait, now])
            let due = try connection.first(
                """
                SELECT key, message_id, mail, attempts FROM mails
                WHERE state = 'queued' AND next_at <= ? AND key > ? ORDER BY key LIMIT 1
                """, [now, last?.key ?? 0]
            ) { row in
                let messageID = try row.required(row.text(1))
                let bytes = try keys.open(try row.required(row.bytes(2)), messageID: messageID)
                guard let mail = try? JSONDecoder().decode(PortalMail.self, from: Data(bytes)) else {
                    throw PortalFault.damaged
                }
                return QueuedPortalMail(
                    key: try row.required(row.integer(0)), messageID: messageID,
                    attempts: try row.required(row.count(3)) + 1, mail: mail)
            }
            guard let due else { return nil }
            try connection.run(
                "UPDATE mails SET attempts = ?, last_at = ? WHERE key = ?", [due.attempts, now, due.key])
            return due
        }
    }

    /// Keeps what the relay answered. What needs no further attempt is not kept.
    public func note(_ answer: PortalMailAnswer, of due: QueuedPortalMail, now: Date) async throws {
        let (state, code): (PortalMailStatus.State, Int?) =
            switch answer {
            case .accepted: (.accepted, nil)
            case .refused(let code): (.refused, code)
            case .deferred(let code): (.queued, code)
            }
        try await database.write { connection in
            try connection.run(
                """
                UPDATE mails SET state = ?1, answer = ?2, next_at = ?3,
                    mail = CASE WHEN ?1 = 'queued' THEN mail END
                WHERE key = ?4 AND state = 'queued'
                """, [state.rawValue, code, now + Self.pause(after: due.attempts), due.key])
        }
    }

    /// The mails to an account, newest first; all that no server has taken when it is nil.
    public func mails(to account: SharedAddress?) async throws -> [PortalMailStatus] {
        try await database.read { connection in
            try connection.all(
                """
                SELECT message_id, kind, account, state, written_at, attempts, last_at, answer FROM mails
                WHERE \(account == nil ? "state <> 'accepted'" : "account = ?") ORDER BY key DESC LIMIT 1000
                """, account.map { [$0.text] } ?? []
            ) { row in
                PortalMailStatus(
                    messageID: try row.required(row.text(0)), kind: try row.required(row.code(1)),
                    to: try row.required(row.text(2).flatMap { SharedAddress(known: $0) }),
                    state: try row.required(row.code(3)), writtenAt: try row.required(row.date(4)),
                    attempts: try row.required(row.count(5)), lastAttempt: row.date(6), answer: row.count(7))
            }
        }
    }

    /// Forgets what became of mails that ended before `time`, the register's too.
    func forgetMails(before time: Date) async throws {
        try await database.write {
            try $0.run("DELETE FROM mails WHERE state <> 'queued' AND written_at < ?", [time])
            try $0.run("DELETE FROM register_mails WHERE state <> 'queued' AND written_at < ?", [time])
        }
    }

    /// As long as mail servers themselves keep trying (RFC 5321 4.5.4.1), in microseconds.
    private static var longestWait: Int64 { 5 * 86_400 * 1_000_000 }

    /// Soon, since somebody may wait for a link: half a minute, one, five, and then a quarter of an hour.
    private static func pause(after attempts: Int) -> TimeInterval {
        switch attempts {
        case ...1: 30
        case 2: 60
        case 3: 300
        default: 900
        }
    }
}

import Foundation
import Identifiers
import SQLiteAccess
import Store

/// What is written beside the messages: their attempts, receivers and offers, and the tenant's own records.
extension SQLiteTransaction {
    func begin(_ attempt: Attempt) throws {
        do {
            try connection.run(
                """
                INSERT INTO attempts (message, number, mail_message_id, date, outcome, finished_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    attempt.message, attempt.number, attempt.mailMessageID, attempt.date, attempt.outcome,
                    attempt.finishedAt,
                ])
        } catch let failure as SQLiteFailure where failure.isUniqueViolation {
            throw StoreError.exists
        }
    }

    func finish(_ attempt: Attempt) throws {
        try connection.run(
            "UPDATE attempts SET outcome = ?, finished_at = ? WHERE message = ? AND number = ?",
            [attempt.outcome, attempt.finishedAt, attempt.message, attempt.number])
    }

    func set(_ receiver: ReceiverState) throws {
        try connection.run(
            """
            INSERT INTO receivers (message, receiver, state, app_rec, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (message, receiver) DO UPDATE
            SET state = excluded.state, app_rec = excluded.app_rec, at = excluded.at
            """,
            [receiver.message, receiver.receiver, receiver.state.rawValue, receiver.appRec, receiver.at])
    }

    func set(_ offer: Offer) throws {
        try connection.run(
            """
            INSERT INTO offers (id, message, record_system, receiver, state, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state
            """,
            [offer.id, offer.message, offer.recordSystem, offer.receiver, offer.state.rawValue, offer.at])
    }

    func rememberFetched(mailbox: String, uidl: String, at: Date) throws {
        try connection.run(
            "INSERT OR IGNORE INTO fetched (mailbox, uidl, at) VALUES (?, ?, ?)", [mailbox, uidl, at])
    }

    func forgetFetched(mailbox: String, except: Set<String>) throws {
        let known = try connection.all("SELECT uidl FROM fetched WHERE mailbox = ?", [mailbox]) { $0.text(0) }
        for uidl in known.compactMap({ $0 }) where !except.contains(uidl) {
            try connection.run("DELETE FROM fetched WHERE mailbox = ? AND uidl = ?", [mailbox, uidl])
        }
    }

    func put(_ record: some TenantRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try connection.run(
            """
            INSERT INTO records (kind, id, json) VALUES (?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json
            """,
            [type(of: record).kind, record.id, Array(try encoder.encode(record))])
    }

    func delete<Record: TenantRecord>(_ type: Record.Type, id: String) throws {
        try connection.run("DELETE FROM records WHERE kind = ? AND id = ?", [type.kind, id])
    }
}

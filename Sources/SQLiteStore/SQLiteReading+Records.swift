import Foundation
import Identifiers
import SQLiteAccess
import Store

/// What lies beside the messages: their history, and the tenant's own records.
extension SQLiteReading {
    func events(of key: MessageKey) throws -> [MessageEvent] {
        try connection.all("SELECT at, step, actor, detail FROM events WHERE message = ? ORDER BY id", [key]) {
            MessageEvent(
                message: key, at: try $0.required($0.date(0)), step: try $0.required($0.text(1)),
                actor: try $0.required($0.text(2)), detail: try $0.required($0.detail(3)))
        }
    }

    func attempts(of key: MessageKey) throws -> [Attempt] {
        try connection.all(
            """
            SELECT number, mail_message_id, date, outcome, finished_at FROM attempts WHERE message = ? ORDER BY number
            """,
            [key]
        ) {
            var attempt = Attempt(
                message: key, number: Int(try $0.required($0.integer(0))), mailMessageID: try $0.required($0.text(1)),
                date: try $0.required($0.date(2)))
            attempt.outcome = $0.text(3)
            attempt.finishedAt = $0.date(4)
            return attempt
        }
    }

    func receivers(of key: MessageKey) throws -> [ReceiverState] {
        try connection.all(
            "SELECT receiver, state, app_rec, at FROM receivers WHERE message = ? ORDER BY receiver", [key]
        ) {
            ReceiverState(
                message: key, receiver: try $0.required($0.her(0)), state: try $0.required($0.code(1)),
                appRec: $0.key(2), at: try $0.required($0.date(3)))
        }
    }

    func offers(of key: MessageKey) throws -> [Offer] {
        try connection.all(Self.offerColumns + " WHERE message = ? ORDER BY number", [key], Self.offer)
    }

    func offers(recordSystem: String, states: [Offer.State]) throws -> [Offer] {
        guard !states.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: states.count).joined(separator: ", ")
        return try connection.all(
            Self.offerColumns + " WHERE record_system = ? AND state IN (\(marks)) ORDER BY number",
            [recordSystem] + states.map(\.rawValue), Self.offer)
    }

    func hasFetched(mailbox: String, uidl: String) throws -> Bool {
        try connection.first("SELECT 1 FROM fetched WHERE mailbox = ? AND uidl = ?", [mailbox, uidl]) { _ in true }
            ?? false
    }

    func records<Record: TenantRecord>(_ type: Record.Type) throws -> [Record] {
        try connection.all("SELECT json FROM records WHERE kind = ? ORDER BY id", [type.kind]) {
            try JSONDecoder().decode(type, from: Data(try $0.required($0.bytes(0))))
        }
    }

    func record<Record: TenantRecord>(_ type: Record.Type, id: String) throws -> Record? {
        try connection.first("SELECT json FROM records WHERE kind = ? AND id = ?", [type.kind, id]) {
            try JSONDecoder().decode(type, from: Data(try $0.required($0.bytes(0))))
        }
    }

    func auditRecords(after sequence: Int64, limit: Int) throws -> [AuditRecord] {
        try connection.all(
            """
            SELECT sequence, at, actor, action, detail, previous, hash FROM audit
            WHERE sequence > ? ORDER BY sequence LIMIT ?
            """,
            [sequence, max(0, limit)]
        ) {
            AuditRecord(
                sequence: try $0.required($0.integer(0)),
                entry: AuditEntry(
                    at: try $0.required($0.date(1)), actor: try $0.required($0.text(2)),
                    action: try $0.required($0.text(3)), detail: try $0.required($0.detail(4))),
                previousHash: try $0.required($0.bytes(5)), hash: try $0.required($0.bytes(6)))
        }
    }

    static let offerColumns = "SELECT id, message, record_system, receiver, state, at FROM offers"

    static func offer(_ row: Columns) throws -> Offer {
        Offer(
            id: try row.required(row.uuid(0)), message: try row.required(row.key(1)),
            recordSystem: try row.required(row.text(2)), receiver: try row.required(row.her(3)),
            state: try row.required(row.code(4)), at: try row.required(row.date(5)))
    }
}

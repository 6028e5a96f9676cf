import Cryptography
import Foundation

/// Something that was done, for the audit chain: never an identity number, a PIN or a pseudonym in it.
struct AuditEntry: Sendable {
    let at: Date
    let actor: String
    let action: String
    let detail: [String: String]
}

/// The audit chain of the trustee: each record's hash covers the hash before it and the record's own bytes.
///
/// Hash = SHA-256 over previous hash, sequence, time, actor, action and the detail's stored text. Beside it stands a
/// code made with a key that lies wrapped by the master key, so whoever can write the file but has no master key cannot
/// make a new chain; the code of the head tells where the chain ends (T-111).
struct AuditChain: Sendable {
    /// What stands before the first record.
    static let origin = [UInt8](repeating: 0, count: 32)

    private let key: SecretBytes

    init(key: [UInt8]) { self.key = SecretBytes(key) }

    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws {
        let last = try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            (sequence: try $0.required($0.integer(0)), hash: try $0.required($0.bytes(1)))
        }
        let previous = last?.hash ?? Self.origin
        let row = AuditRow(
            sequence: (last?.sequence ?? 0) + 1, at: entry.at.microseconds, actor: entry.actor, action: entry.action,
            detail: try Self.text(entry.detail))
        let hash = hash(of: row, after: previous)
        try connection.run(
            """
            INSERT INTO audit (sequence, at, actor, action, detail, previous, hash, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.sequence, row.at, row.actor, row.action, row.detail, previous, hash,
                code(.record, row.sequence, hash),
            ])
        try connection.run(
            """
            INSERT INTO audit_head (one, sequence, code) VALUES (1, ?, ?)
            ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, code = excluded.code
            """,
            [row.sequence, code(.head, row.sequence, hash)])
    }

    func hash(of row: AuditRow, after previous: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(previous)
        bytes.append(row.sequence)
        bytes.append(row.at)
        bytes.append(row.actor)
        bytes.append(row.action)
        bytes.append(row.detail)
        return SHA256.digest(bytes.bytes)
    }

    /// What a code vouches for: no code of one use is valid in another.
    enum CodeUse: String { case record, head, checkpoint }

    func code(_ use: CodeUse, _ sequence: Int64, _ hash: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(use.rawValue)
        bytes.append(sequence)
        bytes.append(hash)
        return HMACSHA256.authenticate(bytes.bytes, key: key.bytes)
    }

    /// JSON with sorted keys: one text for one detail.
    private static func text(_ detail: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(detail), as: UTF8.self)
    }
}

/// A record as it is stored, without its hashes.
struct AuditRow {
    let sequence: Int64
    let at: Int64
    let actor: String
    let action: String
    let detail: String
}

import Cryptography
import Foundation
import Identifiers
import Store

/// The audit chain of one tenant: each record's hash covers the hash before it and the record's own bytes.
///
/// Hash = SHA-256 over previous hash, sequence, time, actor, action and the detail's stored text. Beside it stands a
/// code made with a key that lies wrapped by the master key, so whoever can write the file but has no master key cannot
/// make a new chain; the code of the head tells where the chain ends (T-111).
struct AuditChain: Sendable {
    /// What stands before the first record.
    static let origin = [UInt8](repeating: 0, count: 32)
    /// A checkpoint is put into the node's own database about every so many records.
    static let checkpointInterval: Int64 = 1_000

    let tenant: TenantID
    private let key: [UInt8]

    init(tenant: TenantID, key: [UInt8]) {
        self.tenant = tenant
        self.key = key
    }

    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws -> AuditCheckpoint {
        let last = try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            (sequence: try $0.required($0.integer(0)), hash: try $0.required($0.bytes(1)))
        }
        let sequence = (last?.sequence ?? 0) + 1
        let previous = last?.hash ?? Self.origin
        let detail = try Detail.text(entry.detail)
        let row = AuditRow(
            sequence: sequence, at: entry.at.microseconds, actor: entry.actor, action: entry.action, detail: detail)
        let hash = hash(of: row, after: previous)
        try connection.run(
            """
            INSERT INTO audit (sequence, at, actor, action, detail, previous, hash, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [sequence, row.at, row.actor, row.action, row.detail, previous, hash, code(.record, sequence, hash)])
        try connection.run(
            """
            INSERT INTO audit_head (one, sequence, code) VALUES (1, ?, ?)
            ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, code = excluded.code
            """,
            [sequence, code(.head, sequence, hash)])
        return checkpoint(sequence, hash)
    }

    /// The newest record as a checkpoint; nil when there is no record.
    func head(in connection: Connection) throws -> AuditCheckpoint? {
        try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            checkpoint(try $0.required($0.integer(0)), try $0.required($0.bytes(1)))
        }
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
        bytes.append(tenant.name)
        bytes.append(use.rawValue)
        bytes.append(sequence)
        bytes.append(hash)
        return HMACSHA256.authenticate(bytes.bytes, key: key)
    }

    private func checkpoint(_ sequence: Int64, _ hash: [UInt8]) -> AuditCheckpoint {
        AuditCheckpoint(sequence: sequence, hash: hash, code: code(.checkpoint, sequence, hash))
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

/// The state of a tenant's chain at one moment, kept outside the tenant's database: a whole older database put in place
/// of the newer one is noticed.
struct AuditCheckpoint: Sendable, Equatable {
    let sequence: Int64
    let hash: [UInt8]
    let code: [UInt8]
}

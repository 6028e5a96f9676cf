import Cryptography
import Identifiers
import SQLiteAccess
import Store

/// The state of a tenant's chain at one moment, kept in the node's own database.
typealias AuditCheckpoint = ChainCheckpoint

/// The audit chain of one tenant; the codes of one tenant's chain are valid in no other's.
struct AuditChain: Sendable {
    /// A checkpoint is put into the node's own database about every so many records.
    static let checkpointInterval: Int64 = 1_000

    private let chain: HashChain

    init(tenant: TenantID, key: [UInt8]) { chain = HashChain(key: SecretBytes(key), owner: tenant.name) }

    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws -> ChainEnd {
        try chain.append(
            at: entry.at.microseconds, actor: entry.actor, action: entry.action, detail: Detail.text(entry.detail),
            to: connection)
    }

    func checkpoint(at end: ChainEnd) -> AuditCheckpoint { chain.checkpoint(at: end) }

    /// The newest record as a checkpoint; nil when there is no record.
    func head(in connection: Connection) throws -> AuditCheckpoint? { try chain.head(in: connection) }

    /// Verifies everything a snapshot holds, and finds the uses of keys that have no outcome.
    func verify(_ connection: Connection, against checkpoints: [AuditCheckpoint]) throws -> AuditVerdict {
        var openIntents: [String: Int64] = [:]
        var walk = ChainVerification(chain: chain, checkpoints: checkpoints)
        try walk.run(on: connection) { record, _ in
            guard record.action == "key.use.intent" || record.action == "key.use.outcome",
                let use = Detail.read(record.detail)?["use"]
            else { return }
            openIntents[use] = record.action == "key.use.intent" ? record.sequence : nil
        }
        return AuditVerdict(
            records: walk.records, brokenAt: walk.brokenAt,
            openIntents: openIntents.sorted { $0.value < $1.value }.map(\.key))
    }
}

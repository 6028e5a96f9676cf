import SQLiteAccess

/// The state of the audit chain at one moment, to be kept outside the data directory: a whole older database put in
/// place of the newer one is noticed by it.
public struct AuditCheckpoint: Sendable, Equatable, Codable {
    public let sequence: Int64
    public let hash: [UInt8]
    public let code: [UInt8]
}

/// What a walk over the audit chain found.
public struct AuditVerdict: Sendable, Equatable {
    /// Records seen.
    public let records: Int64
    /// The number of the first record that was changed, is missing, was added or moved; nil when the chain is whole.
    public let brokenAt: Int64?
    /// Private keys whose use was begun and of which no outcome was recorded: by name of the use.
    public let openIntents: [String]
}

extension TrusteeStore {
    /// Walks the audit chain from its first record to its end (T-111).
    ///
    /// Found are a record changed, missing, added or moved, records missing at the end, a chain made anew without the
    /// key, and, by a checkpoint, an older database in place of the newer one: the first number that is wrong.
    public func verifyAudit(against checkpoints: [AuditCheckpoint] = []) async throws -> AuditVerdict {
        try await database.read { [audit] connection in
            var openIntents: [String: Int64] = [:]
            var walk = ChainVerification(
                chain: audit,
                checkpoints: checkpoints.map { ChainCheckpoint(sequence: $0.sequence, hash: $0.hash, code: $0.code) })
            try walk.run(on: connection) { record, _ in
                if record.action == KeyUse.intent { openIntents[record.detail] = record.sequence }
                if record.action == KeyUse.outcome { openIntents[record.detail] = nil }
            }
            return AuditVerdict(
                records: walk.records, brokenAt: walk.brokenAt,
                openIntents: openIntents.sorted { $0.value < $1.value }.map(\.key))
        }
    }

    /// The newest record as a checkpoint; nil when there is none.
    public func auditCheckpoint() async throws -> AuditCheckpoint? {
        try await database.read { [audit] connection in
            try audit.head(in: connection).map {
                AuditCheckpoint(sequence: $0.sequence, hash: $0.hash, code: $0.code)
            }
        }
    }
}

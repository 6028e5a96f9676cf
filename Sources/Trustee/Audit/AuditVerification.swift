import Cryptography

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
            var walk = AuditWalk(chain: audit, checkpoints: checkpoints)
            return try walk.run(on: connection)
        }
    }

    /// The newest record as a checkpoint; nil when there is none.
    public func auditCheckpoint() async throws -> AuditCheckpoint? {
        try await database.read { [audit] connection in
            try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
                let (sequence, hash) = (try $0.required($0.integer(0)), try $0.required($0.bytes(1)))
                return AuditCheckpoint(
                    sequence: sequence, hash: hash, code: audit.code(.checkpoint, sequence, hash))
            }
        }
    }
}

private struct AuditWalk {
    private let chain: AuditChain
    private let checkpoints: [Int64: AuditCheckpoint]
    private var records: Int64 = 0
    private var brokenAt: Int64?
    private var previous = AuditChain.origin
    private var openIntents: [String: Int64] = [:]

    init(chain: AuditChain, checkpoints: [AuditCheckpoint]) {
        self.chain = chain
        self.checkpoints = Dictionary(checkpoints.map { ($0.sequence, $0) }) { first, _ in first }
    }

    mutating func run(on connection: Connection) throws -> AuditVerdict {
        do {
            try connection.each(
                "SELECT sequence, at, actor, action, detail, previous, hash, code FROM audit ORDER BY sequence"
            ) { columns in
                records += 1
                check(columns)
            }
            try checkEnd(connection)
        } catch let failure as DatabaseFailure where failure.isDamage {
            broken(at: records + 1)
        }
        let open = openIntents.sorted { $0.value < $1.value }.map(\.key)
        return AuditVerdict(records: records, brokenAt: brokenAt, openIntents: open)
    }

    private mutating func check(_ columns: Columns) {
        guard let sequence = columns.integer(0), let at = columns.integer(1), let actor = columns.text(2),
            let action = columns.text(3), let detail = columns.text(4), let hash = columns.bytes(6)
        else { return broken(at: records) }
        if action == KeyUse.intent { openIntents[detail] = sequence }
        if action == KeyUse.outcome { openIntents[detail] = nil }
        guard brokenAt == nil else { return }
        let row = AuditRow(sequence: sequence, at: at, actor: actor, action: action, detail: detail)
        guard sequence == records, columns.bytes(5) == previous, chain.hash(of: row, after: previous) == hash,
            columns.bytes(7) == chain.code(.record, sequence, hash), agrees(sequence, hash)
        else { return broken(at: records) }
        previous = hash
    }

    /// Whether a checkpoint at this place, if there is one, saw the same chain.
    private func agrees(_ sequence: Int64, _ hash: [UInt8]) -> Bool {
        guard let checkpoint = checkpoints[sequence] else { return true }
        return checkpoint.hash == hash && checkpoint.code == chain.code(.checkpoint, sequence, hash)
    }

    private mutating func checkEnd(_ connection: Connection) throws {
        guard brokenAt == nil else { return }
        let head = try connection.first("SELECT sequence, code FROM audit_head") { ($0.integer(0), $0.bytes(1)) }
        let headFits =
            records == 0
            ? head == nil
            : head?.0 == records && head?.1 == chain.code(.head, records, previous)
        let lastSeen = checkpoints.keys.max() ?? 0
        if !headFits || lastSeen > records { broken(at: records + 1) }
    }

    private mutating func broken(at sequence: Int64) { brokenAt = brokenAt ?? sequence }
}

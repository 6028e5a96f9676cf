import Cryptography
import Store

/// Walks a tenant's audit chain from its first record to its end.
///
/// Found are: a record changed, missing, added or moved (its number is given); records missing at the end (the number
/// of the first missing one); a chain made anew from some record on by someone without the key (that record's number);
/// an older database put in place of the newer one (the first number missing from it).
struct AuditVerification {
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

    /// Verifies everything a snapshot holds.
    mutating func run(on connection: Connection) throws -> AuditVerdict {
        do {
            try connection.each(
                "SELECT sequence, at, actor, action, detail, previous, hash, code FROM audit ORDER BY sequence"
            ) { columns in
                records += 1
                check(columns)
            }
            try checkEnd(connection)
        } catch let failure as SQLiteFailure where failure.isDamage {
            broken(at: records + 1)
        }
        let open = openIntents.sorted { $0.value < $1.value }.map(\.key)
        return AuditVerdict(records: records, brokenAt: brokenAt, openIntents: open)
    }

    private mutating func check(_ columns: Columns) {
        guard let sequence = columns.integer(0), let at = columns.integer(1), let actor = columns.text(2),
            let action = columns.text(3), let detail = columns.text(4), let hash = columns.bytes(6)
        else { return broken(at: records) }
        note(action: action, detail: detail, sequence: sequence)
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

    private mutating func note(action: String, detail: String, sequence: Int64) {
        guard action == "key.use.intent" || action == "key.use.outcome",
            let use = Detail.read(detail)?["use"]
        else { return }
        openIntents[use] = action == "key.use.intent" ? sequence : nil
    }
}

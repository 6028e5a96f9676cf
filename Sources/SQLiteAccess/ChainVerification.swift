/// Walks a hash chain from its first record to its end.
///
/// Found are: a record changed, missing, added or moved (its number is given); records missing at the end (the number
/// of the first missing one); a chain made anew from some record on by someone without the key (that record's number);
/// an older database put in place of the newer one (the first number missing from it).
package struct ChainVerification {
    /// Records seen.
    package private(set) var records: Int64 = 0
    /// The number of the first record that is wrong; nil for a whole chain.
    package private(set) var brokenAt: Int64?

    private let chain: HashChain
    private let checkpoints: [Int64: ChainCheckpoint]
    private var previous = HashChain.origin

    package init(chain: HashChain, checkpoints: [ChainCheckpoint] = []) {
        self.chain = chain
        self.checkpoints = Dictionary(checkpoints.map { ($0.sequence, $0) }) { first, _ in first }
    }

    /// Verifies everything a snapshot holds.
    /// - Parameter note: is told each record that can be read, and whether the chain is whole up to and with it.
    package mutating func run(
        on connection: Connection, note: (_ record: ChainRecord, _ isWhole: Bool) -> Void
    ) throws {
        do {
            try connection.each(
                "SELECT sequence, at, actor, action, detail, previous, hash, code FROM audit ORDER BY sequence"
            ) { columns in
                records += 1
                guard let record = ChainRecord(columns) else { return broken(at: records) }
                if brokenAt == nil { check(record, columns) }
                note(record, brokenAt == nil)
            }
            try checkEnd(connection)
        } catch let failure as SQLiteFailure where failure.isDamage {
            broken(at: records + 1)
        }
    }

    private mutating func check(_ record: ChainRecord, _ columns: Columns) {
        guard let hash = columns.bytes(6), record.sequence == records, columns.bytes(5) == previous,
            record.hash(after: previous) == hash, columns.bytes(7) == chain.code(.record, record.sequence, hash),
            agrees(record.sequence, hash)
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

extension ChainRecord {
    /// Nil when a column holds what no record can.
    fileprivate init?(_ columns: Columns) {
        guard let sequence = columns.integer(0), let at = columns.integer(1), let actor = columns.text(2),
            let action = columns.text(3), let detail = columns.text(4)
        else { return nil }
        self.init(sequence: sequence, at: at, actor: actor, action: action, detail: detail)
    }
}

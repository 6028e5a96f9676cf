import Cryptography
public import Foundation

/// What is written into the audit chain: who did what, never about whom. Details hold ids, counts and codes.
public struct AuditEntry: Sendable, Equatable {
    public let at: Date
    public let actor: String
    public let action: String
    public let detail: [String: String]

    public init(at: Date, actor: String, action: String, detail: [String: String] = [:]) {
        self.at = at
        self.actor = actor
        self.action = action
        self.detail = detail
    }
}

/// What a walk through the whole chain found.
public struct AuditVerdict: Sendable, Equatable {
    /// Records that are there.
    public let records: Int64
    /// The first record that is changed, missing, added or moved; nil for a whole chain.
    public let brokenAt: Int64?
    /// Uses of a private key that began and have no outcome, by their number.
    public let openIntents: [String]
}

/// The register's audit chain: each record's hash covers the hash before it and the record's own bytes, and beside it
/// stands a code under a key that only the master key opens. The code of the head tells where the chain ends (T-111).
struct AuditChain: Sendable {
    static let origin = [UInt8](repeating: 0, count: 32)
    /// The action before and the action after a use of the register's private key.
    static let keyUseIntent = "key.use.intent"
    static let keyUseOutcome = "key.use.outcome"

    private let key: SecretBytes

    init(key: SecretBytes) { self.key = key }

    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws {
        let last = try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            (sequence: try $0.required($0.integer(0)), hash: try $0.required($0.bytes(1)))
        }
        let sequence = (last?.sequence ?? 0) + 1
        let previous = last?.hash ?? Self.origin
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let detail = String(decoding: try encoder.encode(entry.detail), as: UTF8.self)
        let row = AuditRow(
            sequence: sequence, at: entry.at.microseconds, actor: entry.actor, action: entry.action, detail: detail)
        let hash = row.hash(after: previous)
        try connection.run(
            """
            INSERT INTO audit (sequence, at, actor, action, detail, previous, hash, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                sequence, row.at, row.actor, row.action, row.detail, previous.blob, hash.blob,
                code("record", sequence, hash).blob,
            ])
        try connection.run(
            """
            INSERT INTO audit_head (one, sequence, code) VALUES (1, ?, ?)
            ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, code = excluded.code
            """,
            [sequence, code("head", sequence, hash).blob])
    }

    /// Walks from the first record to the end.
    func verify(_ connection: Connection) throws -> AuditVerdict {
        var records: Int64 = 0
        var brokenAt: Int64?
        var previous = Self.origin
        var open: [String: Int64] = [:]
        try connection.each(
            "SELECT sequence, at, actor, action, detail, previous, hash, code FROM audit ORDER BY sequence"
        ) { columns in
            records += 1
            guard brokenAt == nil else { return }
            guard let row = AuditRow(columns), let hash = columns.bytes(6), row.sequence == records,
                columns.bytes(5) == previous, row.hash(after: previous) == hash,
                columns.bytes(7) == code("record", row.sequence, hash)
            else {
                brokenAt = records
                return
            }
            previous = hash
            if row.action == Self.keyUseIntent { open[row.use] = row.sequence }
            if row.action == Self.keyUseOutcome { open[row.use] = nil }
        }
        let head = try connection.first("SELECT sequence, code FROM audit_head") { ($0.integer(0), $0.bytes(1)) }
        let headFits = records == 0 ? head == nil : head?.0 == records && head?.1 == code("head", records, previous)
        if brokenAt == nil, !headFits { brokenAt = records + 1 }
        return AuditVerdict(
            records: records, brokenAt: brokenAt, openIntents: open.sorted { $0.value < $1.value }.map(\.key))
    }

    private func code(_ use: String, _ sequence: Int64, _ hash: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(use)
        bytes.append(sequence)
        bytes.append(hash)
        return HMACSHA256.authenticate(bytes.bytes, key: key.bytes)
    }
}

/// A record as it is stored, without its hashes.
private struct AuditRow {
    let sequence: Int64
    let at: Int64
    let actor: String
    let action: String
    let detail: String

    init(sequence: Int64, at: Int64, actor: String, action: String, detail: String) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.detail = detail
    }

    init?(_ columns: StoredRow) {
        guard let sequence = columns.integer(0), let at = columns.integer(1), let actor = columns.text(2),
            let action = columns.text(3), let detail = columns.text(4)
        else { return nil }
        self.init(sequence: sequence, at: at, actor: actor, action: action, detail: detail)
    }

    /// Which use of a key the record is about.
    var use: String {
        (try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8)))?["use"] ?? ""
    }

    func hash(after previous: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(previous)
        bytes.append(sequence)
        bytes.append(at)
        bytes.append(actor)
        bytes.append(action)
        bytes.append(detail)
        return SHA256.digest(bytes.bytes)
    }
}

/// Bytes to be authenticated: numbers as eight bytes, most significant first, and everything else after its length, so
/// that no two different sequences of values give the same bytes.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: [UInt8]) {
        append(Int64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func append(_ text: String) { append(Array(text.utf8)) }
}

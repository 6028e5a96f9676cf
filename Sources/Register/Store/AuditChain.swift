import Cryptography
public import Foundation
import SQLiteAccess

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

/// The register's audit chain.
struct AuditChain: Sendable {
    /// The action before and the action after a use of the register's private key.
    static let keyUseIntent = "key.use.intent"
    static let keyUseOutcome = "key.use.outcome"

    private let chain: HashChain

    init(key: SecretBytes) { chain = HashChain(key: key) }

    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws {
        try chain.append(
            at: entry.at.microseconds, actor: entry.actor, action: entry.action, detail: Detail.text(entry.detail),
            to: connection)
    }

    /// Walks from the first record to the end. What stands after a record that is wrong opens and closes no intent.
    func verify(_ connection: Connection) throws -> AuditVerdict {
        var open: [String: Int64] = [:]
        var walk = ChainVerification(chain: chain)
        try walk.run(on: connection) { record, isWhole in
            guard isWhole else { return }
            if record.action == Self.keyUseIntent { open[Self.use(record)] = record.sequence }
            if record.action == Self.keyUseOutcome { open[Self.use(record)] = nil }
        }
        return AuditVerdict(
            records: walk.records, brokenAt: walk.brokenAt,
            openIntents: open.sorted { $0.value < $1.value }.map(\.key))
    }

    /// Which use of a key the record is about.
    private static func use(_ record: ChainRecord) -> String {
        Detail.read(record.detail)?["use"] ?? ""
    }
}

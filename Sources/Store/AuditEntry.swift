public import Foundation

/// One record of the tenant's audit chain: who did what to what, and when. Never content, never a secret.
public struct AuditEntry: Sendable, Equatable {
    public let at: Date
    /// `server`, `uid:1000`, `record-system:NAME`.
    public let actor: String
    /// `key.use.intent`, `key.use.outcome`, `content.read`, `tenant.promote` …
    public let action: String
    public let detail: [String: String]

    public init(at: Date, actor: String, action: String, detail: [String: String]) {
        self.at = at
        self.actor = actor
        self.action = action
        self.detail = detail
    }
}

/// A link of the chain as stored: `hash` = SHA-256 over the previous hash and this entry's canonical bytes.
public struct AuditRecord: Sendable, Equatable {
    public let sequence: Int64
    public let entry: AuditEntry
    public let previousHash: [UInt8]
    public let hash: [UInt8]

    public init(sequence: Int64, entry: AuditEntry, previousHash: [UInt8], hash: [UInt8]) {
        self.sequence = sequence
        self.entry = entry
        self.previousHash = previousHash
        self.hash = hash
    }
}

/// What `audit verify` found.
public struct AuditVerdict: Sendable, Equatable {
    public let records: Int64
    /// The first sequence number whose hash does not follow from the one before, if any.
    public let brokenAt: Int64?
    /// Intents to use a private key that have no recorded outcome.
    public let openIntents: [String]

    public init(records: Int64, brokenAt: Int64?, openIntents: [String]) {
        self.records = records
        self.brokenAt = brokenAt
        self.openIntents = openIntents
    }
}

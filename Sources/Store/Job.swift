public import Foundation

/// Work to be done once, durably: committed together with the business change that causes it.
public struct NewJob: Sendable, Equatable {
    /// Which handler does it: `plan`, `send`, `process`, `handOver`, `resend` …
    public let kind: String
    public let message: MessageKey?
    /// Jobs of one kind with the same order key run one at a time, in order of insertion.
    public let orderKey: String?
    /// Whose turn it takes: a partner, a record system. One slow one never holds up the others.
    public let fairnessKey: String
    public let runAt: Date

    public init(kind: String, message: MessageKey?, orderKey: String? = nil, fairnessKey: String, runAt: Date) {
        self.kind = kind
        self.message = message
        self.orderKey = orderKey
        self.fairnessKey = fairnessKey
        self.runAt = runAt
    }
}

/// A job that is leased to one worker.
public struct Job: Sendable, Equatable {
    public let id: Int64
    public let kind: String
    public let message: MessageKey?
    public let orderKey: String?
    public let fairnessKey: String
    /// Times it was tried and asked to be tried again.
    public let attempts: Int
    /// Times its worker vanished while holding it.
    public let crashes: Int
    /// The fencing token: completing, retrying or parking needs the one of the current lease.
    public let lease: Int64
    /// When it was first to run, as its `NewJob` said.
    public let createdAt: Date
    /// Octets of its message, as far as a claim told them.
    public let size: Int

    public init(
        id: Int64, kind: String, message: MessageKey?, orderKey: String?, fairnessKey: String, attempts: Int,
        crashes: Int, lease: Int64, createdAt: Date, size: Int = 0
    ) {
        self.id = id
        self.kind = kind
        self.message = message
        self.orderKey = orderKey
        self.fairnessKey = fairnessKey
        self.attempts = attempts
        self.crashes = crashes
        self.lease = lease
        self.createdAt = createdAt
        self.size = size
    }
}

/// What a claim asks for.
public struct JobClaim: Sendable {
    public let kinds: [String]
    public let now: Date
    /// How long the lease lasts, seconds.
    public let lease: TimeInterval
    public let limit: Int
    /// Fairness keys that have enough in flight already.
    public let except: Set<String>
    /// At most this many for each fairness key.
    public let perKey: Int

    public init(kinds: [String], now: Date, lease: TimeInterval, limit: Int, perKey: Int, except: Set<String> = []) {
        self.kinds = kinds
        self.now = now
        self.lease = lease
        self.limit = limit
        self.perKey = perKey
        self.except = except
    }
}

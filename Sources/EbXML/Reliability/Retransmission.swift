public import Foundation

/// Where one sent message stands while its transport receipt is missing (M-108; HITS 1171 8.1).
///
/// A value: it knows no clock, and every question is asked with `now`. Before a resend the mailbox is fetched once
/// more, since the receipt may lie there (HITS 1171 8.1); the bytes sent are those stored the first time.
public struct Retransmission: Sendable, Equatable {
    public let policy: RetransmissionPolicy
    /// When the message was first accepted by the mail exchange.
    public let firstSent: Date
    /// When it was last accepted by the mail exchange.
    public let lastSent: Date
    /// How many times it was sent, the first included.
    public let sendings: Int
    /// eb:TimeToLive of the message: nothing is sent at or after it.
    public let timeToLive: Date?

    public init(
        policy: RetransmissionPolicy, firstSent: Date, lastSent: Date? = nil, sendings: Int, timeToLive: Date? = nil
    ) {
        self.policy = policy
        self.firstSent = firstSent
        self.lastSent = lastSent ?? firstSent
        self.sendings = max(1, sendings)
        self.timeToLive = timeToLive
    }

    /// What to do now.
    ///
    /// The interval counts from the last sending, so that an outage of our own never ends in a burst.
    public func step(at now: Date) -> RetransmissionStep {
        let next = lastSent.addingTimeInterval(policy.interval)
        let end = isLastSending ? min(next, lifeEnd) : lifeEnd
        if now >= end { return .giveUp(at: end) }
        if isLastSending || now < next { return .wait(until: min(next, end)) }
        return .resendNow
    }

    /// The same message after it was sent once more.
    public func sentAgain(at now: Date) -> Retransmission {
        Retransmission(
            policy: policy, firstSent: firstSent, lastSent: now, sendings: sendings + 1, timeToLive: timeToLive)
    }

    private var isLastSending: Bool { sendings > policy.retries }

    /// The end of persistence or of the time to live, whichever comes first.
    private var lifeEnd: Date {
        let persisted = firstSent.addingTimeInterval(policy.persistDuration)
        return timeToLive.map { min($0, persisted) } ?? persisted
    }
}

public enum RetransmissionStep: Sendable, Equatable {
    /// Nothing before this moment; ask again then.
    case wait(until: Date)
    /// The interval has passed: the same bytes in a new mail.
    case resendNow
    /// No receipt came and none is waited for after this moment: tell whoever is responsible for technical follow-up.
    case giveUp(at: Date)
}

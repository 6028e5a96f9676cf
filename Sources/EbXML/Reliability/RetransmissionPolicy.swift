public import Foundation

/// How often, how far apart and for how long an unanswered message is sent again (HIS 1037 5.2; ebMS 2.0 6.4).
///
/// This concerns the envelope and its missing transport receipt. Attempts to reach the mail exchange are another matter
/// with its own, much shorter, intervals.
public struct RetransmissionPolicy: Sendable, Equatable {
    /// How many times the message is sent again after the first time.
    public let retries: Int
    /// Seconds between two sendings, at least one.
    public let interval: TimeInterval
    /// Seconds after the first sending until the message is given up, whatever is left of `retries`; for as long a
    /// receiver remembers the id.
    public let persistDuration: TimeInterval

    public init(retries: Int, interval: TimeInterval, persistDuration: TimeInterval) {
        self.retries = max(0, retries)
        self.interval = max(1, interval)
        self.persistDuration = max(1, persistDuration)
    }

    /// The values of the national agreement template: 4 retries, 12 hours apart, 4 days.
    public static let template = RetransmissionPolicy(retries: 4, interval: 43_200, persistDuration: 345_600)
}

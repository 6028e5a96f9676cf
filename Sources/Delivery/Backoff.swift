public import Foundation

/// When to try again after a temporary failure: doubling from `first` to `longest`, spread by a random factor.
///
/// The spread keeps many messages that failed together from coming back together (T-068).
public struct Backoff: Sendable {
    /// Seconds before the first new try.
    public let first: TimeInterval
    /// Seconds at most.
    public let longest: TimeInterval

    public init(first: TimeInterval = 5, longest: TimeInterval = 900) {
        self.first = first
        self.longest = longest
    }

    /// - Parameters:
    ///   - attempts: tries made so far, zero or more.
    ///   - spread: a random number from 0 to 1; the delay is multiplied by 0.5 to 1.
    public func delay(attempts: Int, spread: Double) -> TimeInterval {
        let doubled = first * Double(1 << min(max(attempts, 0), 30))
        return min(doubled, longest) * (0.5 + min(max(spread, 0), 1) / 2)
    }
}

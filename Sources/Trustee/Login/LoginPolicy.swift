public import Foundation
import SealedSubmission

/// The limits of the log-in by PIN. The log-in by certificate has none of them.
public struct LoginPolicy: Sendable, Equatable {
    /// Wrong tries in a row that are answered without a pause; the next one must wait (T-086).
    public var freeTries = 4
    /// The first pause, doubled after each further wrong try.
    public var firstPause: TimeInterval = 180
    /// The longest pause: nobody is kept out longer by somebody else's guesses.
    public var longestPause: TimeInterval = 900
    /// Wrong tries for one municipality in a season; after so many its PIN is of no use until the next (T-087).
    public var wrongPerSeason = PinNotice.usualMost
    /// At so many wrong tries in a season the municipality is told by mail, and when they are used up.
    public var noticesAt = PinNotice.usualSteps
    /// Wrong tries for all municipalities together in one hour of the clock; then PINs rest until the next hour.
    public var wrongPerHour = 300
    /// Seconds a challenge for the certificate way may be answered.
    public var challengeLifetime: TimeInterval = 300

    public init() {}

    /// The last of the numbers that a municipality is told of, by so many wrong tries; nil before the first.
    func notice(at wrong: Int) -> Int? { (noticesAt + [wrongPerSeason]).filter { $0 <= wrong }.max() }
}

/// The wrong tries for one municipality number in one season: a pure state, the caller stores it.
struct LoginCounter: Equatable, Sendable {
    /// In the season.
    var wrong = 0
    /// Since the last right one.
    var inARow = 0
    /// When the last one was counted.
    var lastWrong = Date.distantPast

    /// Whether a PIN is looked at at all at this moment.
    func isOpen(at now: Date, policy: LoginPolicy) -> Bool {
        wrong < policy.wrongPerSeason && now >= lastWrong + pause(policy)
    }

    /// Counts a wrong try and says what somebody must be told about it.
    mutating func count(at now: Date, policy: LoginPolicy) -> AlarmKind? {
        wrong += 1
        inARow += 1
        lastWrong = now
        if wrong == policy.wrongPerSeason { return .pinExhausted }
        return inARow - 1 == policy.freeTries ? .pinGuessed : nil
    }

    /// Takes back the try that was counted before it turned out right. The season's other wrong ones stay counted: who
    /// guesses must not be helped by the right user's log-ins.
    mutating func admit() {
        wrong = max(0, wrong - 1)
        inARow = 0
        lastWrong = .distantPast
    }

    /// Takes back a try whose PIN was never looked at.
    mutating func withdraw() {
        wrong = max(0, wrong - 1)
        inARow = max(0, inARow - 1)
    }

    private func pause(_ policy: LoginPolicy) -> TimeInterval {
        let beyond = inARow - policy.freeTries
        guard beyond >= 0 else { return 0 }
        return min(policy.longestPause, policy.firstPause * TimeInterval(1 << min(beyond, 16)))
    }
}

import Cryptography
public import Foundation

/// How often passwords may be guessed: for each name, known or not, and for all together (T-084, T-086..T-088).
///
/// Strangers to an account share one count, which makes them wait ever longer. A browser that somebody has logged in
/// from before has a count of its own, so that strangers cannot lock out the right user, who can also be sent a link.
public struct LogInThrottle: Equatable, Sendable, Codable {
    public struct Limits: Equatable, Sendable, Codable {
        /// Tries before the first wait.
        public var free = 5
        /// The first wait in seconds; each after it is twice as long, up to `longestWait`.
        public var firstWait: TimeInterval = 30
        public var longestWait: TimeInterval = 15 * 60
        /// After so long without a try a count begins anew.
        public var forgetting: TimeInterval = 24 * 3600
        /// Wrong tries by strangers to all accounts together: so many at once, and then so many an hour.
        public var all = 300.0
        public var allPerHour = 600.0
        /// Counts that are kept; the one untouched the longest makes room.
        public var counts = 20_000

        public init() {}
    }

    /// Whether a try may be made.
    public enum Admission: Equatable, Sendable {
        case go(Ticket)
        case wait(until: Date)
    }

    /// A try that was admitted and counts as wrong until it is found right.
    public struct Ticket: Equatable, Sendable {
        fileprivate let key: String
        fileprivate let isStranger: Bool
    }

    private struct Count: Equatable, Codable {
        var tries = 0
        var last: Date
        var next: Date
    }

    private let limits: Limits
    private var counts: [String: Count] = [:]
    private var level = 0.0
    private var levelAt = Date.distantPast
    /// Whether strangers to all accounts have to wait: what operations are told.
    public private(set) var isUnderAttack = false

    public init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Somebody wants to try a password. It counts at once, so that many at the same time gain nothing.
    ///
    /// - Parameters:
    ///   - name: what was written as the account's name; there may be no such account.
    ///   - device: a browser that the account knows; nil for a stranger.
    public mutating func admit(_ name: String, device: LinkDigest?, now: Date) -> Admission {
        let ticket = Ticket(key: Self.key(name, device), isStranger: device == nil)
        drain(now)
        if ticket.isStranger {
            isUnderAttack = level + 1 > limits.all
            if isUnderAttack {
                return .wait(until: now.addingTimeInterval((level + 1 - limits.all) / limits.allPerHour * 3600))
            }
        }
        var count = counts[ticket.key] ?? Count(last: now, next: now)
        if now.timeIntervalSince(count.last) >= limits.forgetting { count = Count(last: now, next: now) }
        guard now >= count.next else { return .wait(until: count.next) }
        count.tries += 1
        count.last = now
        count.next = now.addingTimeInterval(wait(after: count.tries))
        counts[ticket.key] = count
        if ticket.isStranger { level += 1 }
        makeRoom()
        return .go(ticket)
    }

    /// The password was right: the count begins anew.
    public mutating func succeeded(_ ticket: Ticket) {
        counts[ticket.key] = nil
        if ticket.isStranger { level = max(0, level - 1) }
    }

    /// The try was not made after all, for a reason of ours.
    public mutating func abandoned(_ ticket: Ticket) {
        guard var count = counts[ticket.key] else { return }
        count.tries -= 1
        count.next = count.last
        counts[ticket.key] = count.tries > 0 ? count : nil
        if ticket.isStranger { level = max(0, level - 1) }
    }

    private func wait(after tries: Int) -> TimeInterval {
        guard tries >= limits.free else { return 0 }
        return min(limits.longestWait, limits.firstWait * pow(2, Double(min(tries - limits.free, 30))))
    }

    private mutating func drain(_ now: Date) {
        let hours = max(0, now.timeIntervalSince(levelAt) / 3600)
        level = max(0, level - hours * limits.allPerHour)
        levelAt = max(levelAt, now)
    }

    /// Takes away a tenth at a time, so that it is seldom done.
    private mutating func makeRoom() {
        guard counts.count > limits.counts else { return }
        let oldest = counts.sorted { $0.value.last < $1.value.last }.prefix(limits.counts / 10 + 1)
        for (key, _) in oldest { counts[key] = nil }
    }

    /// Names are not kept: they may be passwords written in the wrong field.
    private static func key(_ name: String, _ device: LinkDigest?) -> String {
        let folded = SharedAddress.plain(name) ?? name
        let text = "\(folded.utf8.count)\n\(folded)\n\(device?.hexadecimal ?? "")"
        return Hexadecimal.encode(SHA256.digest(Array(text.utf8)).prefix(16))
    }
}

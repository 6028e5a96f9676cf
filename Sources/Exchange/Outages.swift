import Delivery
import Foundation
import Mail
import Synchronization

/// Which mail exchanges cannot be reached just now, by the own address they serve: one message probes, the others wait
/// until it has got through (T-068).
///
/// Only kept in memory: after a start nothing is known, and the first mail that gets through ends what may have been.
final class Outages: Sendable {
    /// What a mail may do.
    enum Turn: Equatable {
        case send
        /// It is the one that finds out whether the exchange is back.
        case probe
        case wait(until: Date)
    }

    private enum Status {
        case reached
        case out(failures: Int, nextProbe: Date)
    }

    /// A minute at most: when the network is back, so are we.
    private static let probing = Backoff(first: 5, longest: longest)
    private static let longest: TimeInterval = 60

    private let known = Mutex<[String: Status]>([:])

    func turn(_ address: String, now: Date) -> Turn {
        known.withLock { known in
            guard case .out(let failures, let nextProbe) = known[address] else { return .send }
            guard nextProbe <= now else { return .wait(until: nextProbe) }
            // Whoever has the turn may vanish with it; then another gets it.
            known[address] = .out(failures: failures, nextProbe: now.addingTimeInterval(Self.longest))
            return .probe
        }
    }

    /// The exchange was not reached. Returns when it is to be tried again.
    func failed(_ address: String, as turn: Turn, now: Date, spread: Double) -> Date {
        known.withLock { known in
            var failures = 0
            if case .out(let earlier, let nextProbe) = known[address] {
                // It was already under way when the outage began: it tells nothing new.
                guard turn == .probe else { return nextProbe }
                failures = earlier
            }
            let next = now.addingTimeInterval(Self.probing.delay(attempts: failures, spread: spread))
            known[address] = .out(failures: failures + 1, nextProbe: next)
            return next
        }
    }

    /// Whether others may be waiting for a mail to get through.
    func mayHaveWaiting(_ address: String) -> Bool {
        known.withLock { if case .reached = $0[address] { false } else { true } }
    }

    func reached(_ address: String) { known.withLock { $0[address] = .reached } }
}

extension MailError {
    /// Whether the exchange was reached and said something about the mail.
    var isReply: Bool {
        switch code {
        case .refusedForNow, .refusedForGood, .mailTooLarge: true
        default: false
        }
    }

    /// Whether it says that the exchange is out of reach, and nothing about the mail. A connection lost on the way may
    /// be the mail's own doing.
    var isOutage: Bool {
        switch code {
        case .connectionFailed, .timeout, .tlsFailed, .tlsNotOffered, .authenticationFailed, .authenticationNotOffered,
            .credentialsUnusable, .serviceUnavailable:
            consequence != .permanent
        default: false
        }
    }
}

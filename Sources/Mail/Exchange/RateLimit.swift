import Foundation
import Identifiers

/// Counts the mails of each envelope sender within the running minute.
struct RateLimit: Sendable {
    private let perMinute: Int?
    private var minute = 0
    private var counts: [EDIAddress?: Int] = [:]

    /// Nil means no limit.
    init(perMinute: Int?) { self.perMinute = perMinute }

    /// Whether one more mail is within the limit; counts it if so.
    mutating func allows(_ sender: EDIAddress?, now: Date) -> Bool {
        guard let perMinute else { return true }
        let current = Int(now.timeIntervalSince1970 / 60)
        if current != minute {
            minute = current
            counts = [:]
        }
        guard counts[sender, default: 0] < perMinute else { return false }
        counts[sender, default: 0] += 1
        return true
    }
}

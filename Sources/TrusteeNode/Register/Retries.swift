import Foundation

/// When something that failed is tried again: after 5 seconds, then twice as long each time, at most a quarter of an
/// hour. Kept in memory: after a restart everything is tried at once.
struct Retries<ID: Hashable & Sendable>: Sendable {
    static var first: TimeInterval { 5 }
    static var longest: TimeInterval { 900 }

    private var waiting: [ID: (attempts: Int, due: Date)] = [:]

    func isDue(_ id: ID, at now: Date) -> Bool { waiting[id].map { $0.due <= now } ?? true }

    /// - Parameter seconds: what the other side asked for; never less is waited, and never more than an hour.
    mutating func failed(_ id: ID, at now: Date, after seconds: Int? = nil) {
        let attempts = (waiting[id]?.attempts ?? 0) + 1
        let pause = min(Self.longest, Self.first * TimeInterval(1 << min(attempts - 1, 10)))
        let asked = TimeInterval(min(seconds ?? 0, 3_600))
        waiting[id] = (attempts, now + max(pause, asked))
    }

    mutating func done(_ id: ID) { waiting[id] = nil }

    /// The next time something is due; nil when nothing waits.
    var nextDue: Date? { waiting.values.map(\.due).min() }
}

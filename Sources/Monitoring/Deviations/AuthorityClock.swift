public import Foundation
public import Store

/// The 72 hours from discovery within which the authority is notified of an unauthorised disclosure (M-030, N-40).
public struct AuthorityClock: Sendable, Equatable {
    /// Seconds.
    public static let limit: TimeInterval = 72 * 3_600
    /// Hours since discovery at which somebody is told.
    public static let alarms = [24, 48, 66]

    public let number: Int64
    public let discovered: Date
    public let dueAt: Date
    /// Seconds; negative when the time is up.
    public let remaining: TimeInterval
    /// The last alarm that has come due and was not given, hours; nil for none.
    public let dueAlarm: Int?

    public var isOver: Bool { remaining < 0 }
    /// Whole hours; 0 when the time is up.
    public var hoursLeft: Int { max(0, Int((remaining / 3_600).rounded(.down))) }

    public init(_ clock: DeviationClock, now: Date) {
        number = clock.number
        discovered = clock.discovered
        dueAt = clock.discovered + Self.limit
        remaining = dueAt.timeIntervalSince(now)
        let elapsed = now.timeIntervalSince(clock.discovered)
        dueAlarm = Self.alarms.last { Double($0) * 3_600 <= elapsed }.flatMap { $0 > clock.alarmedHours ? $0 : nil }
    }
}

/// Gives the alarms of the authority's clocks, each once: they stand in the deviation's history, so none is given again
/// after a restart.
public struct DeviationWatch: Sendable {
    private let store: any TenantStore

    public init(store: any TenantStore) {
        self.store = store
    }

    /// Returns the clocks whose alarms have come due since it last ran; they are on record then.
    public func runOnce(now: Date) async throws -> [AuthorityClock] {
        // Most times none runs, and nothing needs to be written.
        guard try await store.read({ try !Self.due(in: $0, now: now).isEmpty }) else { return [] }
        return try await store.write { transaction in
            try Self.due(in: transaction, now: now).filter { clock in
                guard let hours = clock.dueAlarm, var deviation = try transaction.deviation(clock.number) else {
                    return false
                }
                deviation.alarmedHours = hours
                guard try transaction.update(deviation) else { return false }
                try transaction.append(
                    DeviationStep(
                        at: now, by: "server", kind: .alarm, state: deviation.state,
                        content: DeviationStep.Content(hours: hours)), toDeviation: clock.number)
                return true
            }
        }
    }

    private static func due(in store: any TenantReading, now: Date) throws -> [AuthorityClock] {
        try store.deviationClocks().map { AuthorityClock($0, now: now) }.filter { $0.dueAlarm != nil }
    }
}

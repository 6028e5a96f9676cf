public import Foundation

/// By when a task should be done, for each type of message.
public struct TaskDeadlines: Sendable, Equatable {
    /// For types that are not named, seconds.
    public var usual: TimeInterval
    /// By `eb:Action`, seconds.
    public var byAction: [String: TimeInterval]

    /// A day for most, and four hours for what a patient is waiting for: admission and discharge. Ours, since no
    /// standard says.
    public static let proposed = TaskDeadlines(
        usual: 24 * 3_600,
        byAction: [
            "LOG_INNLAGT": urgent, "LOG_UTSKRIVNINGSKLAR": urgent, "LOG_AVMELDING": urgent,
            "UTSKRIVNINGSRAPPORT": urgent, "INNLEGGELSESRAPPORT": urgent,
        ])
    private static let urgent: TimeInterval = 4 * 3_600

    public init(usual: TimeInterval, byAction: [String: TimeInterval]) {
        self.usual = usual
        self.byAction = byAction
    }

    func due(for action: String?, from moment: Date) -> Date {
        moment + (action.flatMap { byAction[$0] } ?? usual)
    }
}

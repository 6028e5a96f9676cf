/// The places between two commits where a power cut does most harm; tests kill the process at each (T-061, M-107).
public enum CrashPoint: String, CaseIterable, Sendable {
    case afterSubmissionCommit, afterSubmissionMoved
    case afterPlanCommit
    case afterAttemptBegun, afterMailAccepted, afterSentCommit
    case afterMailStored, afterMailDeleted
    case afterKeyIntent
    case afterAcceptCommit, afterReceiptCommit
    case afterOfferCommit, afterOfferWritten, afterHandOverCommit
    case afterNoticeWritten
}

/// Told each time a crash point is passed. Does nothing unless a test has the process killed there.
public struct CrashPoints: Sendable {
    private let passed: @Sendable (CrashPoint) -> Void

    public init(_ passed: @escaping @Sendable (CrashPoint) -> Void) {
        self.passed = passed
    }

    /// Nothing happens.
    public static let none = CrashPoints { _ in }

    func pass(_ point: CrashPoint) {
        passed(point)
    }
}

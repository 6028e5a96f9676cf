public import Foundation
public import Store

/// Does one kind of job. It ends the job itself, in the transaction that makes the business change.
public protocol JobHandler: Sendable {
    /// The kinds it does.
    var kinds: [String] { get }
    /// Does the job and says how it ended. Throwing asks for a new try after a back-off: an unclassified failure of
    /// delivery is temporary (architecture rule 5.2).
    func handle(_ job: Job, now: Date) async throws -> JobOutcome
}

/// How a job ended.
public enum JobOutcome: Sendable, Equatable {
    /// The handler completed it together with its business change.
    case completed
    /// Nothing was changed; try again at this time.
    case retry(at: Date, reason: String)
    /// Nothing was changed; try again after the usual back-off.
    case backOff(reason: String)
    /// A person has to look at it.
    case park(reason: String)
    /// The lease was lost to another worker, which will do the job.
    case lost
}

import Foundation
import Identifiers
import Logging
import Register
import Synchronization

/// One round of the register's own work: join, control, release, and tidy up. Blocks; a round may take long.
///
/// A submission that cannot be worked on for a reason of ours is left as it is, logged, and tried again later; the others
/// go on.
struct RegisterWork: Sendable {
    let store: RegisterStore
    let waiting: WaitingDeliveries
    let faults: FaultPoints
    let log: Logger
    private let failed = FailedSubmissions()

    /// How long a delivery that was begun and not ended is kept.
    static let patience: TimeInterval = 30 * 86_400

    init(store: RegisterStore, waiting: WaitingDeliveries, faults: FaultPoints = .none, log: Logger) {
        self.store = store
        self.waiting = waiting
        self.faults = faults
        self.log = log
    }

    /// - Throws: only what concerns all of them, such as a disk that no longer keeps what is written.
    func run(_ trust: RegisterTrust, now: Date) throws {
        try each(.received, "join-failed", now) { id in
            let submission = try Join(store: store, trust: trust, faults: faults).run(id, now: now)
            log.notice(
                "submission-joined",
                metadata: [
                    "submission": "\(id)", "state": "\(submission.state.rawValue)",
                    "refusal": "\(submission.refusal ?? "")",
                ])
        }
        try each(.joined, "controls-failed", now) { id in
            let submission = try Controls(store: store, faults: faults).run(id, now: now)
            log.notice(
                "submission-controlled",
                metadata: ["submission": "\(id)", "findings": "\(submission.findings ?? 0)"])
        }
        do {
            let released = try Feedback(store: store, trust: trust, faults: faults).runOnce(now: now) { id, fault in
                log.error("release-held", metadata: ["submission": "\(id)", "sentence": "\(fault)"])
            }
            for id in released { log.notice("submission-released", metadata: ["submission": "\(id)"]) }
        } catch {
            try rethrowIfGeneral(error)
            log.error("release-failed", metadata: ["error": "\(error)"])
        }
        try store.removeAbandonedDeliveries(untouchedSince: now - Self.patience)
        try waiting.removeUntouched(since: now - Self.patience)
    }

    private func each(
        _ state: SubmissionState, _ event: Logger.Message, _ now: Date, _ step: (SubmissionID) throws -> Void
    ) throws {
        for submission in try store.submissions(in: state, limit: .max) where failed.mayTry(submission.id, now: now) {
            do {
                try step(submission.id)
                failed.worked(submission.id)
            } catch {
                try rethrowIfGeneral(error)
                failed.failed(submission.id, now: now)
                log.error(event, metadata: ["submission": "\(submission.id)", "error": "\(error)"])
            }
        }
    }

    private func rethrowIfGeneral(_ error: any Error) throws {
        switch error as? RegisterError {
        case .notDurable, .full, .locked: throw error
        case .damaged, .newerVersion, .otherMasterKey, .unknown, .wrongState, .keyDestroyed, .failed, nil: break
        }
    }
}

/// Submissions that a step failed for, and when it may be tried again.
private final class FailedSubmissions: Sendable {
    private let next = Mutex<[SubmissionID: Date]>([:])

    func mayTry(_ id: SubmissionID, now: Date) -> Bool { next.withLock { ($0[id] ?? now) <= now } }

    func failed(_ id: SubmissionID, now: Date) { next.withLock { $0[id] = now + 600 } }

    func worked(_ id: SubmissionID) { next.withLock { $0[id] = nil } }
}

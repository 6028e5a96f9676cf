public import Foundation
import OsloCalendar
import SealedSubmission
public import Texts

/// One line of a submission's way from the municipality to the fetched file.
public struct TimelineEntry: Sendable, Equatable {
    public let step: ReportStep
    public let state: ReportStep.State
    /// When it was done or refused.
    public let at: Date?
    /// When the receipt should have come by mail; nil for other steps, and before the arrival.
    public let by: Date?
}

/// The timeline that the send module shows: what the trustee did itself, and what the register has told.
struct Timeline {
    /// How long after its time a receipt is not called late: mail takes a while.
    static let patience: TimeInterval = 15 * 60

    let state: SubmissionState
    let sealedAt: Date?
    let arrivedAt: Date?
    /// By name, as `SubmissionStatus.Step` has them.
    let steps: [String: Date]
    let round: ReceiptRound

    /// - Parameter now: what is late is late as of then.
    func entries(now: Date) -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        for step in ReportStep.allCases {
            let entry = entry(step, now: now)
            entries.append(entry)
            if entry.state == .refused { break }
        }
        return entries
    }

    private func entry(_ step: ReportStep, now: Date) -> TimelineEntry {
        switch step {
        case .sealed: TimelineEntry(step: step, state: .done, at: sealedAt, by: nil)
        case .sent: done(step, arrivedAt)
        case .pseudonymised where state == .refused:
            TimelineEntry(step: step, state: .refused, at: steps[SubmissionState.refused.rawValue], by: nil)
        case .pseudonymised: done(step, steps[SubmissionState.pseudonymised.rawValue])
        case .received: done(step, register(.received))
        case .receipt: receipt(now: now)
        case .controlled where register(.refused) != nil:
            TimelineEntry(step: step, state: .refused, at: register(.refused), by: nil)
        case .controlled: done(step, register(.controlled))
        case .fileReady: done(step, register(.fileReady))
        case .noticeSent: done(step, register(.noticeSent))
        case .fetched: done(step, register(.fetched))
        }
    }

    /// The round after the arrival at the register; until that has told, after the arrival here.
    private func receipt(now: Date) -> TimelineEntry {
        let by = (register(.received) ?? arrivedAt).map { round.round(forArrivalAt: $0) }
        if let sent = register(.receiptSent) { return TimelineEntry(step: .receipt, state: .done, at: sent, by: by) }
        let isLate = by.map { now >= $0 + Self.patience } ?? false
        return TimelineEntry(step: .receipt, state: isLate ? .late : .waiting, at: nil, by: by)
    }

    private func done(_ step: ReportStep, _ at: Date?) -> TimelineEntry {
        TimelineEntry(step: step, state: at == nil ? .waiting : .done, at: at, by: nil)
    }

    private func register(_ step: SubmissionStep) -> Date? { steps["register.\(step.rawValue)"] }
}

public import Foundation
public import Store

/// How a deviation goes from its discovery to its end: which state may follow which, and what must be known before it is
/// closed (M-027, M-029).
public enum DeviationRules {
    /// Why a step is not taken.
    public enum Refusal: Error, Equatable {
        /// The state does not follow on the one it has.
        case notNext([Deviation.State])
        /// It is opened again only with a reason.
        case reasonNeeded
        /// These must be known first.
        case incomplete([DeviationField])
    }

    /// The states that may follow: one after the other, and from the end back to the work.
    public static func next(after state: Deviation.State) -> [Deviation.State] {
        switch state {
        case .new: [.inProgress]
        case .inProgress: [.measures]
        case .measures: [.closed]
        case .closed: [.inProgress]
        }
    }

    /// The deviation after the step, and what its history says of it.
    ///
    /// - Parameters:
    ///   - reason: why it is opened again; needed for that alone.
    ///   - by: as the audit chain names people.
    public static func move(
        _ deviation: Deviation, to state: Deviation.State, reason: String?, at moment: Date, by actor: String
    ) throws(Refusal) -> (Deviation, DeviationStep) {
        guard next(after: deviation.state).contains(state) else {
            throw .notNext(next(after: deviation.state))
        }
        let reopens = deviation.state == .closed
        if reopens, (reason ?? "").allSatisfy(\.isWhitespace) { throw .reasonNeeded }
        if state == .closed {
            let missing = missing(toClose: deviation.form)
            guard missing.isEmpty else { throw .incomplete(missing) }
        }
        var moved = deviation
        moved.state = state
        moved.closedAt = state == .closed ? moment : nil
        let step = DeviationStep(
            at: moment, by: actor, kind: reopens ? .reopened : .moved, state: state,
            content: DeviationStep.Content(reason: reopens ? reason : nil))
        return (moved, step)
    }

    /// What must be known before it is closed and is not, in the order of the form.
    ///
    /// Of an unauthorised disclosure also what was decided about the authority: when it was notified, with its
    /// reference, or why it was not.
    public static func missing(toClose form: DeviationForm) -> [DeviationField] {
        var missing: [DeviationField] = []
        if form.moments[.restored] == nil { missing.append(.restored) }
        for field in [DeviationField.cause, .prevention] where form.texts[field] == nil { missing.append(field) }
        guard form.category == .disclosure, form.texts[.notNotified] == nil else { return missing }
        if form.moments[.notified] == nil {
            missing.append(.notified)
        } else if form.texts[.reference] == nil {
            missing.append(.reference)
        }
        return missing
    }
}

import CommandOutcome
public import Foundation
public import Monitoring
public import Store
import Texts

/// A deviation as lists show it.
public struct DeviationSummary: Codable, Sendable, Equatable {
    public let number: Int64
    public let category: Deviation.Category
    public let categoryWords: String
    public let state: Deviation.State
    public let stateWords: String
    public let openedAt: Date
    public let openedBy: String
    public let discovered: Date
    public let closedAt: Date?
    public let owner: String?
    /// While the authority's 72 hours run; nil otherwise.
    public let clock: DeviationClockSummary?
    /// Given back with a change, so that nobody overwrites what another has written meanwhile.
    public let version: Int64

    init(_ deviation: Deviation, now: Date, _ language: Language) {
        let form = deviation.form
        number = deviation.number
        category = form.category
        categoryWords = DeviationText.category(form.category, language)
        state = deviation.state
        stateWords = DeviationText.state(deviation.state, language)
        openedAt = deviation.openedAt
        openedBy = deviation.openedBy
        discovered = form.discovered
        closedAt = deviation.closedAt
        owner = form.texts[.owner]
        clock =
            form.isClockRunning
            ? DeviationClockSummary(
                DeviationClock(
                    number: deviation.number, discovered: form.discovered, alarmedHours: deviation.alarmedHours),
                now: now, language) : nil
        version = deviation.version
    }
}

/// The 72 hours within which the authority is notified, as they stand now (M-030).
public struct DeviationClockSummary: Codable, Sendable, Equatable {
    public let number: Int64
    public let discovered: Date
    public let dueAt: Date
    public let hoursLeft: Int
    public let isOver: Bool
    public let sentence: String

    init(_ clock: DeviationClock, now: Date, _ language: Language) {
        let clock = AuthorityClock(clock, now: now)
        number = clock.number
        discovered = clock.discovered
        dueAt = clock.dueAt
        hoursLeft = clock.hoursLeft
        isOver = clock.isOver
        sentence = DeviationText.clock(clock, due: DeviationMoment.text(clock.dueAt), language)
    }
}

/// All of one deviation, as it is shown and exported.
public struct DeviationDocument: Codable, Sendable, Equatable {
    public struct Step: Codable, Sendable, Equatable {
        public let at: Date
        public let by: String
        public let kind: DeviationStep.Kind
        public let state: Deviation.State
        public let words: String
        /// What each field that was changed says from then on.
        public let changes: [DeviationField: String]
        public let reason: String?
    }

    public let deviation: DeviationSummary
    public let form: DeviationForm
    /// By our own ids.
    public let messages: [UUID]
    public let task: Int64?
    /// Oldest first.
    public let history: [Step]
    /// What the authority asks, in its order (N-40); nil for other categories.
    public let authority: [AuthorityReport.Line]?
    /// The same as text.
    public let authorityText: String?
    /// A text to send to the partner (M-127); nil when no message is linked.
    public let partnerNotice: String?

    init(_ found: Deviation, in store: any TenantReading, now: Date, _ language: Language) throws {
        let linked = try found.messages.compactMap { try store.message($0) }
        let isDisclosure = found.form.category == .disclosure
        deviation = DeviationSummary(found, now: now, language)
        form = found.form
        messages = linked.map(\.serverID)
        task = found.task
        history = try store.steps(ofDeviation: found.number).map { step in
            let words = DeviationText.step(step.kind, language, hours: step.content.hours)
            let state = DeviationText.state(step.state, language)
            return Step(
                at: step.at, by: step.by, kind: step.kind, state: step.state,
                words: [.moved, .reopened].contains(step.kind) ? "\(words): \(state)" : words,
                changes: step.content.changes, reason: step.content.reason)
        }
        authority = isDisclosure ? AuthorityReport.lines(found, language) : nil
        authorityText = isDisclosure ? AuthorityReport.text(found, language) : nil
        partnerNotice = PartnerNotice.text(found, about: linked, language)
    }
}

enum DeviationFinder {
    static func find(_ number: Int64, in store: any TenantReading) throws -> Deviation {
        guard let deviation = try store.deviation(number) else {
            throw AdministrationError(
                "deviation-unknown", "There is no deviation \(number).",
                remedy: "`budstikke deviation list --all` shows them.", exit: .noInput)
        }
        return deviation
    }
}

public import Foundation
public import Identifiers
import Monitoring
public import Store
public import Texts

/// A task as lists show it.
public struct TaskSummary: Codable, Sendable, Equatable {
    public let id: Int64
    /// The message it is about, by our own id of it.
    public let serverID: UUID?
    public let step: String
    public let reason: String?
    /// What happened, in words.
    public let words: String
    public let partner: HERId?
    public let action: String?
    public let openedAt: Date
    public let dueAt: Date
    public let isOverdue: Bool
    public let owner: String?
    public let end: MessageTask.End?
    /// What was done, in words; nil while it is open.
    public let endWords: String?

    init(_ task: MessageTask, of message: StoredMessage?, now: Date, _ language: Language) {
        id = task.id
        serverID = message?.serverID
        step = task.cause.step
        reason = task.cause.reason
        words = Self.words(
            task.cause, language,
            [
                "her": task.partner?.description, "type": task.action,
                "attempts": message.map { String($0.attempts) },
            ])
        partner = task.partner
        action = task.action
        openedAt = task.openedAt
        dueAt = task.dueAt
        isOverdue = task.end == nil && task.dueAt < now
        owner = task.owner
        end = task.end
        endWords = task.end.map { OverviewText.closing($0.closing, language) }
    }

    /// The reason says more than the step, where there is one.
    ///
    /// - Parameter values: what the sentence may name; those that are nil are not known.
    static func words(
        _ cause: MessageTask.Cause, _ language: Language, _ values: [String: String?]
    ) -> String {
        let known = values.compactMapValues(\.self)
        return cause.reason.map { Texts.explanation(of: $0, language, values: known).what }
            ?? Texts.step(cause.step, language)
    }
}

/// Open tasks that are alike, as one line (U-11).
public struct TaskGroupSummary: Codable, Sendable, Equatable {
    public let count: Int
    public let step: String
    public let reason: String?
    public let words: String
    /// What to do, and who can do it; nil when the step has no reason beside it.
    public let explanation: Explanation?
    public let partner: HERId?
    public let partnerName: String?
    public let action: String?
    public let first: Date
    public let last: Date
    public let dueAt: Date
    public let isOverdue: Bool

    init(_ group: TaskGroup, partnerName: String?, now: Date, _ language: Language) {
        count = group.count
        step = group.cause.step
        reason = group.cause.reason
        let values = [
            "her": group.partner?.description, "party": partnerName, "type": group.action,
            // Each of them has a number of its own.
            "attempts": Phrase("flere", "fleire", "several").text(language),
        ]
        words = TaskSummary.words(group.cause, language, values)
        explanation = group.cause.reason.map {
            Texts.explanation(of: $0, language, values: values.compactMapValues(\.self))
        }
        partner = group.partner
        self.partnerName = partnerName
        action = group.action
        first = group.first
        last = group.last
        dueAt = group.dueAt
        isOverdue = group.dueAt < now
    }
}

public import Foundation
public import Store
public import Texts

/// Gives people the work that messages make: reads what has happened since it last looked, opens a task for what needs
/// a hand, and closes one when what was missing came after all (M-112, M-113).
///
/// It reads the store and never touches a message. What it has read and what it has opened are committed together, so
/// nothing is missed or opened twice, whenever it stops.
public struct TaskWatch: Sendable {
    private let store: any TenantStore
    private let deadlines: TaskDeadlines
    private let told: @Sendable (StepCode, Int) -> Void

    /// Events that one transaction goes through.
    static let stride = 500

    /// - Parameter told: hears how often each step has been read, once each.
    public init(
        store: any TenantStore, deadlines: TaskDeadlines,
        told: @escaping @Sendable (StepCode, Int) -> Void = { _, _ in }
    ) {
        self.store = store
        self.deadlines = deadlines
        self.told = told
    }

    /// Reads all that has happened. Returns how many tasks were opened.
    @discardableResult
    public func runOnce(now: Date) async throws -> Int {
        var opened = 0
        while true {
            // Most times nothing has happened, and nothing needs to be written.
            guard try await store.read({ try !Self.unseen(in: $0, limit: 1).isEmpty }) else { return opened }
            let read = try await store.write { transaction in
                let events = try Self.unseen(in: transaction, limit: Self.stride)
                guard let last = events.last else { return (opened: 0, steps: [StepCode: Int]()) }
                var count = 0
                for event in events where try self.opensTask(for: event.event, in: transaction, now: now) { count += 1 }
                try transaction.put(EventsSeen(upTo: last.sequence))
                let steps = events.compactMap { StepCode(rawValue: $0.event.step) }
                return (opened: count, steps: Dictionary(steps.map { ($0, 1) }, uniquingKeysWith: +))
            }
            opened += read.opened
            for (step, count) in read.steps { told(step, count) }
        }
    }

    private static func unseen(in store: any TenantReading, limit: Int) throws -> [RecordedEvent] {
        let seen = try store.record(EventsSeen.self, id: EventsSeen.all)?.upTo ?? 0
        return try store.events(after: seen, limit: limit)
    }

    private func opensTask(
        for event: MessageEvent, in transaction: any TenantTransaction, now: Date
    ) throws -> Bool {
        guard let step = StepCode(rawValue: event.step) else { return false }
        let meaning = TaskMeaning(step)
        if !meaning.solves.isEmpty { try solve(meaning.solves, of: event, in: transaction) }
        guard meaning.opens, let message = try transaction.message(event.message), concernsPeople(message) else {
            return false
        }
        let cause = MessageTask.Cause(step: event.step, reason: event.detail["reason"] ?? message.reason)
        if step == .unreadable, message.fromHER == nil, try isOpen(cause, in: transaction) { return false }
        let due = deadlines.due(for: message.action, from: event.at)
        return try transaction.openTask(cause, for: message, at: event.at, dueAt: due) != nil
    }

    /// What comes from nobody known is one task while that is open: strangers must not be able to fill the list.
    private func isOpen(_ cause: MessageTask.Cause, in transaction: any TenantTransaction) throws -> Bool {
        var query = TaskQuery()
        query.cause = cause
        query.limit = 1
        return try !transaction.tasks(query).isEmpty
    }

    /// A receipt that fails is the message's own matter: its deadline tells of it.
    private func concernsPeople(_ message: StoredMessage) -> Bool { !message.kind.isSignal }

    private func solve(
        _ steps: Set<StepCode>, of event: MessageEvent, in transaction: any TenantTransaction
    ) throws {
        var query = TaskQuery()
        query.message = event.message
        for var task in try transaction.tasks(query)
        where StepCode(rawValue: task.cause.step).map(steps.contains) == true {
            task.end = MessageTask.End(at: event.at, by: "server", closing: .solvedItself)
            _ = try transaction.update(task)
        }
    }
}

/// How far the watch has read.
struct EventsSeen: TenantRecord {
    static let kind = "events-seen"
    static let all = "tasks"
    var id: String { Self.all }
    let upTo: Int64
}

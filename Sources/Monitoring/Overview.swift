public import Foundation
public import Store

/// Where a tenant's messages stand just now: the answer to "is everything all right?" (U-20).
public struct Overview: Sendable, Equatable {
    /// What the first sentence says.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// Nothing needs a hand.
        case allRight
        /// Somebody has to do something.
        case needsHand
        /// Somebody should have done it by now.
        case overdue
    }

    public let verdict: Verdict
    /// What the tasks alone say.
    public let tasksVerdict: Verdict
    /// The deviations whose authority's clock runs, the earliest first.
    public let clocks: [DeviationClock]
    /// The open tasks, what is due first before the rest.
    public let groups: [TaskGroup]
    public let waitingForTransport: WaitingReceipts
    public let waitingForApplication: WaitingReceipts

    /// Messages that are held back here, counted to `WaitingReceipts.most`, with when the oldest came.
    public let held: WaitingReceipts

    public var openTasks: Int { groups.reduce(0) { $0 + $1.count } }

    /// Reads one snapshot.
    public init(of store: any TenantReading, now: Date) throws {
        groups = try store.taskGroups().sorted { ($0.dueAt, $1.count) < ($1.dueAt, $0.count) }
        waitingForTransport = try store.waiting(for: .transport)
        waitingForApplication = try store.waiting(for: .application)
        held = try store.waiting(for: .release)
        clocks = try store.deviationClocks()
        tasksVerdict =
            switch groups.first?.dueAt {
            case nil: .allRight
            case let due? where due < now: .overdue
            default: .needsHand
            }
        let isOver = clocks.contains { AuthorityClock($0, now: now).isOver }
        verdict =
            switch tasksVerdict {
            case .overdue: .overdue
            case _ where isOver: .overdue
            case .allRight: held.count == 0 && clocks.isEmpty ? .allRight : .needsHand
            case .needsHand: .needsHand
            }
    }
}

import Foundation
import Identifiers
import Store

/// The work that messages give to people.
enum TaskChecks {
    typealias Check = StoreConformance.Check

    static let all = [eventsInOrder, opened, once, changed, pages, groups, counts, waiting, rolledBack]

    private static let missing = MessageTask.Cause(step: "appRecMissing", reason: "app-rec-missing")
    private static let expired = MessageTask.Cause(step: "expired", reason: nil)

    private static let eventsInOrder = Check("M-114 the events of all messages come in order, after any one of them") {
        stage in
        let store = try await stage.tenant()
        let messages = [try await store.insert(stage.outgoing()), try await store.insert(stage.incoming())]
        let events = (0..<5).map {
            MessageEvent(
                message: messages[$0 % 2].key, at: stage.later(Double(-$0)), step: "step\($0)", actor: "server",
                detail: ["reason": "\($0)"])
        }
        try await store.write { for event in events { try $0.append(event) } }
        let all = try await store.read { try $0.events(after: 0, limit: 100) }
        try Expect.equal(all.map(\.event), events)
        try Expect.that(zip(all, all.dropFirst()).allSatisfy { $0.sequence < $1.sequence }, "sequences rise")
        let rest = try await store.read { try $0.events(after: all[1].sequence, limit: 2) }
        try Expect.equal(rest, Array(all[2...3]))
        try Expect.equal(try await store.read { try $0.events(after: all[4].sequence, limit: 2) }, [])
    }

    private static let opened = Check("M-112 a task comes back as it was opened, with the message's partner and type") {
        stage in
        let store = try await stage.tenant()
        var message = stage.outgoing(.sent)
        (message.fromHER, message.toHER, message.action) = (try stage.her(1), try stage.her(2), "LOG_INNLAGT")
        let sent = try await store.insert(message)
        let task = try await open(missing, for: sent, at: stage.now, dueAt: stage.later(3_600), in: store)
        let wanted = MessageTask(
            id: task.id, message: sent.key, cause: missing, partner: try stage.her(2), action: "LOG_INNLAGT",
            openedAt: stage.now, dueAt: stage.later(3_600))
        try Expect.equal(task, wanted)
        try Expect.equal(try await find(task, in: store), wanted)
        try Expect.that(try await store.read { try $0.task(task.id + 1) } == nil, "another number is no task")
    }

    private static let once = Check("M-112 one open task for a message and step; another once it is closed") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        func open(_ cause: MessageTask.Cause) async throws -> MessageTask? {
            try await store.write { try $0.openTask(cause, for: message, at: stage.now, dueAt: stage.now) }
        }
        var task = try Expect.present(try await open(missing))
        try Expect.equal(try await open(MessageTask.Cause(step: missing.step, reason: "another")), nil)
        _ = try Expect.present(try await open(expired))
        task.end = MessageTask.End(at: stage.later(1), by: "uid:1", closing: .otherMeans)
        try Expect.equal(try await store.write { [task] in try $0.update(task) }, true)
        _ = try Expect.present(try await open(missing))
        try Expect.equal(try await store.read { try $0.tasks(TaskQuery()).count }, 2)
    }

    private static let changed = Check("M-112 owner, due time, notes and end are kept; what is closed stays as it is") {
        stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        var task = try await open(expired, for: message, at: stage.now, dueAt: stage.now, in: store)
        task.owner = "uid:1000"
        task.dueAt = stage.later(60)
        let notes = ["Ringte", "Ringer igjen"].map { TaskNote(at: stage.later(5), by: "uid:1000", text: $0) }
        try await store.write { [task] transaction in
            try Expect.equal(try transaction.update(task), true)
            for note in notes { try transaction.add(note, toTask: task.id) }
        }
        try Expect.equal(try await find(task, in: store), task)
        try Expect.equal(try await store.read { [task] in try $0.notes(ofTask: task.id) }, notes)
        for closing in MessageTask.Closing.allCases {
            let other = try await store.insert(stage.outgoing(.sent))
            var one = try await open(expired, for: other, at: stage.now, dueAt: stage.now, in: store)
            one.end = MessageTask.End(at: stage.later(9), by: "server", closing: closing)
            try Expect.equal(try await store.write { [one] in try $0.update(one) }, true)
            try Expect.equal(try await find(one, in: store), one)
            var late = one
            late.owner = "uid:2"
            late.end = nil
            try Expect.equal(try await store.write { [late] in try $0.update(late) }, false)
            try Expect.equal(try await find(one, in: store), one)
        }
    }

    private static let pages = Check("M-113 tasks are found by state, message, cause, partner and type, page by page") {
        stage in
        let store = try await stage.tenant()
        let ids = try await fill(store, stage)
        func find(_ change: @Sendable (inout TaskQuery) throws -> Void) async throws -> [Int64] {
            var query = TaskQuery()
            try change(&query)
            return try await store.read { [query] in try $0.tasks(query).map(\.id) }
        }
        let open = Array(ids.dropLast().reversed())
        try Expect.equal(try await find { _ in }, open)
        try Expect.equal(try await find { $0.isOpen = nil }, Array(ids.reversed()))
        try Expect.equal(try await find { $0.isOpen = false }, [ids[5]])
        try Expect.equal(try await find { $0.cause = expired }, [ids[4]])
        try Expect.equal(try await find { $0.partner = HERId(2) }, [ids[3], ids[1]])
        try Expect.equal(try await find { $0.action = "A" }, [ids[2], ids[1], ids[0]])
        try Expect.equal(try await find { $0.limit = 2 }, Array(open.prefix(2)))
        try Expect.equal(
            try await find {
                $0.limit = 2
                $0.before = open[1]
            }, Array(open[2...3]))
        let message = try Expect.present(try await store.read { try $0.task(ids[2])?.message })
        try Expect.equal(try await find { $0.message = message }, [ids[2]])
    }

    private static let groups = Check("U-11 open tasks that are alike are one group, the largest first") { stage in
        let store = try await stage.tenant()
        _ = try await fill(store, stage)
        let (one, two) = (try stage.her(1), try stage.her(2))
        func group(
            _ cause: MessageTask.Cause, _ partner: HERId, _ action: String, _ count: Int, _ first: Double,
            _ last: Double
        ) -> TaskGroup {
            TaskGroup(
                cause: cause, partner: partner, action: action, count: count, first: stage.later(first),
                last: stage.later(last), dueAt: stage.later(100 + first))
        }
        try Expect.equal(
            try await store.read { try $0.taskGroups() },
            [
                group(missing, one, "A", 2, 0, 2), group(missing, two, "A", 1, 1, 1),
                group(missing, two, "B", 1, 3, 3), group(expired, one, "B", 1, 4, 4),
            ])
    }

    private static let counts = Check("U-50 messages by state and tasks by due time are counted, no further than asked")
    {
        stage in
        let store = try await stage.tenant()
        try Expect.that(try await store.read { try $0.openTasks(dueBefore: .distantFuture) } == (0, 0), "none yet")
        _ = try await fill(store, stage)
        // Five of six are open, due from 100 seconds on, one each second.
        let due = try await store.read { try $0.openTasks(dueBefore: stage.later(102)) }
        try Expect.equal([due.all, due.due], [5, 2])
        let counted = try await store.read { reading in
            try [2, 100].map { try reading.count(.outgoing, .sent, upTo: $0) }
                + [reading.count(.incoming, .sent, upTo: 100), reading.count(.outgoing, .expired, upTo: 100)]
        }
        try Expect.equal(counted, [2, 6, 0, 0])
    }

    private static let waiting = Check("M-109 what waits for a receipt is counted, and how long the oldest has waited")
    {
        stage in
        let store = try await stage.tenant()
        let nothing = WaitingReceipts(count: 0, oldest: nil)
        for receipt in AwaitedReceipt.allCases {
            try Expect.equal(try await store.read { try $0.waiting(for: receipt) }, nothing)
        }
        for (offset, state, application) in [
            (9.0, MessageState.sent, ApplicationState.waiting), (2, .queued, .waiting), (1, .acknowledged, .waiting),
            (0, .expired, .waiting), (0, .acknowledged, .accepted), (0, .submitted, .notExpected),
        ] {
            var message = stage.outgoing(state, at: stage.later(offset))
            message.application = application
            _ = try await store.insert(message)
        }
        // Signals and what comes in wait for nothing.
        var signal = stage.outgoing(.sent)
        signal.kind = .acknowledgment
        _ = try await store.insert(signal)
        _ = try await store.insert(stage.incoming())
        try Expect.equal(
            try await store.read { try $0.waiting(for: .transport) }, WaitingReceipts(count: 2, oldest: stage.later(2)))
        try Expect.equal(
            try await store.read { try $0.waiting(for: .application) },
            WaitingReceipts(count: 3, oldest: stage.later(1)))
    }

    private static let rolledBack = Check("T-066 a task of a transaction that fails was never opened") { stage in
        struct Undo: Error {}
        let store = try await stage.tenant()
        let message = try await store.insert(stage.outgoing(.sent))
        do {
            try await store.write { transaction in
                _ = try transaction.openTask(missing, for: message, at: stage.now, dueAt: stage.now)
                throw Undo()
            }
        } catch is Undo {}
        try Expect.equal(try await store.read { try $0.tasks(TaskQuery()) }, [])
    }

    private static func open(
        _ cause: MessageTask.Cause, for message: StoredMessage, at: Date, dueAt: Date, in store: any TenantStore
    ) async throws -> MessageTask {
        let task: MessageTask? = try await store.write {
            try $0.openTask(cause, for: message, at: at, dueAt: dueAt)
        }
        return try Expect.present(task)
    }

    private static func find(_ task: MessageTask, in store: any TenantStore) async throws -> MessageTask? {
        try await store.read { try $0.task(task.id) }
    }

    /// Six tasks about two partners and types, a second apart; the last one is closed. Returns their ids.
    private static func fill(_ store: any TenantStore, _ stage: Stage) async throws -> [Int64] {
        var ids: [Int64] = []
        for (number, (partner, action, cause)) in [
            (1, "A", missing), (2, "A", missing), (1, "A", missing), (2, "B", missing), (1, "B", expired),
            (1, "B", expired),
        ].enumerated() {
            var message = stage.outgoing(.sent)
            (message.toHER, message.action) = (try stage.her(partner), action)
            let sent = try await store.insert(message)
            let at = stage.later(Double(number))
            var task = try await open(cause, for: sent, at: at, dueAt: at + 100, in: store)
            ids.append(task.id)
            guard number == 5 else { continue }
            task.end = MessageTask.End(at: at, by: "uid:1", closing: .corrected)
            _ = try await store.write { [task] in try $0.update(task) }
        }
        return ids
    }
}

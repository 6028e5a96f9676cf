import Foundation
import Identifiers
import SQLiteAccess
import Store

/// The work that messages give to people, and what is waited for.
extension SQLiteReading {
    func events(after sequence: Int64, limit: Int) throws -> [RecordedEvent] {
        try connection.all(
            "SELECT id, message, at, step, actor, detail FROM events WHERE id > ? ORDER BY id LIMIT ?",
            [sequence, max(0, limit)]
        ) {
            RecordedEvent(
                sequence: try $0.required($0.integer(0)),
                event: MessageEvent(
                    message: try $0.required($0.key(1)), at: try $0.required($0.date(2)),
                    step: try $0.required($0.text(3)), actor: try $0.required($0.text(4)),
                    detail: try $0.required($0.detail(5))))
        }
    }

    func task(_ id: Int64) throws -> MessageTask? {
        try connection.first(Self.taskColumns + " WHERE id = ?", [id], Self.task)
    }

    func tasks(_ query: TaskQuery) throws -> [MessageTask] {
        var conditions = ["id < ?"]
        var values: [(any Bindable)?] = [query.before ?? .max]
        func add(_ sql: String, _ value: (any Bindable)?) {
            conditions.append(sql)
            values.append(value)
        }
        if let isOpen = query.isOpen { conditions.append("closed_at IS \(isOpen ? "" : "NOT ")NULL") }
        if let message = query.message { add("message = ?", message) }
        if let cause = query.cause {
            add("step = ?", cause.step)
            add("reason IS ?", cause.reason)
        }
        if let partner = query.partner { add("partner = ?", partner) }
        if let action = query.action { add("action = ?", action) }
        return try connection.all(
            "\(Self.taskColumns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT ?",
            values + [max(0, min(query.limit, MessageSearch.pageLimit))], Self.task)
    }

    func notes(ofTask id: Int64) throws -> [TaskNote] {
        try connection.all("SELECT at, author, text FROM task_notes WHERE task = ? ORDER BY id", [id]) {
            TaskNote(
                at: try $0.required($0.date(0)), by: try $0.required($0.text(1)), text: try $0.required($0.text(2)))
        }
    }

    func taskGroups() throws -> [TaskGroup] {
        try connection.all(
            """
            SELECT step, reason, partner, action, count(*), min(opened_at), max(opened_at), min(due_at)
            FROM tasks WHERE closed_at IS NULL
            GROUP BY step, reason, partner, action ORDER BY 5 DESC, 6, step, partner, action
            """, []
        ) {
            TaskGroup(
                cause: MessageTask.Cause(step: try $0.required($0.text(0)), reason: $0.text(1)), partner: $0.her(2),
                action: $0.text(3), count: Int(try $0.required($0.integer(4))), first: try $0.required($0.date(5)),
                last: try $0.required($0.date(6)), dueAt: try $0.required($0.date(7)))
        }
    }

    func openTasks(dueBefore: Date) throws -> (all: Int, due: Int) {
        try connection.first(
            """
            SELECT count(*), count(CASE WHEN due_at < ? THEN 1 END) FROM tasks INDEXED BY tasks_group
            WHERE closed_at IS NULL
            """,
            [dueBefore]
        ) { (Int(try $0.required($0.integer(0))), Int(try $0.required($0.integer(1)))) } ?? (0, 0)
    }

    /// All are found in an index, oldest first; no row beyond the last one counted is read.
    func waiting(for receipt: AwaitedReceipt) throws -> WaitingReceipts {
        let arms =
            switch receipt {
            case .transport:
                ["queued", "sent"].map {
                    "messages_state WHERE state = '\($0)' AND direction = 'outgoing' AND kind IN ('business', 'appRec')"
                }
            case .application:
                [
                    "messages_application WHERE application <> 'notExpected' AND application = 'waiting' "
                        + "AND state IN ('queued', 'sent', 'acknowledged')"
                ]
            case .release: ["messages_state WHERE state = 'held' AND direction = 'outgoing'"]
            }
        let rows = arms.map {
            """
            SELECT created_at FROM (
            SELECT created_at FROM messages INDEXED BY \($0) ORDER BY key LIMIT \(WaitingReceipts.most))
            """
        }
        let found = try connection.first(
            "SELECT count(*), min(created_at) FROM (\(rows.joined(separator: "\nUNION ALL\n")))", []
        ) { (Int(try $0.required($0.integer(0))), $0.date(1)) }
        return WaitingReceipts(count: min(found?.0 ?? 0, WaitingReceipts.most), oldest: found?.1)
    }

    private static let taskColumns = """
        SELECT id, message, step, reason, partner, action, opened_at, due_at, owner, closed_at, closed_by, closing
        FROM tasks
        """

    private static func task(_ row: Columns) throws -> MessageTask {
        let end: MessageTask.End? =
            if let at = row.date(9) {
                MessageTask.End(at: at, by: try row.required(row.text(10)), closing: try row.required(row.code(11)))
            } else { nil }
        return MessageTask(
            id: try row.required(row.integer(0)), message: try row.required(row.key(1)),
            cause: MessageTask.Cause(step: try row.required(row.text(2)), reason: row.text(3)), partner: row.her(4),
            action: row.text(5), openedAt: try row.required(row.date(6)), dueAt: try row.required(row.date(7)),
            owner: row.text(8), end: end)
    }
}

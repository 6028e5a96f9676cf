import Foundation
import SQLiteAccess
import Store

/// Opening, taking and closing the work that messages give to people.
extension SQLiteTransaction {
    func openTask(
        _ cause: MessageTask.Cause, for message: StoredMessage, at: Date, dueAt: Date
    ) throws -> MessageTask? {
        let partner = message.direction == .outgoing ? message.toHER : message.fromHER
        do {
            try connection.run(
                """
                INSERT INTO tasks (message, step, reason, partner, action, opened_at, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [message.key, cause.step, cause.reason, partner, message.action, at, dueAt])
        } catch let failure as SQLiteFailure where failure.isUniqueViolation {
            return nil
        }
        return try task(connection.insertedKey)
    }

    func update(_ task: MessageTask) throws -> Bool {
        try connection.run(
            """
            UPDATE tasks SET owner = ?, due_at = ?, closed_at = ?, closed_by = ?, closing = ?
            WHERE id = ? AND closed_at IS NULL
            """,
            [task.owner, task.dueAt, task.end?.at, task.end?.by, task.end?.closing.rawValue, task.id])
        return connection.changes > 0
    }

    func add(_ note: TaskNote, toTask id: Int64) throws {
        try connection.run(
            "INSERT INTO task_notes (task, at, author, text) VALUES (?, ?, ?, ?)", [id, note.at, note.by, note.text])
    }
}

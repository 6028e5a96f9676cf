import Foundation
import Identifiers
import SQLiteAccess
import Store

/// Opening deviations, changing them, and their history.
extension SQLiteTransaction {
    func openDeviation(
        _ form: DeviationForm, about messages: [MessageKey], task: Int64?, at: Date, by: String
    ) throws -> Deviation {
        // The form is sealed for its number, which the row has first.
        try connection.run(
            """
            INSERT INTO deviations
            (opened_at, opened_by, state, category, discovered, task, clock_runs, alarmed_hours, version, form)
            VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, x'')
            """,
            [at, by, Deviation.State.new.rawValue, form.category.rawValue, form.discovered, task])
        let number = connection.insertedKey
        let deviation = Deviation(
            number: number, openedAt: at.asStored, openedBy: by, form: form, messages: messages, task: task, version: 0)
        guard try update(deviation), let opened = try self.deviation(number) else {
            throw StoreError.failed("deviation")
        }
        return opened
    }

    func update(_ deviation: Deviation) throws -> Bool {
        let version = deviation.version + 1
        let form = try sealed(deviation.form, at: DeviationPlace.form(of: deviation.number, version))
        try connection.run(
            """
            UPDATE deviations SET state = ?, category = ?, discovered = ?, task = ?, closed_at = ?, clock_runs = ?,
            alarmed_hours = ?, version = ?, form = ? WHERE number = ? AND version = ?
            """,
            [
                deviation.state.rawValue, deviation.form.category.rawValue, deviation.form.discovered, deviation.task,
                deviation.closedAt, deviation.form.isClockRunning ? 1 : 0, deviation.alarmedHours, version, form,
                deviation.number, deviation.version,
            ])
        guard connection.changes > 0 else { return false }
        try connection.run("DELETE FROM deviation_messages WHERE deviation = ?", [deviation.number])
        for message in Set(deviation.messages) {
            try connection.run(
                "INSERT INTO deviation_messages (deviation, message) VALUES (?, ?)", [deviation.number, message])
        }
        return true
    }

    func append(_ step: DeviationStep, toDeviation number: Int64) throws {
        let last = try connection.first(
            "SELECT max(position) FROM deviation_steps WHERE deviation = ?", [number]
        ) { $0.integer(0) }
        let position = ((last ?? nil) ?? 0) + 1
        try connection.run(
            """
            INSERT INTO deviation_steps (deviation, position, at, author, kind, state, content)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                number, position, step.at, step.by, step.kind.rawValue, step.state.rawValue,
                try sealed(step.content, at: DeviationPlace.step(position, of: number)),
            ])
    }

    private func sealed(_ value: some Encodable, at place: String) throws -> [UInt8] {
        try content.seal(Array(try JSONEncoder().encode(value)), at: place)
    }
}

import Foundation
import Identifiers
import SQLiteAccess
import Store

/// Deviations and their history.
extension SQLiteReading {
    func deviation(_ number: Int64) throws -> Deviation? {
        try connection.first(Self.deviationColumns + " WHERE number = ?", [number], deviation)
    }

    func deviations(_ query: DeviationQuery) throws -> [Deviation] {
        var conditions = ["number < ?"]
        var values: [(any Bindable)?] = [query.before ?? .max]
        if let states = query.states {
            conditions.append("state IN (\(Array(repeating: "?", count: states.count).joined(separator: ", ")))")
            values += states.map(\.rawValue)
        }
        if let category = query.category {
            conditions.append("category = ?")
            values.append(category.rawValue)
        }
        if let message = query.message {
            conditions.append("number IN (SELECT deviation FROM deviation_messages WHERE message = ?)")
            values.append(message)
        }
        return try connection.all(
            "\(Self.deviationColumns) WHERE \(conditions.joined(separator: " AND ")) ORDER BY number DESC LIMIT ?",
            values + [max(0, min(query.limit, MessageSearch.pageLimit))], deviation)
    }

    func steps(ofDeviation number: Int64) throws -> [DeviationStep] {
        try connection.all(
            """
            SELECT at, author, kind, state, content, position FROM deviation_steps WHERE deviation = ? ORDER BY position
            """,
            [number]
        ) {
            let position = try $0.required($0.integer(5))
            return DeviationStep(
                at: try $0.required($0.date(0)), by: try $0.required($0.text(1)), kind: try $0.required($0.code(2)),
                state: try $0.required($0.code(3)),
                content: try open(
                    DeviationStep.Content.self, try $0.required($0.bytes(4)),
                    at: DeviationPlace.step(position, of: number)))
        }
    }

    func deviationClocks() throws -> [DeviationClock] {
        try connection.all(
            """
            SELECT number, discovered, alarmed_hours FROM deviations INDEXED BY deviations_clock
            WHERE clock_runs = 1 ORDER BY discovered, number
            """,
            []
        ) {
            DeviationClock(
                number: try $0.required($0.integer(0)), discovered: try $0.required($0.date(1)),
                alarmedHours: Int(try $0.required($0.integer(2))))
        }
    }

    func deviationFigures() throws -> [DeviationFigure] {
        try connection.all("SELECT category, state, opened_at, closed_at FROM deviations ORDER BY number", []) {
            DeviationFigure(
                category: try $0.required($0.code(0)), state: try $0.required($0.code(1)),
                openedAt: try $0.required($0.date(2)), closedAt: $0.date(3))
        }
    }

    private static let deviationColumns = """
        SELECT number, opened_at, opened_by, state, task, closed_at, alarmed_hours, version, form FROM deviations
        """

    private func deviation(_ row: Columns) throws -> Deviation {
        let number = try row.required(row.integer(0))
        let version = try row.required(row.integer(7))
        return Deviation(
            number: number, openedAt: try row.required(row.date(1)), openedBy: try row.required(row.text(2)),
            state: try row.required(row.code(3)),
            form: try open(
                DeviationForm.self, try row.required(row.bytes(8)), at: DeviationPlace.form(of: number, version)),
            messages: try connection.all(
                "SELECT message FROM deviation_messages WHERE deviation = ? ORDER BY message", [number]
            ) { try $0.required($0.key(0)) }, task: row.integer(4), closedAt: row.date(5),
            alarmedHours: Int(try row.required(row.integer(6))), version: version)
    }

    private func open<Value: Decodable>(_ type: Value.Type, _ sealed: [UInt8], at place: String) throws -> Value {
        guard let bytes = try content.open(sealed, at: place) else {
            throw StoreError.failed("what stands at \(place) is damaged")
        }
        return try JSONDecoder().decode(type, from: Data(bytes))
    }
}

/// Where sealed parts of a deviation stand: moved to another place they do not open.
enum DeviationPlace {
    static func form(of number: Int64, _ version: Int64) -> String { "deviation/\(number)/form/\(version)" }
    static func step(_ position: Int64, of number: Int64) -> String { "deviation/\(number)/step/\(position)" }
}

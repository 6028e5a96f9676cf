import Foundation
import Identifiers
import Store

/// A search as SQL: keys are found in the index that narrows most, newest first, then their rows are read.
///
/// The index is chosen here and named in the statement, so that a search takes the same way whatever the statistics say.
/// A filter with several values becomes one arm per value, each of which stops at the page's size.
struct MessageSearch {
    let sql: String
    let values: [(any Bindable)?]

    /// Most rows of one page.
    static let pageLimit = 1_000

    /// - Parameter bounds: keys between which every match lies, both excluded.
    init?(_ query: MessageQuery, between bounds: (lower: Int64, upper: Int64)) {
        let limit = min(query.limit, Self.pageLimit)
        let arms = query.anyID.map { [Self.anyID($0)] } ?? Self.arms(query)
        guard limit > 0, !arms.isEmpty else { return nil }
        let common = Self.conditions(query)
        var parts: [String] = []
        var values: [(any Bindable)?] = []
        for arm in arms {
            let conditions = arm.conditions + ["key > ?", "key < ?"] + common.map(\.sql)
            parts.append(
                """
                SELECT key FROM (SELECT key FROM messages \(arm.index.map { "INDEXED BY \($0)" } ?? "NOT INDEXED")
                    WHERE \(conditions.joined(separator: " AND ")) ORDER BY key DESC LIMIT ?)
                """)
            values += arm.values + [bounds.lower, bounds.upper] + common.flatMap(\.values) + [limit]
        }
        sql = """
            SELECT \(MessageRow.columns) FROM messages WHERE key IN (
            \(parts.joined(separator: "\nUNION ALL\n"))
            ) ORDER BY key DESC LIMIT ?
            """
        self.values = values + [limit]
    }

    /// One way into the table; without an index, from its end.
    private struct Arm {
        let index: String?
        let conditions: [String]
        let values: [(any Bindable)?]

        init(index: String?, conditions: [String], values: [(any Bindable)?]) {
            self.index = index
            self.conditions = conditions
            self.values = values
        }

        init(index: String, _ equal: KeyValuePairs<String, any Bindable>) {
            self.init(index: index, conditions: equal.map { "\($0.key) = ?" }, values: equal.map { $0.value })
        }
    }

    private struct Condition {
        let sql: String
        let values: [(any Bindable)?]
    }

    /// The ways into the table for the filters given: the narrowest first.
    private static func arms(_ query: MessageQuery) -> [Arm] {
        let states = query.states.map { Set($0).map(\.rawValue).sorted() }
        if let partner = query.partner {
            if let states { return arms("messages_partner_state", ["partner": partner], "state", states) }
            if let action = query.action {
                return [Arm(index: "messages_partner_action", ["partner": partner, "action": action])]
            }
            return [Arm(index: "messages_partner", ["partner": partner])]
        }
        if let action = query.action {
            if let states { return arms("messages_action_state", ["action": action], "state", states) }
            return [Arm(index: "messages_action", ["action": action])]
        }
        if let states { return arms("messages_state", [:], "state", states) }
        if let application = query.application, application != .notExpected {
            return [
                Arm(
                    index: "messages_application", conditions: ["application = ?", "application <> 'notExpected'"],
                    values: [application.rawValue])
            ]
        }
        if let kinds = query.kinds {
            return arms("messages_kind", [:], "kind", Set(kinds).map(\.rawValue).sorted())
        }
        if let own = query.own { return [Arm(index: "messages_own", ["own": own])] }
        return [Arm(index: nil, conditions: [], values: [])]
    }

    private static func arms(
        _ index: String, _ fixed: KeyValuePairs<String, any Bindable>, _ column: String, _ choices: [String]
    ) -> [Arm] {
        choices.map { choice in
            Arm(
                index: index, conditions: fixed.map { "\($0.key) = ?" } + ["\(column) = ?"],
                values: fixed.map { $0.value } + [choice])
        }
    }

    /// Every id is looked up in its own index; few messages share one.
    private static func anyID(_ id: String) -> Arm {
        let columns = ["message_id", "conversation_id", "ref_to_message_id", "msg_id", "original_msg_id"]
        var lookups = columns.map { "SELECT key FROM messages WHERE \($0) = ?" }
        lookups.append("SELECT message FROM attempts WHERE mail_message_id = ?")
        var values: [(any Bindable)?] = Array(repeating: id, count: lookups.count)
        if let serverID = UUID(uuidString: id) {
            lookups.append("SELECT key FROM messages WHERE server_id = ?")
            values.append(serverID)
        }
        return Arm(index: nil, conditions: ["key IN (\(lookups.joined(separator: " UNION ")))"], values: values)
    }

    /// All filters of the query as conditions on a row.
    private static func conditions(_ query: MessageQuery) -> [Condition] {
        var found: [Condition] = []
        func add(_ sql: String, _ value: (any Bindable)?) {
            if let value { found.append(Condition(sql: sql, values: [value])) }
        }
        func add(_ column: String, anyOf choices: [String]?) {
            guard let choices else { return }
            let marks = Array(repeating: "?", count: choices.count).joined(separator: ", ")
            found.append(Condition(sql: "\(column) IN (\(marks))", values: choices))
        }
        // The plus keeps SQLite from looking for another index for the condition.
        add("+partner = ?", query.partner)
        add("+own = ?", query.own)
        add("+action = ?", query.action)
        add("+state", anyOf: query.states?.map(\.rawValue))
        add("+application = ?", query.application?.rawValue)
        add("+kind", anyOf: query.kinds?.map(\.rawValue))
        add("+direction = ?", query.direction?.rawValue)
        add("created_at >= ?", query.since)
        add("created_at < ?", query.until)
        return found
    }
}

extension MessageQuery {
    /// Keys between which all messages of the query's time and page lie, both excluded; nil when there are none.
    func bounds(in connection: Connection) throws -> (lower: Int64, upper: Int64)? {
        let end = before?.value ?? .max
        guard since != nil || until != nil else { return (0, end) }
        let found = try connection.first(
            "SELECT min(first_key), max(last_key) FROM arrivals WHERE hour BETWEEN ? AND ?",
            [since?.hour ?? .min, until?.hour ?? .max]
        ) { ($0.integer(0), $0.integer(1)) }
        guard let found, let first = found.0, let last = found.1 else { return nil }
        return (first - 1, min(end, last + 1))
    }
}

extension Date {
    /// The hour since 1970 the time lies in.
    var hour: Int64 { Int64((Double(microseconds) / 3_600_000_000).rounded(.down)) }
}

import Foundation
import Identifiers
import SQLiteAccess
import Store

/// A search as SQL: keys are found in the index that narrows most, newest first, then their rows are read.
///
/// The index is chosen here and named in the statement, so that a search takes the same way whatever the statistics
/// say. A filter with several values becomes one arm per value, each of which stops at the page's size.
struct MessageSearch {
    let sql: String
    let values: [(any Bindable)?]

    /// Most rows of one page.
    static let pageLimit = 1_000

    /// The search along one of the ways its filters offer; nil when it can find nothing.
    ///
    /// - Parameter bounds: keys between which every match lies, both excluded.
    init?(_ query: MessageQuery, along way: SearchWay, between bounds: (lower: Int64, upper: Int64)) {
        let limit = min(query.limit, Self.pageLimit)
        guard limit > 0, !way.arms.isEmpty else { return nil }
        let ids = query.anyID.map(Self.anyID)
        let common = Self.conditions(query) + (ids.map { [$0] } ?? [])
        let filter = common.map { " AND " + $0.sql }.joined()
        var parts: [String] = []
        var values: [(any Bindable)?] = []
        for arm in way.arms {
            parts.append("SELECT key FROM (SELECT key \(way.from(arm))\(filter) ORDER BY key DESC LIMIT ?)")
            values += arm.map(\.value) + [bounds.lower, bounds.upper] + common.flatMap(\.values) + [limit]
        }
        sql = """
            SELECT \(MessageRow.columns) FROM messages WHERE key IN (
            \(parts.joined(separator: "\nUNION ALL\n"))
            ) ORDER BY key DESC LIMIT ?
            """
        self.values = values + [limit]
    }

    /// Runs a query on a snapshot.
    static func run(_ query: MessageQuery, in connection: Connection) throws -> [StoredMessage] {
        guard let bounds = try bounds(of: query, in: connection),
            let way = try way(for: query, between: bounds, in: connection),
            let search = MessageSearch(query, along: way, between: bounds)
        else { return [] }
        return try connection.all(search.sql, search.values, keepsStatement: false, MessageRow.read)
    }

    /// An id is looked up in its own index: few messages share one. Filters have indices that are narrow or wide.
    private static func way(
        for query: MessageQuery, between bounds: (lower: Int64, upper: Int64), in connection: Connection
    ) throws -> SearchWay? {
        guard query.anyID == nil else { return query.matchesNothing ? nil : SearchWay(index: nil, arms: [[]]) }
        return try SearchWay.narrowest(of: SearchWay.offered(by: query), between: bounds, in: connection)
    }

    /// Keys between which all messages of the query's time and page lie, both excluded; nil when there are none.
    private static func bounds(
        of query: MessageQuery, in connection: Connection
    ) throws -> (lower: Int64, upper: Int64)? {
        let end = query.before?.value ?? .max
        guard query.since != nil || query.until != nil else { return (0, end) }
        let found = try connection.first(
            "SELECT min(first_key), max(last_key) FROM arrivals WHERE hour BETWEEN ? AND ?",
            [query.since?.hour ?? .min, query.until?.hour ?? .max]
        ) { ($0.integer(0), $0.integer(1)) }
        guard let found, let first = found.0, let last = found.1 else { return nil }
        return (first - 1, min(end, last + 1))
    }

    private struct Condition {
        let sql: String
        let values: [(any Bindable)?]
    }

    private static func anyID(_ id: String) -> Condition {
        let columns = ["message_id", "conversation_id", "ref_to_message_id", "msg_id", "original_msg_id"]
        var lookups = columns.map { "SELECT key FROM messages WHERE \($0) = ?" }
        lookups.append("SELECT message FROM attempts WHERE mail_message_id = ?")
        var values: [(any Bindable)?] = Array(repeating: id, count: lookups.count)
        if let serverID = UUID(uuidString: id) {
            lookups.append("SELECT key FROM messages WHERE server_id = ?")
            values.append(serverID)
        }
        return Condition(sql: "key IN (\(lookups.joined(separator: " UNION ")))", values: values)
    }

    /// All filters of the query as conditions on a row. The plus keeps SQLite from looking for another index for one.
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
    /// Whether a filter allows no value at all.
    fileprivate var matchesNothing: Bool { states?.isEmpty == true || kinds?.isEmpty == true }
}

extension Date {
    /// The hour since 1970 the time lies in.
    var hour: Int64 { Int64((Double(microseconds) / 3_600_000_000).rounded(.down)) }
}

import Identifiers
import SQLiteAccess
import Store

/// One way into the table of messages: an index, and for each value to look for there the columns that must equal it.
struct SearchWay {
    /// Nil walks the table itself from its end.
    let index: String?
    let arms: [[(column: String, value: any Bindable)]]
    /// What the index itself demands of its rows, said once more so that SQLite may use it.
    var demand: String?

    /// Entries beyond which a way counts as wide.
    static let probeLimit = 1_000

    /// The ways the query's filters offer, the usually narrowest first. Never empty.
    static func offered(by query: MessageQuery) -> [SearchWay] {
        let states = query.states.map { Set($0).map(\.rawValue).sorted() }
        let directions = (query.direction.map { [$0] } ?? [.outgoing, .incoming]).map(\.rawValue)
        var ways: [SearchWay] = []
        if let partner = query.partner {
            if let states {
                ways.append(
                    SearchWay(
                        index: "messages_partner_state", arms: states.map { [("partner", partner), ("state", $0)] }))
            }
            if let action = query.action {
                ways.append(
                    SearchWay(index: "messages_partner_action", arms: [[("partner", partner), ("action", action)]]))
            }
            if ways.isEmpty { ways.append(SearchWay(index: "messages_partner", arms: [[("partner", partner)]])) }
        }
        if let action = query.action {
            if let states {
                ways.append(
                    SearchWay(
                        index: "messages_action_state", arms: states.map { [("action", action), ("state", $0)] }))
            } else if query.partner == nil {
                ways.append(SearchWay(index: "messages_action", arms: [[("action", action)]]))
            }
        }
        if let states {
            let arms = states.flatMap { state in directions.map { [("state", state), ("direction", $0)] } }
            ways.append(SearchWay(index: "messages_state", arms: arms))
        }
        if let kinds = query.kinds {
            let arms = Set(kinds).map(\.rawValue).sorted().flatMap { kind in
                directions.map { [("kind", kind), ("direction", $0)] }
            }
            ways.append(SearchWay(index: "messages_kind", arms: arms))
        }
        if let application = query.application, application != .notExpected {
            ways.append(
                SearchWay(
                    index: "messages_application", arms: [[("application", application.rawValue)]],
                    demand: "application <> 'notExpected'"))
        }
        if let own = query.own { ways.append(SearchWay(index: "messages_own", arms: [[("own", own)]])) }
        return ways.isEmpty ? [SearchWay(index: nil, arms: [[]])] : ways
    }

    /// The way with the fewest entries between the bounds, found by looking at no more than `probeLimit` of each; the
    /// first when all are wide.
    static func narrowest(
        of ways: [SearchWay], between bounds: (lower: Int64, upper: Int64), in connection: Connection
    ) throws -> SearchWay? {
        guard ways.count > 1 else { return ways.first }
        var narrowest = ways.first
        var fewest = probeLimit
        for way in ways where fewest > 0 {
            let entries = try way.entries(between: bounds, limit: fewest, in: connection)
            if entries < fewest { (narrowest, fewest) = (way, entries) }
        }
        return narrowest
    }

    /// The rows of one arm between the bounds, as the part of a statement that begins with `FROM`.
    func from(_ arm: [(column: String, value: any Bindable)]) -> String {
        let source = index.map { "INDEXED BY \($0)" } ?? "NOT INDEXED"
        let conditions = arm.map { "\($0.column) = ?" } + (demand.map { [$0] } ?? []) + ["key > ?", "key < ?"]
        return "FROM messages \(source) WHERE \(conditions.joined(separator: " AND "))"
    }

    private func entries(
        between bounds: (lower: Int64, upper: Int64), limit: Int, in connection: Connection
    ) throws -> Int {
        var sum = 0
        for arm in arms where sum < limit {
            sum +=
                try connection.first(
                    "SELECT count(*) FROM (SELECT 1 \(from(arm)) LIMIT ?)",
                    arm.map(\.value) + [bounds.lower, bounds.upper, limit - sum]
                ) { Int(try $0.required($0.integer(0))) } ?? 0
        }
        return sum
    }
}

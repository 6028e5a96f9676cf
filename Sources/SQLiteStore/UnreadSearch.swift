import Identifiers
import SQLiteAccess
import Store

extension SQLiteReading {
    /// Few offers of a record system are unread at a time, and those alone are looked at, by their index.
    func unread(_ query: UnreadQuery) throws -> [Unread] {
        var conditions = ["o.record_system = ?", "o.state = 'written'", "m.direction = ?"]
        var values: [(any Bindable)?] = [query.recordSystem, query.direction.rawValue]
        if let own = query.own {
            conditions.append("m.own IN (\(Array(repeating: "?", count: own.count).joined(separator: ", ")))")
            values += own.sorted().map { $0 as (any Bindable)? }
        }
        if let partner = query.partner {
            conditions.append("m.partner = ?")
            values.append(partner)
        }
        if let msgID = query.msgID {
            conditions.append("m.msg_id = ?")
            values.append(msgID)
        }
        let order = query.newestFirst ? "DESC" : "ASC"
        let found = try connection.all(
            """
            SELECT o.number FROM offers o INDEXED BY offers_record_system JOIN messages m ON m.key = o.message
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY ifnull(m.generated_at, m.created_at) \(order), o.number \(order) LIMIT ?
            """,
            values + [max(0, min(query.limit, MessageSearch.pageLimit))], keepsStatement: false
        ) { try $0.required($0.integer(0)) }
        return try found.compactMap { number in
            guard let offer = try connection.first(Self.offerColumns + " WHERE number = ?", [number], Self.offer),
                let message = try message(offer.message)
            else { return nil }
            return Unread(offer: offer, message: message)
        }
    }
}

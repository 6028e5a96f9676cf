public import Foundation
public import Identifiers
import SQLiteAccess
public import Web

/// How a unit's files stand, for the portal's staff.
public struct UnitReview: Sendable, Equatable, Codable {
    public let unit: PortalUnit
    /// Files whose content is here and not deleted.
    public let files: Int
    /// Those of them that nobody has fetched.
    public let waiting: Int
    public let lastArrival: Date?
    public let lastFetch: Date?
}

/// An account as it is looked over now and then: who could log in, and whether anybody does (N-01, I-048).
public struct AccountReview: Sendable, Equatable, Codable {
    public let name: SharedAddress
    public let units: [ReportingUnit]
    public let hasPassword: Bool
    /// When somebody last said that the address is read; nil for never.
    public let confirmedAt: Date?
    public let lastLogIn: Date?
    /// Whether the address looks like one person's: two persons at the register have approved it then.
    public let looksPersonal: Bool
    /// The shared account that it belongs to, when it is a person's; nil for a shared one.
    public let owner: SharedAddress?
}

extension PortalStore {
    /// All units, by number.
    public func reviewUnits() async throws -> [UnitReview] {
        try await database.read { connection in
            try Self.units("unit >= ?", "", in: connection).map { unit in
                let counts = try connection.first(
                    """
                    SELECT count(*) FILTER (WHERE deleted_at IS NULL AND purged_at IS NULL),
                        count(*) FILTER (WHERE deleted_at IS NULL AND purged_at IS NULL AND fetched_at IS NULL),
                        max(arrived_at), max(fetched_at) FROM files WHERE unit = ?
                    """, [unit.unit.description]
                ) { (files: $0.count(0), waiting: $0.count(1), arrival: $0.date(2), fetch: $0.date(3)) }
                return UnitReview(
                    unit: unit, files: counts?.files ?? 0, waiting: counts?.waiting ?? 0, lastArrival: counts?.arrival,
                    lastFetch: counts?.fetch)
            }
        }
    }

    /// All accounts, by name.
    public func reviewAccounts() async throws -> [AccountReview] {
        try await database.read { connection in
            try connection.all("SELECT name, state, confirmed_at FROM accounts ORDER BY name") { row in
                let name = try row.required(row.text(0).flatMap { SharedAddress(known: $0) })
                let account = try Self.decode(try row.required(row.bytes(1)))
                let owner = try Self.users("name = ?", name.text, in: connection).first?.owner
                let lastLogIn = try connection.first(
                    """
                    SELECT max(at) FROM events
                    WHERE kind = 'loggedIn' AND unit IN (SELECT unit FROM units WHERE account = ?)
                    """, [name.text]
                ) { $0.date(0) }
                return AccountReview(
                    name: name, units: try Self.units("account = ?", name.text, in: connection).map(\.unit),
                    hasPassword: account.passwordHash != nil, confirmedAt: row.date(2), lastLogIn: lastLogIn ?? nil,
                    looksPersonal: owner == nil && (try? SharedAddress(name.text)) == nil, owner: owner)
            }
        }
    }

    /// The newest event; nil before the first.
    public func lastEvent() async throws -> PortalEvent? {
        try await database.read { connection in
            let key = try connection.first("SELECT max(key) FROM events") { $0.integer(0) } ?? nil
            return try key.flatMap { try PortalEvent.all(after: $0 - 1, limit: 1, in: connection).first }
        }
    }
}

public import Foundation
import SQLiteAccess

/// How the line to the portal stands, for the register's staff.
public struct PortalState: Sendable, Equatable, Codable {
    public struct Refused: Sendable, Equatable, Codable {
        /// The unit, or the submission whose file it is.
        public let what: String
        /// The portal's own word.
        public let refusal: String

        public init(what: String, refusal: String) {
            self.what = what
            self.refusal = refusal
        }
    }

    /// Units that the portal does not know as it should.
    public let unitsWaiting: Int
    public let seasonWaits: Bool
    public let filesWaiting: Int
    public let refused: [Refused]
    public let triedAt: Date?
    public let answeredAt: Date?
    /// Why the last round did not come to its end; nil when it did.
    public let trouble: String?
    public let events: Int64
}

extension RegisterStore {
    public func portalState() throws -> PortalState {
        let units = try unitsToTell()
        let line = try database.read { connection in
            try connection.first("SELECT tried_at, answered_at, trouble FROM portal_line") { row in
                (tried: row.date(0), answered: row.date(1), trouble: row.text(2))
            }
        }
        let refused =
            units.compactMap { unit in unit.refusal.map { PortalState.Refused(what: "\(unit.unit)", refusal: $0) } }
            + (try archivesRefused().map { PortalState.Refused(what: "\($0.submission)", refusal: $0.refusal) })
        return PortalState(
            unitsWaiting: units.count, seasonWaits: try seasonToTell() != nil,
            filesWaiting: try archivesToPush(limit: 100_000).count, refused: refused, triedAt: line?.tried,
            answeredAt: line?.answered, trouble: line?.trouble, events: try lastPortalEvent()?.key ?? 0)
    }

    /// Notes how a round with the portal went.
    /// - Parameter trouble: why it did not come to its end; nil when it did.
    public func portalTried(at time: Date, trouble: String?) throws {
        try database.write { connection in
            try connection.run(
                """
                INSERT INTO portal_line (one, tried_at, answered_at, trouble) VALUES (1, ?1, ?2, ?3)
                ON CONFLICT (one) DO UPDATE SET tried_at = ?1, answered_at = coalesce(?2, answered_at), trouble = ?3
                """, [time, trouble == nil ? time : nil, trouble])
        }
    }

    /// The portal has been made anew and knows nothing: everything is told again. A notice that has gone goes no second
    /// time.
    public func forgetPortal() throws {
        try database.write { connection in
            for table in ["portal_units", "portal_seasons", "portal_events", "portal_line", "portal_mails"] {
                try connection.run("DELETE FROM \(table)")
            }
            try connection.run(
                "UPDATE archives SET pushed_at = NULL WHERE submission NOT IN "
                    + "(SELECT submission FROM portal_files WHERE purged_at IS NOT NULL OR deleted_at IS NOT NULL)")
        }
    }
}

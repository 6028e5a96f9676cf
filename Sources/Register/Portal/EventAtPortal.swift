import Cryptography
public import Foundation
import Identifiers
import SQLiteAccess
import SealedSubmission

/// Something that happened at the portal, without content, as it travels.
public struct EventAtPortal: Sendable, Equatable, Codable {
    /// Counts from 1 without gaps.
    public let key: Int64
    /// Microseconds since 1970.
    public let at: Int64
    /// The portal's own word; a new one is kept and means nothing here.
    public let kind: String
    public let unit: String
    /// The submission that the file is the answer to.
    public let file: String?
    /// SHA-256 over the digest before it and this event, as 64 hexadecimal digits.
    public let digest: String

    public init(key: Int64, at: Int64, kind: String, unit: String, file: String?, digest: String) {
        self.key = key
        self.at = at
        self.kind = kind
        self.unit = unit
        self.file = file
        self.digest = digest
    }

    /// Whether it is one that a portal writes: a time that others can read, and short words.
    var isPlausible: Bool {
        Self.times.contains(at) && [kind, unit, file ?? ""].allSatisfy { $0.utf8.count <= 64 }
    }

    /// From 2000 to 2100.
    private static let times: Range<Int64> = 946_684_800_000_000..<4_102_444_800_000_000

    /// The digest that it must have after the one before it (N-39).
    func expectedDigest(after before: [UInt8]) -> [UInt8] {
        SHA256.digest(before + Array("\(key) \(at) \(kind) \(unit) \(file ?? "-")".utf8))
    }
}

/// Why events are not taken: the portal's record is not the one that the register has seen the beginning of.
public enum PortalEventFault: String, Error, Sendable, Codable {
    /// The last event that the register has is another there, or gone.
    case lost
    /// An event does not follow from the one before it, or is one that no portal writes.
    case broken
}

extension RegisterStore {
    /// The last event that the register has; nil before the first.
    public func lastPortalEvent() throws -> EventAtPortal? {
        try database.read { try Self.lastEvent(in: $0) }
    }

    /// Takes events that begin with the last one that the register has, and does what follows from the new ones.
    /// - Returns: how many are new.
    /// - Throws: `PortalEventFault`; nothing is taken then.
    @discardableResult
    public func take(_ events: [EventAtPortal]) throws -> Int {
        try database.write { connection in
            var rest = events[...]
            let last = try Self.lastEvent(in: connection)
            if let last {
                guard rest.first == last else { throw PortalEventFault.lost }
                rest = rest.dropFirst()
            }
            var before = last.flatMap { Hexadecimal.decode($0.digest) } ?? [UInt8](repeating: 0, count: SHA256.length)
            var key = last?.key ?? 0
            for event in rest {
                key += 1
                let digest = event.expectedDigest(after: before)
                guard event.isPlausible, event.key == key, Hexadecimal.decode(event.digest) == digest else {
                    throw PortalEventFault.broken
                }
                try connection.run(
                    "INSERT INTO portal_events (key, at, kind, unit, submission, digest) VALUES (?, ?, ?, ?, ?, ?)",
                    [event.key, event.at, event.kind, event.unit, event.file, digest])
                try Self.follow(event, in: connection)
                before = digest
            }
            return rest.count
        }
    }

    /// When a unit's address was confirmed; nil when it was not, or is another since.
    public func addressConfirmations() throws -> [String: Date] {
        try database.read { connection in
            let rows = try connection.all(
                "SELECT municipality, district, confirmed_at FROM portal_units WHERE confirmed_at IS NOT NULL"
            ) { row in
                (
                    "\(try row.required(row.text(0)))-\(try row.required(row.text(1)))",
                    try row.required(row.date(2))
                )
            }
            return Dictionary(rows) { $1 }
        }
    }

    // MARK: - Steps

    private static func lastEvent(in connection: Connection) throws -> EventAtPortal? {
        try connection.first(
            "SELECT key, at, kind, unit, submission, digest FROM portal_events ORDER BY key DESC LIMIT 1"
        ) { row in
            EventAtPortal(
                key: try row.required(row.integer(0)), at: try row.required(row.integer(1)),
                kind: try row.required(row.text(2)), unit: try row.required(row.text(3)), file: row.text(4),
                digest: Hexadecimal.encode(try row.required(row.bytes(5))))
        }
    }

    /// What an event changes here; one of a submission that is not known, or of another kind, changes nothing.
    private static func follow(_ event: EventAtPortal, in connection: Connection) throws {
        let at = Date(microseconds: event.at)
        if event.kind == "addressConfirmed", let unit = ReportingUnit(event.unit) {
            return try connection.run(
                "UPDATE portal_units SET confirmed_at = ? WHERE municipality = ? AND district = ?",
                [at, unit.municipality.digits, unit.district.digits])
        }
        guard let id = event.file.flatMap({ SubmissionID($0) }), let submission = try submission(id, in: connection)
        else { return }
        let change: (set: String, value: Date?)? =
            switch event.kind {
            case "fileFetched": ("fetched_at", at)
            case "fileForwarded": ("forwarded_at", at)
            case "fileDeleted": ("deleted_at", at)
            case "fileRestored": ("deleted_at", nil)
            case "filePurged": ("purged_at", at)
            default: nil
            }
        guard let change else { return }
        try connection.run("INSERT OR IGNORE INTO portal_files (submission) VALUES (?)", [submission.key])
        try connection.run(
            "UPDATE portal_files SET \(change.set) = ? WHERE submission = ?", [change.value, submission.key])
        if event.kind == "fileFetched" { try StatusEvents.note(.fetched, of: submission.key, at: at, in: connection) }
    }
}

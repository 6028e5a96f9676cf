import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess

/// Something that happened at the portal, without content: what, when, to which unit's account or file.
///
/// Events are kept for good. The register fetches them; each carries the digest of all before it, so that none can be
/// changed or taken out behind one that the register has (N-39).
public struct PortalEvent: Equatable, Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The register told of a unit, or of its new address.
        case unitSet
        case linkSent, passwordSet, loggedIn, addressConfirmed
        /// Persons who log in under a name of their own; never which.
        case userInvited, userAdded, userRemoved
        /// A person of this unit's account had the name that is now a unit's shared address, and has lost it.
        case userOusted
        case fileArrived, fileFetched, fileForwarded, fileDeleted, fileRestored, filePurged, fileReminded
    }

    /// Counts from 1 without gaps.
    public let key: Int64
    public let at: Date
    public let kind: Kind
    public let unit: ReportingUnit
    /// The submission that the file is the answer to; nil for what happened to an account.
    public let file: SubmissionID?
    /// SHA-256 over the digest before it and this event, as 64 hexadecimal digits.
    public let digest: String

    /// What the first event's digest is made over.
    private static let origin = [UInt8](repeating: 0, count: SHA256.length)

    private static func digest(
        after before: [UInt8], key: Int64, at: Int64, kind: String, unit: String, file: String?
    ) -> [UInt8] {
        SHA256.digest(before + Array("\(key) \(at) \(kind) \(unit) \(file ?? "-")".utf8))
    }

    /// Adds an event in the caller's transaction.
    static func note(
        _ kind: Kind, _ unit: ReportingUnit, file: SubmissionID? = nil, at time: Date, in connection: Connection
    ) throws {
        let last = try connection.first("SELECT key, digest FROM events ORDER BY key DESC LIMIT 1") { row in
            (key: try row.required(row.integer(0)), digest: try row.required(row.bytes(1)))
        }
        let key = (last?.key ?? 0) + 1
        let digest = digest(
            after: last?.digest ?? origin, key: key, at: time.microseconds, kind: kind.rawValue,
            unit: unit.description, file: file?.text)
        try connection.run(
            "INSERT INTO events (key, at, kind, unit, file, digest) VALUES (?, ?, ?, ?, ?, ?)",
            [key, time.microseconds, kind.rawValue, unit.description, file?.text, digest])
    }

    static func all(after key: Int64, limit: Int, in connection: Connection) throws -> [PortalEvent] {
        try connection.all(
            "SELECT key, at, kind, unit, file, digest FROM events WHERE key > ? ORDER BY key LIMIT ?", [key, limit]
        ) { row in
            PortalEvent(
                key: try row.required(row.integer(0)), at: try row.required(row.date(1)),
                kind: try row.required(row.text(2).flatMap(Kind.init)),
                unit: try row.required(row.text(3).flatMap { ReportingUnit($0) }),
                file: try row.text(4).map { try row.required(SubmissionID($0)) },
                digest: Hexadecimal.encode(try row.required(row.bytes(5))))
        }
    }

    /// The key of the first event that does not follow from those before it; nil when all do.
    static func firstBroken(in connection: Connection) throws -> Int64? {
        var before = origin
        var expected: Int64 = 1
        let rows = try connection.all("SELECT key, at, kind, unit, file, digest FROM events ORDER BY key") { row in
            (
                key: try row.required(row.integer(0)), at: row.integer(1) ?? 0, kind: row.text(2) ?? "",
                unit: row.text(3) ?? "", file: row.text(4), digest: row.bytes(5) ?? []
            )
        }
        for row in rows {
            before = digest(after: before, key: row.key, at: row.at, kind: row.kind, unit: row.unit, file: row.file)
            guard row.key == expected, row.digest == before else { return row.key }
            expected += 1
        }
        return nil
    }
}

extension PortalStore {
    /// Events after a key, oldest first.
    public func events(after key: Int64, limit: Int = 500) async throws -> [PortalEvent] {
        try await database.read { try PortalEvent.all(after: key, limit: limit, in: $0) }
    }

    /// The key of the first event that was changed, or stands after one that is gone; nil when the chain is whole.
    public func firstBrokenEvent() async throws -> Int64? {
        try await database.read { try PortalEvent.firstBroken(in: $0) }
    }
}

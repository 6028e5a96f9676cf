public import Foundation
public import Identifiers
import SQLiteAccess

/// Another shared address that somebody wishes for a unit: it counts once another person has approved it (I-050).
public struct AddressWish: Sendable, Equatable, Codable {
    public let unit: ReportingUnit
    /// The one that counts now.
    public let current: String
    public let address: String
    /// As the audit chain names them: names of users can be changed, and two can have one.
    public var askedBy: String
    public let askedAt: Date
}

/// Why an address is not changed.
public enum AddressRefusal: Error, Sendable, Equatable {
    case unknownUnit
    /// There is no wish for the unit.
    case nothingAsked
    /// Whoever asked may not approve.
    case mustBeSomebodyElse
    /// Another address is asked for now than the one that was looked at.
    case askedAnew
    /// The address is the one that counts and is approved.
    case same
}

extension RegisterStore {
    /// Wishes that wait for another person, by unit.
    public func addressWishes() throws -> [AddressWish] {
        try database.read { connection in
            try Self.municipalities(in: connection).compactMap { municipality in
                try Self.wish(for: municipality, in: connection)
            }
        }
    }

    /// Somebody wishes another address, or approval of one that looks like a person's. A new wish takes the place of
    /// one that waits.
    /// - Throws: `AddressRefusal`.
    public func askForAddress(_ address: String, of unit: ReportingUnit, by person: String, now: Date) throws {
        try database.write { connection in
            guard let municipality = try Self.municipality(unit, in: connection) else {
                throw AddressRefusal.unknownUnit
            }
            let approved = try Self.approvedAddress(of: unit, in: connection)
            guard address != municipality.sharedAddress || approved != address else { throw AddressRefusal.same }
            try Self.removeWish(of: unit, in: connection)
            try connection.run(
                "INSERT INTO addresses (municipality, district, address, asked_by, asked_at) VALUES (?, ?, ?, ?, ?)",
                [unit.municipality.digits, unit.district.digits, address, person, now])
            try audit.append(
                AuditEntry(at: now, actor: person, action: "address.asked", detail: ["unit": "\(unit)"]),
                to: connection)
        }
    }

    /// Another person approves: from now on the address counts, and the portal is told.
    /// - Parameter address: the one that this person has looked at. What has been asked for since is not approved.
    /// - Throws: `AddressRefusal`.
    public func approveAddress(_ address: String, of unit: ReportingUnit, by person: String, now: Date) throws {
        try database.write { connection in
            guard var municipality = try Self.municipality(unit, in: connection) else {
                throw AddressRefusal.unknownUnit
            }
            guard let wish = try Self.wish(for: municipality, in: connection) else { throw AddressRefusal.nothingAsked }
            guard wish.askedBy != person else { throw AddressRefusal.mustBeSomebodyElse }
            guard wish.address == address else { throw AddressRefusal.askedAnew }
            try connection.run(
                """
                UPDATE addresses SET approved_by = ?, approved_at = ?
                WHERE municipality = ? AND district = ? AND approved_at IS NULL
                """, [person, now, unit.municipality.digits, unit.district.digits])
            municipality.sharedAddress = wish.address
            try Self.keep(municipality, in: connection)
            try audit.append(
                AuditEntry(
                    at: now, actor: person, action: "address.approved",
                    detail: ["unit": "\(unit)", "askedBy": wish.askedBy]), to: connection)
        }
    }

    /// Takes a wish back.
    /// - Throws: `AddressRefusal.nothingAsked`.
    public func withdrawAddress(of unit: ReportingUnit, by person: String, now: Date) throws {
        try database.write { connection in
            try Self.removeWish(of: unit, in: connection)
            guard connection.changes > 0 else { throw AddressRefusal.nothingAsked }
            try audit.append(
                AuditEntry(at: now, actor: person, action: "address.withdrawn", detail: ["unit": "\(unit)"]),
                to: connection)
        }
    }

    /// The address that two persons gave a unit last; nil when none did.
    public func approvedAddress(of unit: ReportingUnit) throws -> String? {
        try database.read { try Self.approvedAddress(of: unit, in: $0) }
    }

    static func approvedAddress(of unit: ReportingUnit, in connection: Connection) throws -> String? {
        try connection.first(
            """
            SELECT address FROM addresses WHERE municipality = ? AND district = ? AND approved_at IS NOT NULL
            ORDER BY key DESC LIMIT 1
            """, [unit.municipality.digits, unit.district.digits]
        ) { try $0.required($0.text(0)) }
    }

    // MARK: - Steps

    private static func wish(for municipality: Municipality, in connection: Connection) throws -> AddressWish? {
        try connection.first(
            """
            SELECT address, asked_by, asked_at FROM addresses
            WHERE municipality = ? AND district = ? AND approved_at IS NULL
            """, [municipality.unit.municipality.digits, municipality.unit.district.digits]
        ) { row in
            AddressWish(
                unit: municipality.unit, current: municipality.sharedAddress, address: try row.required(row.text(0)),
                askedBy: try row.required(row.text(1)), askedAt: try row.required(row.date(2)))
        }
    }

    private static func removeWish(of unit: ReportingUnit, in connection: Connection) throws {
        try connection.run(
            "DELETE FROM addresses WHERE municipality = ? AND district = ? AND approved_at IS NULL",
            [unit.municipality.digits, unit.district.digits])
    }
}

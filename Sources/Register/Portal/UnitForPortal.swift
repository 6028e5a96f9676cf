import Cryptography
import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// What the portal is told of a municipality or district, as it travels.
public struct UnitForPortal: Sendable, Equatable, Codable {
    public let name: String
    /// The account is called by it, and mails go to it.
    public let address: String
    public let language: RegisterLanguage
    /// Whom the files are for, by name, as far as a submission has said.
    public let contact: String?
    /// Whether two persons have approved the address, which may then look like one person's (I-050).
    public let approved: Bool
    /// Whether its feedback also goes as a message of the exchange, straight into the secure zone (I-046).
    public let exchange: Bool

    /// In one spelling, so that the same value has one digest.
    func encoded() throws -> [UInt8] { Array(try RegisterStore.encoder().encode(self)) }
}

/// Something that the portal should be told, and what it is compared by.
public struct UnitToTell: Sendable, Equatable {
    public let unit: ReportingUnit
    public let body: [UInt8]
    /// Why the portal did not take it the last time.
    public let refusal: String?

    /// Some hexadecimal digits that are others when the portal should know something else.
    public var digest: String { Hexadecimal.encode(SHA256.digest(body).prefix(8)) }
}

extension RegisterStore {
    /// Units of which the portal does not know what it should, by number.
    public func unitsToTell() throws -> [UnitToTell] {
        try database.read { connection in
            let known = try connection.all("SELECT municipality, district, told, refusal FROM portal_units") { row in
                (
                    unit: "\(try row.required(row.text(0)))-\(try row.required(row.text(1)))", told: row.bytes(2),
                    refusal: row.text(3)
                )
            }
            let byUnit = Dictionary(known.map { ($0.unit, $0) }) { first, _ in first }
            return try Self.municipalities(in: connection).compactMap { municipality in
                let body = try portalUnit(of: municipality, in: connection).encoded()
                let before = byUnit["\(municipality.unit)"]
                guard before?.told != SHA256.digest(body) else { return nil }
                return UnitToTell(unit: municipality.unit, body: body, refusal: before?.refusal)
            }
        }
    }

    /// The portal has it. One with another address has not been confirmed.
    public func unitTold(_ unit: UnitToTell, isNewAddress: Bool) throws {
        try database.write { connection in
            try connection.run(
                """
                INSERT INTO portal_units (municipality, district, told) VALUES (?, ?, ?)
                ON CONFLICT (municipality, district) DO UPDATE SET told = excluded.told, refusal = NULL,
                    confirmed_at = CASE WHEN ? THEN NULL ELSE confirmed_at END
                """,
                [unit.unit.municipality.digits, unit.unit.district.digits, SHA256.digest(unit.body), isNewAddress])
        }
    }

    /// The portal does not take it, with its own word for why.
    public func unitRefused(_ unit: UnitToTell, _ refusal: String) throws {
        try database.write { connection in
            try connection.run(
                """
                INSERT INTO portal_units (municipality, district, refusal) VALUES (?, ?, ?)
                ON CONFLICT (municipality, district) DO UPDATE SET refusal = excluded.refusal
                """, [unit.unit.municipality.digits, unit.unit.district.digits, refusal])
        }
    }

    /// The newest season's dates when the portal does not know them, as they travel.
    public func seasonToTell() throws -> [UInt8]? {
        guard let season = try seasons().last else { return nil }
        let body = Array(try Self.encoder().encode(season))
        let told = try database.read { connection in
            try connection.first("SELECT told FROM portal_seasons") { $0.bytes(0) } ?? nil
        }
        return told == SHA256.digest(body) ? nil : body
    }

    public func seasonTold(_ body: [UInt8]) throws {
        try database.write {
            try $0.run("INSERT OR REPLACE INTO portal_seasons (one, told) VALUES (1, ?)", [SHA256.digest(body)])
        }
    }

    // MARK: - Steps

    private func portalUnit(of municipality: Municipality, in connection: Connection) throws -> UnitForPortal {
        let newest = try connection.first(
            Submission.columns
                + " WHERE municipality = ? AND district = ? AND kind <> 'test' ORDER BY key DESC LIMIT 1",
            [municipality.unit.municipality.digits, municipality.unit.district.digits]
        ) { try Submission($0) }
        let contact = try newest.map { try Self.contacts(of: $0, keys: keys, in: connection).contact.name }
        return UnitForPortal(
            name: municipality.name, address: municipality.sharedAddress, language: municipality.language,
            contact: contact,
            approved: try Self.approvedAddress(of: municipality.unit, in: connection) == municipality.sharedAddress,
            exchange: municipality.exchange != nil)
    }
}

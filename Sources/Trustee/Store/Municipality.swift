public import Foundation
public import Identifiers
import SQLiteAccess

/// A municipality as the trustee knows it.
public struct Municipality: Sendable, Equatable {
    public let number: MunicipalityNumber
    /// Shown to people and written in notices.
    public let name: String
    /// The municipality's own number, which its certificate and its log-in must have.
    public let organisationNumber: OrganisationNumber
    /// Districts that may report by themselves; `00` is always allowed and does not stand here (I-024).
    public let agreedDistricts: Set<DistrictNumber>

    public init(
        number: MunicipalityNumber, name: String, organisationNumber: OrganisationNumber,
        agreedDistricts: Set<DistrictNumber> = []
    ) {
        self.number = number
        self.name = name
        self.organisationNumber = organisationNumber
        self.agreedDistricts = agreedDistricts
    }

    /// Whether this district may report.
    public func hasAgreed(_ district: DistrictNumber) -> Bool {
        district == .whole || agreedDistricts.contains(district)
    }
}

extension TrusteeStore {
    /// Adds municipalities or replaces what is known about them; their PINs stay.
    public func importMunicipalities(_ municipalities: [Municipality], by actor: String, at now: Date) async throws {
        try await database.write { [audit] connection in
            for municipality in municipalities { try Self.put(municipality, in: connection) }
            let entry = AuditEntry(
                at: now, actor: actor, action: "municipalities.imported", detail: ["count": "\(municipalities.count)"])
            try audit.append(entry, to: connection)
        }
    }

    /// Sets the PINs of municipalities: hashes as `PinHashing` makes them, sealed before they are stored, because PINs
    /// are short enough to be found from their hashes by trying (I-025).
    /// - Throws: `TrusteeError.unknown`, and then none is set.
    public func importPINs(_ hashes: [MunicipalityNumber: String], by actor: String, at now: Date) async throws {
        try await database.write { [fields, audit] connection in
            for (number, hash) in hashes {
                let sealed = try fields.seal(Array(hash.utf8), place: Self.pinPlace(number))
                try connection.run("UPDATE municipalities SET pin = ? WHERE number = ?", [sealed, number.digits])
                guard connection.changes == 1 else { throw TrusteeError.unknown }
            }
            let entry = AuditEntry(
                at: now, actor: actor, action: "pins.imported", detail: ["count": "\(hashes.count)"])
            try audit.append(entry, to: connection)
        }
    }

    /// Nil when the number is no municipality's.
    public func municipality(_ number: MunicipalityNumber) async throws -> Municipality? {
        try await database.read { try Self.municipality(number, in: $0)?.municipality }
    }

    static func pinPlace(_ number: MunicipalityNumber) -> String { "municipalities/\(number)/pin" }

    /// A municipality and its sealed PIN hash, in the caller's transaction.
    static func municipality(
        _ number: MunicipalityNumber, in connection: Connection
    ) throws -> (municipality: Municipality, pin: [UInt8]?)? {
        let districts = try connection.all(
            "SELECT district FROM districts WHERE municipality = ?", [number.digits]
        ) { try $0.required($0.text(0).flatMap { DistrictNumber($0) }) }
        return try connection.first(
            "SELECT name, organisation_number, pin FROM municipalities WHERE number = ?", [number.digits]
        ) { row in
            let municipality = Municipality(
                number: number, name: try row.required(row.text(0)),
                organisationNumber: try row.required(row.text(1).flatMap { OrganisationNumber($0) }),
                agreedDistricts: Set(districts))
            return (municipality, row.bytes(2))
        }
    }

    private static func put(_ municipality: Municipality, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO municipalities (number, name, organisation_number) VALUES (?, ?, ?)
            ON CONFLICT (number) DO UPDATE
            SET name = excluded.name, organisation_number = excluded.organisation_number
            """,
            [municipality.number.digits, municipality.name, municipality.organisationNumber.digits])
        try connection.run("DELETE FROM districts WHERE municipality = ?", [municipality.number.digits])
        for district in municipality.agreedDistricts.sorted() where district != .whole {
            try connection.run(
                "INSERT INTO districts (municipality, district) VALUES (?, ?)",
                [municipality.number.digits, district.digits])
        }
    }
}

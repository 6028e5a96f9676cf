import CommandOutcome
import Foundation
import Identifiers
import PasswordHashing
import Trustee

/// How many lines of a file were taken.
public struct ImportSummary: Codable, Sendable, Equatable {
    public let imported: Int
}

/// Takes municipalities from a file with the columns `number;name;organisation;districts`, a heading, and the districts
/// that may report by themselves separated by spaces. All of it or nothing.
public struct MunicipalityImport: TrusteeRequest {
    public typealias Reply = ImportSummary

    public static let name = "municipality.import"

    let file: Data
    let dryRun: Bool

    public init(_ file: [UInt8], dryRun: Bool) {
        self.file = Data(file)
        self.dryRun = dryRun
    }

    /// - Throws: `AdministrationError` that names each line that is wrong.
    public func answer(in administration: TrusteeAdministration) async throws -> ImportSummary {
        let rows = try SemicolonRows([UInt8](file), heading: ["number", "name", "organisation", "districts"])
        let municipalities: [Municipality] = try rows.read { cells in
            guard let number = MunicipalityNumber(cells[0]) else { return .failure("a municipality has four digits") }
            guard !cells[1].isEmpty else { return .failure("the name is missing") }
            guard let organisation = OrganisationNumber(cells[2]) else {
                return .failure("the organisation number is not one")
            }
            let words = cells[3].split(separator: " ")
            let districts = words.compactMap { DistrictNumber($0) }
            guard districts.count == words.count else { return .failure("a district has two digits") }
            return .success(
                Municipality(
                    number: number, name: cells[1], organisationNumber: organisation, agreedDistricts: Set(districts)))
        }
        guard Set(municipalities.map(\.number)).count == municipalities.count else {
            throw AdministrationError("repeated", "A municipality stands twice in the file.", exit: .data)
        }
        if !dryRun {
            try await administration.store.importMunicipalities(
                municipalities, by: administration.actor, at: administration.now)
        }
        return ImportSummary(imported: municipalities.count)
    }
}

/// Takes PINs from a file with the columns `number;pin` or `number;hash` and a heading. PINs are hashed at once.
///
/// A hash must have been made with this store's own secret, as in a backup of it: one from elsewhere fits no PIN.
public struct PINImport: TrusteeRequest {
    public typealias Reply = ImportSummary

    public static let name = "pin.import"

    let file: Data
    let areHashed: Bool
    let dryRun: Bool

    public init(_ file: [UInt8], areHashed: Bool, dryRun: Bool) {
        self.file = Data(file)
        self.areHashed = areHashed
        self.dryRun = dryRun
    }

    public func answer(in administration: TrusteeAdministration) async throws -> ImportSummary {
        let rows = try SemicolonRows([UInt8](file), heading: ["number", areHashed ? "hash" : "pin"])
        let pairs: [(number: MunicipalityNumber, secret: String)] = try rows.read { cells in
            guard let number = MunicipalityNumber(cells[0]) else { return .failure("a municipality has four digits") }
            if areHashed, PasswordHash(encoded: cells[1]) == nil { return .failure("the hash is not one of Argon2id") }
            guard (4...64).contains(cells[1].utf8.count) || areHashed else {
                return .failure("a PIN has 4 to 64 characters")
            }
            return .success((number, cells[1]))
        }
        guard Set(pairs.map(\.number)).count == pairs.count else {
            throw AdministrationError("repeated", "A municipality stands twice in the file.", exit: .data)
        }
        var hashes: [MunicipalityNumber: String] = [:]
        // One after the other and in a queue of their own, so that those who log in meanwhile are not held up.
        let hashing = try PinHashing.hasher(for: administration.configuration.hashing, concurrent: 1)(
            administration.store.pinPepper)
        for (number, secret) in pairs { hashes[number] = areHashed ? secret : try await hashing.hashed(secret) }
        if !dryRun {
            do {
                try await administration.store.importPINs(hashes, by: administration.actor, at: administration.now)
            } catch TrusteeError.unknown {
                throw AdministrationError(
                    "municipality-unknown", "The file has a municipality that was not imported; no PIN was set.",
                    remedy: "Import it with `budstikke-trustee municipality import` first.", exit: .data)
            }
        }
        return ImportSummary(imported: hashes.count)
    }
}

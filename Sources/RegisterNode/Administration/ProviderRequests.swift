public import CommandOutcome
public import Foundation
public import Identifiers
import Register
import ServiceNode

/// Takes lists of the organisations that give care in municipalities: the control of organisation numbers compares with
/// them (I-010).
///
/// The list of a municipality takes the place of the one that was known; municipalities that it does not name keep theirs.
public struct ProviderImport: RegisterRequest {
    public static let name = "provider.import"

    public struct Change: Codable, Sendable, Equatable {
        public let unit: ReportingUnit
        /// How many there are now.
        public let numbers: Int
        public let added: Int
        public let removed: Int
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let changed: [Change]
        /// Units whose list is the same; the day it was made is the new one's all the same.
        public let unchanged: Int
        /// Municipalities of the list that the register does not know.
        public let unknown: [String]
    }

    public let lists: [ProviderFile.Entry]
    /// When the list was made.
    public let dated: Date
    public let dryRun: Bool

    public init(_ file: ProviderFile, dated: Date, dryRun: Bool) {
        lists = file.entries
        self.dated = dated
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        var (changed, unchanged, unknown): ([Change], Int, [String]) = ([], 0, [])
        var kept: [Municipality] = []
        let all = try administration.store.municipalities()
        // A district with a list of its own has no part in that of its municipality.
        let own = Set(lists.compactMap(\.unit))
        for list in lists {
            let units = all.filter { list.unit == $0.unit || list.covers($0.unit) && !own.contains($0.unit) }
            if units.isEmpty { unknown.append(list.name) }
            for var municipality in units {
                let old = municipality.providers?.numbers ?? []
                let isNew = municipality.providers == nil
                if list.numbers == old, !isNew {
                    unchanged += 1
                } else {
                    changed.append(
                        Change(
                            unit: municipality.unit, numbers: list.numbers.count,
                            added: list.numbers.subtracting(old).count, removed: old.subtracting(list.numbers).count))
                }
                municipality.providers = ProviderList(dated: dated, numbers: list.numbers)
                kept.append(municipality)
            }
        }
        if !dryRun, !kept.isEmpty {
            try administration.store.keep(
                kept,
                noting: AuditEntry(
                    at: administration.clock(), actor: actor, action: Self.name,
                    detail: ["changed": String(changed.count), "unchanged": String(unchanged)]))
        }
        return Reply(changed: changed, unchanged: unchanged, unknown: unknown)
    }
}

/// How old each unit's list of care providers is, and how long.
public struct ProviderQuestion: RegisterRequest {
    public static let name = "provider.list"

    public struct List: Codable, Sendable, Equatable {
        public let unit: ReportingUnit
        public let name: String
        /// nil while there is none: nothing is compared then.
        public let dated: Date?
        public let numbers: [OrganisationNumber]
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let lists: [List]
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        Reply(
            lists: try administration.store.municipalities().map { municipality in
                let numbers = municipality.providers?.numbers.sorted { $0.digits < $1.digits } ?? []
                return List(
                    unit: municipality.unit, name: municipality.name, dated: municipality.providers?.dated,
                    numbers: numbers)
            })
    }
}

/// A list of care providers: `municipality;district;organisationNumber;name`, a line for each. Without a district the
/// whole municipality is meant, each of its districts; the name is for whoever reads the list.
public struct ProviderFile: Sendable {
    /// The numbers of one municipality, or of one of its districts.
    public struct Entry: Codable, Sendable, Equatable {
        public let municipality: MunicipalityNumber
        public let district: DistrictNumber?
        public var numbers: Set<OrganisationNumber> = []

        var name: String { unit?.description ?? "\(municipality)" }
        /// nil for the whole municipality.
        var unit: ReportingUnit? { district.map { ReportingUnit(municipality: municipality, district: $0) } }

        func covers(_ unit: ReportingUnit) -> Bool { district == nil && unit.municipality == municipality }
    }

    private static let form = ListFile.Form(
        code: "provider-file", what: "care providers",
        columns: ["municipality", "district", "organisationNumber", "name"],
        needed: ["municipality", "organisationNumber"])

    /// In the order of the list.
    public let entries: [Entry]

    /// - Throws: `AdministrationError` `provider-file` with every line that is wrong.
    public init(_ bytes: [UInt8]) throws(AdministrationError) {
        let rows = try ListFile(bytes, as: Self.form).read { (row) throws(ListFile.Fault) in
            guard let municipality = MunicipalityNumber(row.value("municipality")) else {
                throw ListFile.Fault("a municipality has four digits.")
            }
            let district = DistrictNumber(row.value("district"))
            guard district != nil || row.value("district").isEmpty else {
                throw ListFile.Fault("a district has two digits.")
            }
            // As in the extract, a zero may follow the nine digits.
            guard let number = OrganisationNumber(row.value("organisationNumber").prefix(9)),
                ["", "0"].contains(row.value("organisationNumber").dropFirst(9))
            else { throw ListFile.Fault("the organisation number is none.") }
            return (municipality: municipality, district: district, number: number)
        }
        var entries: [Entry] = []
        var places: [String: Int] = [:]
        for row in rows {
            let entry = Entry(municipality: row.municipality, district: row.district)
            let place = places[entry.name] ?? entries.count
            if place == entries.count { entries.append(entry) }
            places[entry.name] = place
            entries[place].numbers.insert(row.number)
        }
        self.entries = entries
    }
}

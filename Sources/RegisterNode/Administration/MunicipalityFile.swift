public import CommandOutcome
import Foundation
import Identifiers
public import Register
import ServiceNode

/// A list of municipalities and districts.
///
/// `municipality;district;name;organisationNumber;sharedAddress;language;organisationHer;serviceHer;serviceName`; district
/// and language may be left out, then `00` and `nb` are meant. The last three say where the feedback goes as a message of
/// the exchange; a line where they are empty says that it does not.
public struct MunicipalityFile: Sendable {
    private static let exchange = ["organisationHer", "serviceHer", "serviceName"]
    private static let form = ListFile.Form(
        code: "municipality-file", what: "municipalities",
        columns: ["municipality", "district", "name", "organisationNumber", "sharedAddress", "language"] + exchange,
        needed: ["municipality", "name", "organisationNumber", "sharedAddress"])

    public let municipalities: [Municipality]
    /// Whether the list says in which language a municipality is written to.
    public let hasLanguages: Bool
    /// Whether the list says where municipalities are reached in the exchange.
    public let hasExchange: Bool

    /// Reads the whole list.
    /// - Throws: `AdministrationError` `municipality-file` with every line that is wrong.
    public init(_ bytes: [UInt8]) throws(AdministrationError) {
        let list = try ListFile(bytes, as: Self.form)
        hasLanguages = list.columns.contains("language")
        hasExchange = !list.columns.isDisjoint(with: Self.exchange)
        var known: Set<ReportingUnit> = []
        municipalities = try list.read { (row) throws(ListFile.Fault) in
            let municipality = try Self.municipality(row)
            guard known.insert(municipality.unit).inserted else {
                throw ListFile.Fault("\(municipality.unit) stands here twice.")
            }
            return municipality
        }
    }

    private static func municipality(_ row: ListFile.Row) throws(ListFile.Fault) -> Municipality {
        guard let municipality = MunicipalityNumber(row.value("municipality")),
            let district = DistrictNumber(row.value("district", usual: "00"))
        else { throw ListFile.Fault("a municipality has four digits and a district two.") }
        guard let number = OrganisationNumber(row.value("organisationNumber")) else {
            throw ListFile.Fault("the organisation number is none.")
        }
        guard EDIAddress(row.value("sharedAddress")) != nil else {
            throw ListFile.Fault("the shared address is no mail address.")
        }
        guard let language = RegisterLanguage(rawValue: row.value("language", usual: "nb")) else {
            throw ListFile.Fault("the language is nb, nn or en.")
        }
        guard !row.value("name").isEmpty else { throw ListFile.Fault("the name is missing.") }
        let address = exchange.map { row.value($0) }
        let party = party(of: row.value("name"), address)
        guard party != nil || address.allSatisfy(\.isEmpty) else {
            throw ListFile.Fault("organisationHer, serviceHer and serviceName go together: two HER-ids and a name.")
        }
        return Municipality(
            unit: ReportingUnit(municipality: municipality, district: district), name: row.value("name"),
            organisationNumber: number, sharedAddress: row.value("sharedAddress"), language: language,
            exchange: party)
    }

    private static func party(of name: String, _ address: [String]) -> ExchangeParty? {
        guard let organisation = HERId(address[0]), let service = HERId(address[1]), organisation != service,
            !address[2].isEmpty
        else { return nil }
        return ExchangeParty(name: name, her: organisation, serviceName: address[2], serviceHER: service)
    }
}

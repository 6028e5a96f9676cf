import Identifiers
import TestSupport

/// One invented municipality that reports: a tenant of the reporting demo's server. Its number is no real one's.
struct ReportingTown: Sendable, Hashable {
    let number: MunicipalityNumber
    let name: String
    let organisation: OrganisationNumber
    /// Its tenant's name on the server.
    let tenant: TenantID
    /// Such as `nordbygda.kommune.example`.
    let domain: String

    var unit: ReportingUnit { ReportingUnit(municipality: number) }
    /// The impersonal address that notices go to.
    var sharedAddress: String { "postmottak@\(domain)" }
    /// Who answers for the submission, and gets its receipt.
    var contactAddress: String { "iplos@\(domain)" }

    /// The twenty of the demo, from 9901 on.
    static func all() throws(DemoError) -> [ReportingTown] {
        let names = [
            ("Nordbygda", "nordbygda"), ("Sørvågen", "sorvagen"), ("Austmarka", "austmarka"), ("Vestlia", "vestlia"),
            ("Fjellgrend", "fjellgrend"), ("Elvebakken", "elvebakken"), ("Skogheim", "skogheim"),
            ("Havnøya", "havnoya"),
            ("Innmark", "innmark"), ("Utværet", "utvaeret"), ("Tverrdalen", "tverrdalen"), ("Langsundet", "langsundet"),
            ("Breidvassdal", "breidvassdal"), ("Kvitneset", "kvitneset"), ("Myrlandet", "myrlandet"),
            ("Solhaugen", "solhaugen"), ("Granvollen", "granvollen"), ("Bjørkelund", "bjorkelund"),
            ("Sandøyra", "sandoyra"), ("Holmvågen", "holmvagen"),
        ]
        // The first ones belong to the invented organisations of every test.
        let numbers = SyntheticOrganisations.numbers(10 + names.count).dropFirst(10)
        return try zip(names, numbers).enumerated().map { (index, pair) throws(DemoError) in
            let (name, number) = pair
            guard let municipality = MunicipalityNumber(String(9_901 + index)), let tenant = TenantID(name.1) else {
                throw .party(name.0)
            }
            return ReportingTown(
                number: municipality, name: "\(name.0) kommune", organisation: number, tenant: tenant,
                domain: "\(name.1).kommune.example")
        }
    }
}

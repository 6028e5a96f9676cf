import Identifiers

/// Who takes part in the demo.
enum PartyName: String, Sendable, CaseIterable, Codable {
    case hospital, practice, storvik, lilledal, physiotherapist
}

/// The servers of the demo; the last serves two tenants.
enum NodeName: String, Sendable, CaseIterable {
    case hospital, practice, municipalities
}

/// One organisation with one service, and how it is reached. All of it is invented.
struct DemoParty: Sendable {
    let name: PartyName
    /// Level 1 in the address register.
    let organisation: String
    let number: OrganisationNumber
    let organisationHER: HERId
    /// Level 2: the service that messages are addressed to (HIS 1153).
    let service: String
    let her: HERId
    let ediAddress: EDIAddress
    /// Its tenant's name on the node.
    let tenant: TenantID
    /// nil for the partner that never answers.
    let node: NodeName?

    /// The name of its account at the mail exchange.
    var mailbox: String { name.rawValue }

    /// All parties, in the order of `PartyName`.
    static func all() throws(DemoError) -> [DemoParty] {
        [
            try DemoParty(
                .hospital, on: .hospital, "Fjordheim sykehus", "999200109", 800_100, "Medisinsk sengepost", 800_101,
                "edi@fjordheim.example"),
            try DemoParty(
                .practice, on: .practice, "Bryggen legesenter", "999200176", 800_200, "Fastlege", 800_201,
                "edi@bryggen.example"),
            try DemoParty(
                .storvik, on: .municipalities, "Storvik kommune", "999200249", 800_300, "Pleie og omsorg", 800_301,
                "edi@storvik.example"),
            try DemoParty(
                .lilledal, on: .municipalities, "Lilledal kommune", "999200311", 800_400, "Pleie og omsorg", 800_401,
                "edi@lilledal.example"),
            try DemoParty(
                .physiotherapist, on: nil, "Stille fysioterapi", "999200389", 800_500, "Fysioterapi", 800_501,
                "edi@stille.example"),
        ]
    }

    private init(
        _ name: PartyName, on node: NodeName?, _ organisation: String, _ number: String, _ organisationHER: Int,
        _ service: String, _ her: Int, _ ediAddress: String
    ) throws(DemoError) {
        guard let number = OrganisationNumber(number), let organisationHER = HERId(organisationHER),
            let her = HERId(her), let ediAddress = EDIAddress(ediAddress), let tenant = TenantID(name.rawValue)
        else { throw .party(name.rawValue) }
        self.name = name
        self.organisation = organisation
        self.number = number
        self.organisationHER = organisationHER
        self.service = service
        self.her = her
        self.ediAddress = ediAddress
        self.tenant = tenant
        self.node = node
    }
}

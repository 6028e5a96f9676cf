public import Identifiers

/// An identifier of an organisation, a service or a person, with its kind (code lists 9051 and 8116).
public struct PartyIdentifier: Sendable, Equatable {
    public let id: String
    /// `HER`, `ENH`, `HPR` …; nil when the message does not say.
    public let type: CodedValue?

    public init(id: String, type: CodedValue?) {
        self.id = id
        self.type = type
    }
}

/// One level of an address: a name and its identifiers, in the message's order.
public struct AddressUnit: Sendable, Equatable {
    public let name: String?
    public let identifiers: [PartyIdentifier]

    public init(name: String?, identifiers: [PartyIdentifier]) {
        self.name = name
        self.identifiers = identifiers
    }

    /// The HER-id, when there is one that is a number.
    public var her: HERId? { identifiers.lazy.filter { $0.type?.code == "HER" }.compactMap { HERId($0.id) }.first }

    /// The organisation number (ENH), when there is a right one: how parties outside the register are known.
    public var organisationNumber: OrganisationNumber? {
        identifiers.lazy.filter { $0.type?.code == "ENH" }.compactMap { OrganisationNumber($0.id) }.first
    }
}

/// Who sends or receives, on two levels: the organisation, and in it the communication party, which is a service or,
/// for a doctor with an own practice, a person (HIS 1153-1).
///
/// Kept exactly as the message has it, wrong or incomplete, since receipts mirror it.
public struct PartyChain: Sendable, Equatable {
    /// Level 1; nil when the message names only a person.
    public let organisation: AddressUnit?
    /// Level 2 when a service is addressed.
    public let service: AddressUnit?
    /// Level 2 when a person is addressed; otherwise the one who signed.
    public let person: AddressUnit?

    public init(organisation: AddressUnit?, service: AddressUnit? = nil, person: AddressUnit? = nil) {
        self.organisation = organisation
        self.service = service
        self.person = person
    }

    public var level1: HERId? { organisation?.her }
    public var level2: HERId? { service?.her ?? person?.her }
    /// The most precise HER-id: who the message is really from or to.
    public var her: HERId? { level2 ?? level1 }
    public var level1Name: String? { organisation?.name }
    public var level2Name: String? { (service ?? person)?.name }
    /// Whether a person is the communication party, not merely the one who signed.
    public var isAddressedToPerson: Bool { person != nil && service?.her == nil }
}

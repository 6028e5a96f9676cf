public import Foundation
public import Identifiers

/// A municipality, or one of its districts, as the register knows it before anything was sent.
///
/// Everything here is public: a number and a name, the shared mailbox, and which organisations give care there.
public struct Municipality: Sendable, Equatable, Codable {
    public var unit: ReportingUnit
    public var name: String
    public var organisationNumber: OrganisationNumber
    /// The shared mailbox (postmottak) that notices go to (I-047). Never a person's own address.
    public var sharedAddress: String
    /// The language its mails and lists are written in.
    public var language: RegisterLanguage
    /// Organisation numbers of care providers in use here (I-010); nil until a list was read.
    public var providers: ProviderList?
    /// Where it is reached in the exchange of messages; nil when its feedback goes to the portal only.
    public var exchange: ExchangeParty?

    public init(
        unit: ReportingUnit, name: String, organisationNumber: OrganisationNumber, sharedAddress: String,
        language: RegisterLanguage, providers: ProviderList? = nil, exchange: ExchangeParty? = nil
    ) {
        self.unit = unit
        self.name = name
        self.organisationNumber = organisationNumber
        self.sharedAddress = sharedAddress
        self.language = language
        self.providers = providers
        self.exchange = exchange
    }
}

/// The organisation numbers in use in a municipality's care services, as of one day (I-010).
public struct ProviderList: Sendable, Equatable, Codable {
    /// When the list was made.
    public let dated: Date
    public let numbers: Set<OrganisationNumber>

    public init(dated: Date, numbers: Set<OrganisationNumber>) {
        self.dated = dated
        self.numbers = numbers
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dated = try container.decode(Date.self, forKey: .dated)
        numbers = Set(try container.decode([OrganisationNumber].self, forKey: .numbers))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(dated, forKey: .dated)
        try container.encode(numbers.sorted { $0.digits < $1.digits }, forKey: .numbers)
    }

    private enum CodingKeys: String, CodingKey { case dated, numbers }
}

/// A language that mails and lists are written in.
public enum RegisterLanguage: String, Sendable, Codable, CaseIterable {
    /// Norwegian bokmål.
    case bokmål = "nb"
    /// Norwegian nynorsk.
    case nynorsk = "nn"
    case english = "en"
}

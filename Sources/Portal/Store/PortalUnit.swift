public import Identifiers
public import Texts
public import Web

/// A municipality or district, with the shared address that its files and mails go to.
///
/// One account may belong to several units, such as the districts of a municipality.
public struct PortalUnit: Equatable, Sendable, Codable {
    public let unit: ReportingUnit
    /// The municipality's own name, for mails.
    public let name: String
    public let account: SharedAddress
    /// The language of its mails; pages follow the reader.
    public let language: Language
    /// Whom the files are for, by name, as far as the register knows: names grow old, so the role comes first (I-049).
    public let contact: String?
    /// Whether its files also come as messages, straight into the secure zone (I-046, I-063).
    public let hasExchange: Bool

    public init(
        unit: ReportingUnit, name: String, account: SharedAddress, language: Language, contact: String? = nil,
        hasExchange: Bool = false
    ) {
        self.unit = unit
        self.name = name
        self.account = account
        self.language = language
        self.contact = contact
        self.hasExchange = hasExchange
    }
}

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

    public init(unit: ReportingUnit, name: String, account: SharedAddress, language: Language, contact: String? = nil) {
        self.unit = unit
        self.name = name
        self.account = account
        self.language = language
        self.contact = contact
    }
}

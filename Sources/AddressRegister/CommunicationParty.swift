public import Certificates
public import Identifiers

/// One communication party as the address register knows it: an organisation (level 1), or a service or person in one
/// (level 2).
public struct CommunicationParty: Sendable, Equatable {
    /// What kind of party it is.
    public enum Kind: String, Sendable, Codable, CaseIterable { case organisation, service, person, department }

    public let her: HERId
    public let name: String
    /// The level-1 party it belongs to; nil for level 1 itself.
    public let parentHER: HERId?
    public let parentName: String?
    public let organisationNumber: OrganisationNumber?
    public let kind: Kind
    public let isActive: Bool
    /// The mailbox (E_EDI); nil when it takes no mail.
    public let ediAddress: EDIAddress?
    /// As registered, not verified: chain and revocation are the user's to check.
    public let signingCertificate: Certificate?
    /// As registered, not verified.
    public let encryptionCertificate: Certificate?
    /// The number of a person in the national register of health personnel; one person has a party, and with it a
    /// HER-id, for each place of practice (M-079). nil for what is no person, or where it is not told.
    public let hprNumber: String?
    /// Why it was entered or changed by hand; nil when everything is the register's own (M-065).
    public let manualReason: String?

    public init(
        her: HERId, name: String, parentHER: HERId?, parentName: String?, organisationNumber: OrganisationNumber?,
        kind: Kind, isActive: Bool, ediAddress: EDIAddress?, signingCertificate: Certificate?,
        encryptionCertificate: Certificate?, hprNumber: String? = nil, manualReason: String? = nil
    ) {
        self.her = her
        self.name = name
        self.parentHER = parentHER
        self.parentName = parentName
        self.organisationNumber = organisationNumber
        self.kind = kind
        self.isActive = isActive
        self.ediAddress = ediAddress
        self.signingCertificate = signingCertificate
        self.encryptionCertificate = encryptionCertificate
        self.hprNumber = hprNumber
        self.manualReason = manualReason
    }
}

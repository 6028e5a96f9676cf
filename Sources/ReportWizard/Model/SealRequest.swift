public import Foundation
public import Identifiers
public import SealedSubmission

/// What somebody asks for when a report is to be sealed.
public struct SealRequest: Sendable, Equatable {
    public let kind: SubmissionKind
    public let contact: Contact
    public let deputy: Contact?
    /// The digits of each key that were on the page when it was said that they had been compared.
    public let compared: [KeyHolder: String]

    public init(kind: SubmissionKind, contact: Contact, deputy: Contact?, compared: [KeyHolder: String]) {
        self.kind = kind
        self.contact = contact
        self.deputy = deputy
        self.compared = compared
    }
}

/// A party's published key of the year, as far as it is there.
public enum KeyState: Sendable, Equatable {
    case missing
    case good(KeyFacts)
    case refused(DeskTrouble)
}

/// What a person compares on the telephone before anything is sealed to a key.
public struct KeyFacts: Sendable, Equatable {
    public let organisation: OrganisationNumber
    /// As the certificate that signed the key says.
    public let holderName: String?
    /// Sixteen groups of four digits.
    public let groups: [String]
    public let notAfter: Date

    public init(organisation: OrganisationNumber, holderName: String?, groups: [String], notAfter: Date) {
        self.organisation = organisation
        self.holderName = holderName
        self.groups = groups
        self.notAfter = notAfter
    }

    public var digits: String { groups.joined(separator: " ") }
}

public import Foundation
public import Web

/// One mail of the portal's, complete but for its transport: plain text and simple HTML of the same words.
///
/// It goes to a shared address only, and holds no password and nothing about anyone in care (I-043).
public struct PortalMail: Sendable, Equatable, Codable {
    /// The mails that the portal sends by itself (I-073).
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case newUser, forgotten
        /// Whether the shared address is read, each November (I-048).
        case confirmAddress
        /// A file has lain for a week.
        case fileWaiting
        /// The account has another address: to the old one and to the new one (I-050).
        case addressChanged
        /// A person is invited to a user of their own.
        case invitation
        /// A person asked for a link by which their own password is set.
        case userLink
    }

    public let kind: Kind
    public let to: SharedAddress
    public let date: Date
    public let subject: String
    public let plain: String
    public let html: String
    /// When it is of no use any more, as when the link in it ends; nil for as long as mail servers try.
    public let expires: Date?
}

/// Takes a mail over: it is queued when this returns.
public typealias PortalMailing = @Sendable (PortalMail) async throws -> Void

/// What all mails of the portal have in common, set by the operator.
public struct PortalMailSettings: Sendable, Equatable {
    /// The authority's own domain, aligned with SPF, DKIM and DMARC (I-051).
    public let sender: String
    /// Who answers questions (I-069).
    public let helpAddress: String
    public let helpPhone: String

    public init(sender: String, helpAddress: String, helpPhone: String) {
        self.sender = sender
        self.helpAddress = helpAddress
        self.helpPhone = helpPhone
    }
}

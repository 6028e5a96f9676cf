public import Foundation

/// One mail of the register's, complete but for its transport: plain text and simple HTML of the same words.
///
/// It holds no data about anyone in care, and never a password (I-043, I-049).
public struct RegisterMail: Sendable, Equatable, Codable {
    /// Without angle brackets. It was on disk before the mail was sent for the first time, and never changes.
    public let messageID: String
    /// When the mail was written, for its Date header: the same in every attempt.
    public let date: Date
    public let from: String
    public let to: String
    public let subject: String
    public let plain: String
    public let html: String
    /// The kind, by its entry in the catalogue.
    public let kind: RegisterMailKind
}

/// What a mail server answered.
public enum MailAnswer: Sendable, Equatable {
    /// The server took the mail, which it now answers for.
    case accepted
    /// The server will never take it, with its reply code.
    case refused(code: Int)
    /// Not now, with the reply code, or 0 when no server answered.
    case deferred(code: Int)
}

/// Hands a mail to a mail server. Called again with the very same mail after a crash or a deferral.
public typealias MailSending = @Sendable (RegisterMail) async -> MailAnswer

/// The mails the register sends by itself (I-073).
public enum RegisterMailKind: String, Sendable, Codable, CaseIterable {
    /// To the contact given at sealing: what arrived, and when (I-036).
    case receipt
    /// To the contact: a submission that had arrived could not be read or joined, and must be sent again.
    case refused
    /// To the contact that was and the one that is: who answers for a submission was changed after sending (I-085).
    case contactChanged
    /// To the shared mailbox: lists and tables are ready (I-060).
    case feedbackReady
    /// To the shared mailbox: wrong PINs were given for the municipality (T-086).
    case pinWrong
    /// To the shared mailbox of every municipality before the season (I-075).
    case seasonOpening

    /// Whether it goes to the municipality's shared address, and not to a contact.
    var isToSharedAddress: Bool {
        switch self {
        case .feedbackReady, .pinWrong, .seasonOpening: true
        case .receipt, .refused, .contactChanged: false
        }
    }
}

/// Where a mail stands, for the register's staff (I-054, I-067).
public struct MailStatus: Sendable, Equatable {
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Waiting for its first or its next attempt.
        case queued
        /// A mail server has taken it.
        case accepted
        /// No server will take it, or none did for five days.
        case refused
        /// A server took it, and later said that it could not deliver it.
        case bounced
    }

    public let messageID: String
    public let kind: RegisterMailKind
    /// The unit it is about, such as `4601-00`.
    public let unit: String
    public let to: String
    public let state: State
    public let attempts: Int
    public let lastAttempt: Date?
    /// The last reply code of a server; nil when none was given.
    public let answer: Int?
    /// The status of the report with which it came back, such as 5.1.1; nil when none was given.
    public let returned: String?
}

/// What all mails have in common, set by the operator.
public struct MailSettings: Sendable, Equatable, Codable {
    /// The authority's own domain, aligned with SPF, DKIM and DMARC (I-051).
    public var sender: String
    /// The name of the register, as its mails sign.
    public var registerName: String
    /// Where the files are fetched, written in every mail (I-066).
    public var portal: String
    /// Who answers questions about the procedure (I-069, I-076).
    public var helpAddress: String
    public var helpPhone: String

    public init(sender: String, registerName: String, portal: String, helpAddress: String, helpPhone: String) {
        self.sender = sender
        self.registerName = registerName
        self.portal = portal
        self.helpAddress = helpAddress
        self.helpPhone = helpPhone
    }

    /// What stands after the `@` of a Message-ID.
    var domain: String { sender.split(separator: "@").last.map(String.init) ?? "localhost" }
}

public import MailRelay
public import Portal
public import Settings
public import Web

/// The configuration of one download portal, as `portal.yaml` says it: paths are absolute, and no secret stands in it.
public struct PortalConfiguration: Sendable {
    /// Where everything is stored; owned by the server's user, mode 0700.
    public var dataDirectory: String
    /// The key that wraps the portal's secrets; outside `dataDirectory`.
    public var masterKeyFile: String
    /// Commands speak to the running server through this socket; its directory has mode 0700.
    public var controlSocket: String
    /// What browsers and mails call the portal.
    public var origin: WebOrigin
    public var pages: Pages
    public var push: Push
    public var mail: Mail
    /// A folder with the guide's pages; nil when there is none.
    public var guide: String?
    /// Whom to ask, topic by topic; what is not named goes to the mails' help address.
    public var contacts: [ContactTopic: Contact]
    public var passwordRules: PasswordRuleSet
    public var hashing: Hashing
    /// Whether pages say that this is a rehearsal.
    public var isTest: Bool
    /// Pause between two rounds of the server's own work, seconds.
    public var roundSeconds: Int
    public var logLevel: LogLevel

    /// Where browsers come in.
    public struct Pages: Sendable, Equatable {
        public var host: String
        /// 0 lets the system choose.
        public var port: Int
        /// nil for plain HTTP, on this machine itself only: a proxy before it speaks TLS then.
        public var tls: KeyFiles?
    }

    /// Where the register comes in: TLS, and the register's own certificate.
    public struct Push: Sendable, Equatable {
        public var host: String
        public var port: Int
        public var tls: KeyFiles
        /// PEM: the issuers that the register's certificate must lead to.
        public var clientRoots: String
        /// PEM: the certificates that the register may show, and no others of the same issuers.
        public var registerCertificates: String
    }

    /// PEM: a certificate with those above it, and its key.
    public struct KeyFiles: Sendable, Equatable {
        public var certificateChain: String
        public var privateKey: String
    }

    /// The mail relay, and what all mails have in common.
    public struct Mail: Sendable, Equatable {
        public var relay: RelaySettings
        /// As people read it beside the sender's address.
        public var senderName: String
        public var settings: PortalMailSettings
    }

    /// What a password must be.
    public enum PasswordRuleSet: String, Sendable, CaseIterable {
        /// Fifteen characters or more, and nothing that is easily guessed.
        case standard
        /// What the guide of 2017 asks for: six characters, a letter and a digit.
        case guide2017
    }

    /// How dear a try at a password is.
    public struct Hashing: Sendable, Equatable {
        public var memoryKiB: Int
        public var passes: Int
        public var concurrent: Int
        public var waiting: Int
    }
}

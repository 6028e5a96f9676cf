public import Settings
public import Store

/// Everything an installation is told before it starts: read once from one YAML file and the environment.
///
/// Paths are absolute. No field holds a secret: passwords and keys are named by the file they lie in.
public struct Configuration: Sendable, Equatable, Encodable {
    /// Where the installation's stores lie; locked by the process that uses them.
    public var dataDirectory: String
    /// 32 octets or 64 hexadecimal digits, outside the data directory.
    public var masterKeyFile: String
    /// The Unix socket that commands use beside a running `serve`; its directory has mode 0700.
    public var controlSocket: String
    /// The only hosts that outgoing traffic may reach (M-071).
    public var allowedHosts: [String]
    /// A directory of trusted root and intermediate certificates, PEM or DER.
    public var trustStore: String
    public var revocation: RevocationSettings
    public var addressRegister: AddressRegisterSettings
    /// A directory of installed schemas; nil when none are installed.
    public var schemaPack: String?
    /// Mail servers by name.
    public var mailServers: [String: MailServerSettings]
    /// Mailboxes by name; an own address of a tenant names the one it is fetched from.
    public var mailboxes: [String: MailboxSettings]
    /// Where record systems reach the API; nil when none use it.
    public var recordSystemAPI: RecordSystemAPISettings?
    /// Exchange with partners over HTTP; nil where nothing is taken over HTTP.
    public var partnerHTTP: PartnerHTTPSettings?
    /// The two national parties of the yearly report; nil where nothing is reported from here.
    public var reporting: ReportingSettings?
    /// Where pages for people are served; nil where none are.
    public var web: WebSettings?
    /// Where health and metrics are served; nil where they are not.
    public var metrics: MetricsSettings?
    /// Mail domains that belong to a stage: a tenant in another stage never sends there (M-121).
    public var stageDomains: StageDomains
    /// Workers that run jobs side by side.
    public var workers: Int
    /// The language of sentences for people: `nb`, `nn` or `en`.
    public var language: String
    public var logLevel: LogLevel
    /// The name given to mail servers in EHLO; nil for this machine's own name.
    public var helloName: String?
    /// How the product describes itself in envelopes (HITS 1172, eb:Description).
    public var productName: String
    public var productVersion: String
}

/// Certificate revocation lists: where they are kept, from where they may be fetched, and whether they must be there.
public struct RevocationSettings: Sendable, Equatable, Encodable {
    public var directory: String
    public var allowedHosts: [String]
    /// Whether a certificate without a fresh list is refused (held) instead of trusted.
    public var required: Bool
}

/// The address register as a file, with the agreements (CPA) in a directory beside it.
public struct AddressRegisterSettings: Sendable, Equatable, Encodable {
    public var file: String
    public var agreements: String?
    /// After this many hours without a fresh file, messages are held.
    public var maximumAgeHours: Int
}

/// A mail server that hands out and takes in messages.
public struct MailServerSettings: Sendable, Equatable, Encodable {
    public var smtp: MailEndpoint
    public var pop3: MailEndpoint
    /// The account used for SMTP; nil when the server asks for none.
    public var user: String?
    public var passwordFile: String?
    /// PEM of roots that the servers' TLS certificates chain to; nil for the system's own.
    public var trustRoots: String?
    /// Seconds between two looks into each mailbox.
    public var pollSeconds: Int
    /// Seconds a server may take for one whole answer before the connection is given up.
    public var timeoutSeconds: Int
}

/// A host and port, and how the connection is protected.
public struct MailEndpoint: Sendable, Equatable, Encodable {
    public var host: String
    public var port: Int
    public var tls: TransportSecurity
}

/// How a connection to a mail server is protected.
public enum TransportSecurity: String, Sendable, CaseIterable, Encodable {
    /// Only towards this machine itself.
    case none
    case startTLS
    case implicit
}

/// A mailbox that messages are fetched from.
public struct MailboxSettings: Sendable, Equatable, Encodable {
    /// A name in `mailServers`.
    public var server: String
    /// The address as the register has it.
    public var ediAddress: String
    public var user: String
    public var passwordFile: String
}

/// Mail domains that belong to a stage. A domain may belong to several; one named nowhere is open to all.
public struct StageDomains: Sendable, Equatable, Encodable {
    public var test: [String] = []
    public var pilot: [String] = []
    public var production: [String] = []

    /// The stages that have domains of their own.
    public var byStage: [Stage: [String]] {
        [.test: test, .pilot: pilot, .production: production].filter { !$0.value.isEmpty }
    }
}

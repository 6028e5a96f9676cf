public import Identifiers

/// How a ``MailExchange`` is set up.
public struct MailExchangeConfiguration: Sendable {
    /// The name it gives itself, a domain.
    public var hostName: String
    /// The IP address of the interface to listen on.
    public var interface: String
    /// The ports; 0 lets the system choose, ``MailExchange/port(_:)`` tells which.
    public var ports: [MailListener: Int]
    public var tls: MailServerIdentity?
    public var accounts: [MailAccount]
    /// Whether mail is taken only from those who have logged in.
    public var requiresAuthentication: Bool
    /// Whether an unknown recipient is refused at once; otherwise the sender gets a report of delivery failure.
    public var refusesUnknownRecipients: Bool
    /// A directory where mails are kept as files and found again after a restart; nil keeps them in memory.
    public var folder: String?
    public var limits: MailExchangeLimits

    public init(
        hostName: String, interface: String = "127.0.0.1", ports: [MailListener: Int] = [.smtp: 0, .pop3: 0],
        tls: MailServerIdentity? = nil, accounts: [MailAccount] = [], requiresAuthentication: Bool = false,
        refusesUnknownRecipients: Bool = false, folder: String? = nil, limits: MailExchangeLimits = .init()
    ) {
        self.hostName = hostName
        self.interface = interface
        self.ports = ports
        self.tls = tls
        self.accounts = accounts
        self.requiresAuthentication = requiresAuthentication
        self.refusesUnknownRecipients = refusesUnknownRecipients
        self.folder = folder
        self.limits = limits
    }
}

/// One of the four doors of a ``MailExchange``.
public enum MailListener: String, Sendable, CaseIterable {
    /// SMTP; STARTTLS is offered when there is a certificate.
    case smtp
    /// SMTP with TLS from the first byte; needs a certificate.
    case smtps
    /// POP3; STLS is offered when there is a certificate.
    case pop3
    /// POP3 with TLS from the first byte; needs a certificate.
    case pop3s

    var service: MailService { self == .smtp || self == .smtps ? .smtp : .pop3 }
    var isImplicitTLS: Bool { self == .smtps || self == .pop3s }
}

/// The certificate and key of a mail server, as PEM files.
public struct MailServerIdentity: Sendable, Equatable {
    /// The server's certificate, followed by its issuers'.
    public var certificateChainPEM: String
    public var privateKeyPEM: String

    public init(certificateChainPEM: String, privateKeyPEM: String) {
        self.certificateChainPEM = certificateChainPEM
        self.privateKeyPEM = privateKeyPEM
    }
}

/// A mailbox and who may open it.
public struct MailAccount: Sendable, CustomStringConvertible {
    public let address: EDIAddress
    /// The name to log in with, for POP3 and SMTP; the address itself where nothing else is said.
    public let user: String
    let password: String

    public init(address: EDIAddress, user: String? = nil, password: String) {
        self.address = address
        self.user = user ?? address.text
        self.password = password
    }

    public var description: String { "mailbox \(address)" }

    /// Compares without telling by its duration how much was right.
    func accepts(_ attempt: String) -> Bool {
        let (left, right) = (Array(password.utf8), Array(attempt.utf8))
        var difference = left.count ^ right.count
        for (index, byte) in right.enumerated() where !left.isEmpty {
            difference |= Int(left[index % left.count] ^ byte)
        }
        return difference == 0
    }
}

/// What a ``MailExchange`` takes from one peer.
public struct MailExchangeLimits: Sendable, Equatable {
    /// Largest mail in bytes.
    public var maximumMailBytes = 70_000_000
    /// Longest line of a mail, without its line end.
    public var maximumLineBytes = 998
    /// Longest command line, without its line end.
    public var maximumCommandBytes = 4096
    public var maximumRecipients = 100
    /// Refused commands in one session before it is ended.
    public var maximumErrors = 20
    /// Connections of each service at a time.
    public var maximumConnections = 200
    /// Mails from one envelope sender in a minute; more are put off with 450. Nil means no limit.
    public var mailsPerMinute: Int?
    /// How long a session may stay silent.
    public var idle = Duration.seconds(300)
    /// How long the content of one mail may take.
    public var transfer = Duration.seconds(900)

    public init() {}
}

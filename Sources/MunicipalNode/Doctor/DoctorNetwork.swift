import Foundation

/// The network as checks see it; tests put their own in its place.
protocol DoctorNetwork: Sendable {
    /// The numeric addresses of a name; empty when there are none.
    func addresses(of host: String) async -> [String]
    /// This machine's own address on the way to another; nil when there is no way.
    func ownAddress(toward address: String) async -> String?
    /// Connects and, when asked, reads the server's first line.
    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome
    /// The certificate that a mail server shows; nil when no TLS connection comes about. Nothing is believed of it and
    /// nothing confidential is said.
    func certificate(of endpoint: MailEndpoint, _ service: CheckedService, trustRoots: String?) async
        -> ShownCertificate?
    /// Logs in where mail is handed in, as far as it asks for that; nil when all went well.
    func logIn(_ server: MailServerSettings, _ configuration: Configuration) async -> MailboxRefusal?
    /// Logs in to a mailbox with what is configured for it; nil when all went well.
    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal?
    /// The clock of a web server, as its `Date` header has it.
    func webClock(of host: String) async -> Date?
}

/// The protocol a mail server speaks.
enum CheckedService: String, Sendable {
    case smtp = "SMTP"
    case pop3 = "POP3"

    /// How the first line of one that serves us begins.
    var greeting: String {
        switch self {
        case .smtp: "220"
        case .pop3: "+OK"
        }
    }
}

/// What came of connecting to a port.
enum ConnectionOutcome: Sendable, Equatable {
    /// With the first line, when one was asked for and came.
    case open(greeting: String?)
    /// Nothing listens there, or a firewall says no at once.
    case refused
    /// No answer: a firewall that drops, or a machine that is down.
    case silent
    case noRoute
}

/// A TLS server's own certificate, as far as a person needs to know it.
struct ShownCertificate: Sendable, Equatable {
    /// DNS names and addresses it is for; a name may begin with `*.`.
    var names: [String]
    var issuer: String
    var notAfter: Date
    /// Whether it chains to the roots that the configuration names.
    var isTrusted: Bool

    /// Whether it is for this host (RFC 6125: a star stands for one whole label).
    func isFor(_ host: String) -> Bool {
        let wanted = host.lowercased()
        return names.contains { name in
            let name = name.lowercased()
            guard name.hasPrefix("*."), let dot = wanted.firstIndex(of: ".") else { return name == wanted }
            return wanted[dot...] == name.dropFirst()
        }
    }
}

/// Why a mail server or mailbox cannot be used.
enum MailboxRefusal: Sendable, Equatable {
    case passwordFile
    case logIn
    case tls
    case connection
    case hostNotAllowed
    case other(String)
}

/// No network at all: for looking at files only.
struct NoNetwork: DoctorNetwork {
    func addresses(of host: String) async -> [String] { [] }
    func ownAddress(toward address: String) async -> String? { nil }
    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome { .noRoute }
    func certificate(
        of endpoint: MailEndpoint, _ service: CheckedService, trustRoots: String?
    ) async -> ShownCertificate? { nil }
    func logIn(_ server: MailServerSettings, _ configuration: Configuration) async -> MailboxRefusal? { .connection }
    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal? { .connection }
    func webClock(of host: String) async -> Date? { nil }
}

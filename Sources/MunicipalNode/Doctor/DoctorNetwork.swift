import Foundation

/// The network as checks see it; tests put their own in its place.
protocol DoctorNetwork: Sendable {
    /// The numeric addresses of a name; empty when there are none.
    func addresses(of host: String) async -> [String]
    /// This machine's own address on the way to another; nil when there is no way.
    func ownAddress(toward address: String) async -> String?
    /// Connects and, when asked, reads the server's first line.
    func connect(_ address: String, port: Int, readGreeting: Bool) async -> ConnectionOutcome
    /// Logs in to a mailbox with what is configured for it; nil when all went well.
    func logIn(_ mailbox: String, _ configuration: Configuration) async -> MailboxRefusal?
    /// The clock of a web server, as its `Date` header has it.
    func webClock(of host: String) async -> Date?
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

/// Why a mailbox cannot be used.
enum MailboxRefusal: Sendable, Equatable {
    case passwordFile
    case logIn
    case tls
    case connection
    case hostNotAllowed
    case other(String)
}

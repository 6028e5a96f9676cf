import Identifiers

/// Where an HTTP listener stands, how the line to it is protected, and how much a stranger may ask of it.
public struct HTTPListenerSettings: Sendable {
    /// The interface: an IP address of this machine, or `localhost`.
    public var host: String
    /// The TCP port; 0 lets the system choose one, which ``HTTPListener/run(bound:)`` tells.
    public var port: Int
    /// nil for plain HTTP, which is refused unless `host` is this machine itself or `isOpen` is set.
    public var tls: HTTPListenerTLS?
    /// Whether plain HTTP may be spoken to other machines: only where nothing that is asked or answered needs protection.
    public var isOpen = false
    public var limits: HTTPListenerLimits
    /// Told the status of each answer of a handler, as it begins.
    public var answered: @Sendable (_ status: Int) -> Void = { _ in }

    public init(
        host: String, port: Int, tls: HTTPListenerTLS? = nil, limits: HTTPListenerLimits = HTTPListenerLimits()
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
    }

    /// Throws ``HTTPListenerError/plainOffLoopback(host:)`` where anybody on the network could listen in.
    public func check() throws(HTTPListenerError) {
        guard tls != nil || isOpen || Loopback.contains(host) else { throw .plainOffLoopback(host: host) }
    }
}

/// The files that make a listener speak TLS 1.2 or newer, read when it starts.
public struct HTTPListenerTLS: Sendable {
    /// PEM: the server's certificate and those between it and the root.
    public var certificateChainFile: String
    /// PEM: the private key that belongs to the first of them.
    public var privateKeyFile: String
    public var clients: ClientCertificates

    /// Whether clients show a certificate of their own (mutual TLS).
    public enum ClientCertificates: Sendable, Equatable {
        /// None is asked for.
        case none
        /// One that is shown must come from the roots in this PEM file; a client may show none.
        case optional(rootsFile: String)
        /// Each client must show one that comes from the roots in this PEM file.
        case required(rootsFile: String)
    }

    public init(certificateChainFile: String, privateKeyFile: String, clients: ClientCertificates = .none) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
        self.clients = clients
    }
}

/// How much a client may send, how slowly, and how many of them at once.
public struct HTTPListenerLimits: Sendable, Equatable {
    /// Largest request line and header fields together, in bytes; beyond it 400 and the end of the connection.
    public var headerBytes: Int
    /// Largest body in bytes; beyond it 413 and the end of the connection, without reading on.
    public var bodyBytes: Int
    /// The time for the TLS handshake and a whole request head, and for a connection to do nothing.
    public var idle: Duration
    /// The time in which a body may come as slowly as it likes, and the longest that what has come quickly lets it rest.
    public var bodyGrace: Duration
    /// The slowest body that is waited for; the largest one must come sixteen times as fast on the whole.
    public var bodyBytesPerSecond: Int
    /// The longest a client may leave an answer of ours unread.
    public var unreadAnswer: Duration
    /// Open connections; more of them wait unanswered until one is closed. One address may hold a quarter of them without
    /// asking anything.
    public var connections: Int
    /// How long requests that are being answered may go on once the listener is told to stop.
    public var farewell: Duration

    /// 16 kB of head within 20 s, 70 MB of body at 4 kB/s or more after 20 s, 512 connections.
    public init(
        headerBytes: Int = 16_384, bodyBytes: Int = 70_000_000, idle: Duration = .seconds(20),
        bodyGrace: Duration = .seconds(20), bodyBytesPerSecond: Int = 4096, unreadAnswer: Duration = .seconds(60),
        connections: Int = 512, farewell: Duration = .seconds(10)
    ) {
        self.headerBytes = headerBytes
        self.bodyBytes = bodyBytes
        self.idle = idle
        self.bodyGrace = bodyGrace
        self.bodyBytesPerSecond = bodyBytesPerSecond
        self.unreadAnswer = unreadAnswer
        self.connections = connections
        self.farewell = farewell
    }
}

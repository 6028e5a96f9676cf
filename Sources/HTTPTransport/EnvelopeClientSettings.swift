public import Identifiers

/// How messages are posted to partners: where they may go, by which certificates, and for how long at most.
public struct EnvelopeClientSettings: Sendable, Equatable {
    public var allowedHosts: AllowedHosts
    /// A PEM file with the only authorities that partners' servers may come from; nil means those of the system.
    public var trustRootsFile: String?
    /// Our own certificate for mutual TLS, with those between it and the root; shown where a partner asks for one.
    public var identity: Identity?
    /// The time to reach a partner, TLS included.
    public var connect: Duration
    /// The longest silence while the answer is waited for or comes.
    public var read: Duration
    /// The time for a whole exchange.
    public var whole: Duration
    /// The largest answer in octets: signals are small.
    public var answerBytes: Int

    /// PEM files: a certificate chain and its private key, without a password.
    public struct Identity: Sendable, Equatable {
        public var certificateChainFile: String
        public var privateKeyFile: String

        public init(certificateChainFile: String, privateKeyFile: String) {
            self.certificateChainFile = certificateChainFile
            self.privateKeyFile = privateKeyFile
        }
    }

    public init(
        allowedHosts: AllowedHosts, trustRootsFile: String? = nil, identity: Identity? = nil,
        connect: Duration = .seconds(30), read: Duration = .seconds(120), whole: Duration = .seconds(600),
        answerBytes: Int = 1_000_000
    ) {
        self.allowedHosts = allowedHosts
        self.trustRootsFile = trustRootsFile
        self.identity = identity
        self.connect = connect
        self.read = read
        self.whole = whole
        self.answerBytes = answerBytes
    }
}

/// A file that the client needs and cannot read. The description says which.
public enum EnvelopeClientError: Error, Equatable, Sendable, CustomStringConvertible {
    case trustRootsUnreadable(file: String)
    case certificateChainUnreadable(file: String)
    case privateKeyUnreadable(file: String)

    public var description: String {
        switch self {
        case .trustRootsUnreadable(let file):
            "There is no certificate in PEM form in \(file), by which partners' servers are to be recognised."
        case .certificateChainUnreadable(let file): "There is no certificate in PEM form in \(file)."
        case .privateKeyUnreadable(let file): "There is no private key in PEM form, without a password, in \(file)."
        }
    }
}

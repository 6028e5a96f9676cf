/// Where a mail server is, how the connection to it is protected, and as whom we log in.
public struct MailServerAddress: Sendable {
    /// A host name or an IP address; it must stand in the ``AllowedHosts`` of the client.
    public var host: String
    public var port: Int
    public var protection: Protection
    /// A PEM file with the only certificate authorities to be trusted; nil means those of the operating system.
    public var trustRootsPEM: String?
    /// The name the server's certificate must carry, where it is another than `host`.
    public var certificateName: String?
    public var credentials: MailCredentials?

    /// How the connection is protected.
    public enum Protection: Sendable, Equatable {
        /// No TLS. Refused unless the server is on this machine (loopback).
        case none
        /// No TLS on a network that protects the traffic by other means; credentials are still refused.
        case networkOnly
        /// STARTTLS or STLS before anything else; a server that does not offer it is refused (RFC 3207, RFC 2595).
        case startTLS
        /// TLS from the first byte (RFC 8314).
        case implicit
    }

    public init(
        host: String, port: Int, protection: Protection, trustRootsPEM: String? = nil, certificateName: String? = nil,
        credentials: MailCredentials? = nil
    ) {
        self.host = host
        self.port = port
        self.protection = protection
        self.trustRootsPEM = trustRootsPEM
        self.certificateName = certificateName
        self.credentials = credentials
    }
}

/// A user name and the way to its password, which is read anew for each log-in and printed nowhere.
public struct MailCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public let user: String
    let password: @Sendable () throws -> String

    public init(user: String, password: @escaping @Sendable () throws -> String) {
        self.user = user
        self.password = password
    }

    public init(user: String, password: String) {
        self.init(user: user) { password }
    }

    public var description: String { "credentials" }
    public var debugDescription: String { description }

    /// User and password, free of NUL, CR and LF, which would end the command that carries them.
    func disclosed() throws(MailError) -> (user: String, password: String) {
        guard let password = try? password(),
            [user, password].allSatisfy({ $0.utf8.allSatisfy { $0 != 0 && $0 != 10 && $0 != 13 } }), !user.isEmpty
        else { throw MailError(.credentialsUnusable, .hold) }
        return (user, password)
    }
}

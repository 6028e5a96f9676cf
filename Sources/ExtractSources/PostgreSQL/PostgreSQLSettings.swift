import Foundation

/// How a PostgreSQL database is reached. The password is in a file or left to libpq's own ways, never here.
public struct PostgreSQLSettings: Sendable, Equatable {
    /// A name, an address, or the folder of a Unix socket; nil when `service` or the environment says it.
    public var host: String?
    public var port: Int?
    public var database: String?
    public var user: String?
    /// A section of libpq's own service file.
    public var service: String?
    /// A file whose first line is the password, readable by its owner only.
    public var passwordFile: String?
    /// PEM: who may have issued the server's certificate.
    public var rootCertificate: String?
    /// How long one step of a query may take.
    public var statementTimeoutSeconds = 600

    public init(host: String? = nil, port: Int? = nil, database: String? = nil, user: String? = nil) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
    }

    /// Whether the way there never leaves this machine.
    var isLocal: Bool {
        guard let host else { return false }
        return host.hasPrefix("/") || host == "localhost" || Self.isLoopback(host)
    }

    static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }

    /// What libpq is told, but for the password.
    ///
    /// From anything but this machine the server proves by certificate that it is the one named.
    var parameters: [(keyword: String, value: String)] {
        let given: [(String, String?)] = [
            ("service", service), ("host", host), ("port", port.map(String.init)), ("dbname", database),
            ("user", user), ("sslrootcert", rootCertificate),
        ]
        return given.compactMap { keyword, value in value.map { (keyword, $0) } } + [
            ("sslmode", isLocal ? "prefer" : "verify-full"), ("gssencmode", "disable"), ("connect_timeout", "10"),
            ("application_name", "budstikke"), ("client_encoding", "UTF8"),
        ]
    }

    /// The first line of the password file.
    ///
    /// - Throws: ``SourceFault`` when it is not there, or others than its owner may read it.
    func password() throws(SourceFault) -> String? {
        guard let passwordFile else { return nil }
        var status = stat()
        guard stat(passwordFile, &status) == 0, let octets = FileManager.default.contents(atPath: passwordFile) else {
            throw SourceFault(.sourceMissing, "The password file \(passwordFile) is not there or cannot be read.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw SourceFault(
                .notSafe, "Others than its owner may read the password file \(passwordFile): `chmod 600` it.")
        }
        return String(decoding: octets.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}

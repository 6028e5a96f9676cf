public import Settings

/// The mail relay of a program's own mails: where it is, and how the line to it is protected.
///
/// The relay must sign for the sender's domain (SPF, DKIM, DMARC).
public struct RelaySettings: Sendable, Equatable {
    public var host: String
    public var port: Int
    public var security: Security
    public var user: String?
    public var passwordFile: String?
    /// PEM: the only issuers its certificate may lead to; nil for those of the operating system.
    public var trustRoots: String?
    /// The name that the program gives itself to the relay.
    public var helloName: String
    /// The names under which the relay signs for the sender's domain (DKIM, RFC 6376 3.1): `doctor` looks for their keys.
    public var dkimSelectors: [String]

    /// How the line is protected.
    public enum Security: String, Sendable, CaseIterable {
        /// Only for a relay on this machine itself.
        case none
        case startTLS
        case implicit
    }

    /// The names of the settings, among which a program may have more of its own.
    public static let names = [
        "host", "port", "tls", "user", "passwordFile", "trustRoots", "helloName", "dkimSelectors",
    ]

    /// Reads them; nil when something is missing, which has been reported.
    /// - Parameter sender: the address that the mails come from, whose domain is the usual `helloName`.
    public init?(_ reader: SettingReader, sender: String?) {
        let security = reader.word("tls", usual: Security.startTLS)
        let port = reader.number("port", in: 1...65535, usual: security == .implicit ? 465 : 587)
        let (user, passwordFile) = (reader.text("user")?.value, reader.file("passwordFile"))
        if (user == nil) != (passwordFile == nil) { reader.report("user", "`user` and `passwordFile` go together.") }
        guard let host = reader.required("host") else { return nil }
        security.check(host, reader)
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.passwordFile = passwordFile
        trustRoots = reader.file("trustRoots")
        dkimSelectors = (reader.texts("dkimSelectors") ?? []).map(\.value)
        helloName =
            reader.text("helloName")?.value ?? sender?.split(separator: "@").last.map(String.init) ?? "localhost"
    }

    /// The lines below the map's name, as the file writes them.
    public var yaml: [String] {
        var lines = ["host: \(YAMLText.scalar(host))", "port: \(port)", "tls: \(security.rawValue)"]
        if let user { lines.append("user: \(YAMLText.scalar(user))") }
        if let passwordFile { lines.append("passwordFile: \(YAMLText.scalar(passwordFile))  # contents hidden") }
        if let trustRoots { lines.append("trustRoots: \(YAMLText.scalar(trustRoots))") }
        if !dkimSelectors.isEmpty {
            lines.append("dkimSelectors: [\(dkimSelectors.map(YAMLText.scalar).joined(separator: ", "))]")
        }
        return lines + ["helloName: \(YAMLText.scalar(helloName))"]
    }
}

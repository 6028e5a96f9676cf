import Identifiers
public import Settings

/// A mailbox of a program's own, read by POP3: where it is, and how the line to it is protected.
public struct MailboxSettings: Sendable, Equatable {
    public var host: String
    public var port: Int
    public var security: RelaySettings.Security
    public var user: String
    public var passwordFile: String
    /// PEM: the only issuers its certificate may lead to; nil for those of the operating system.
    public var trustRoots: String?

    /// Reads them; nil when something is missing, which has been reported.
    /// - Parameter others: names of settings that stand beside these.
    public init?(_ reader: SettingReader, besides others: [String] = []) {
        let names = ["host", "port", "tls", "user", "passwordFile", "trustRoots"]
        reader.allow(only: names + others, secrets: ["password"])
        let security = reader.word("tls", usual: RelaySettings.Security.implicit)
        let port = reader.number("port", in: 1...65535, usual: security == .implicit ? 995 : 110)
        let (host, user) = (reader.required("host"), reader.required("user"))
        guard let file = reader.requiredFile("passwordFile"), let host, let user else { return nil }
        security.check(host, reader)
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        passwordFile = file
        trustRoots = reader.file("trustRoots")
    }

    /// The lines below the map's name, as the file writes them.
    public var yaml: [String] {
        var lines = [
            "host: \(YAMLText.scalar(host))", "port: \(port)", "tls: \(security.rawValue)",
            "user: \(YAMLText.scalar(user))", "passwordFile: \(YAMLText.scalar(passwordFile))  # contents hidden",
        ]
        if let trustRoots { lines.append("trustRoots: \(YAMLText.scalar(trustRoots))") }
        return lines
    }
}

extension RelaySettings.Security {
    /// Reports a line without TLS to another machine.
    func check(_ host: String, _ reader: SettingReader) {
        guard self == .none, !Loopback.contains(host) else { return }
        reader.report("tls", "Without TLS only this machine itself can be reached; use `startTLS` or `implicit`.")
    }
}

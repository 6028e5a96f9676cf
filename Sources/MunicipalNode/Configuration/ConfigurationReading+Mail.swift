import CommandOutcome
import Identifiers
import Settings

/// The mail servers and mailboxes of a configuration.
extension ConfigurationReading {
    /// The mail servers that are whole, and the names of all: a mailbox of one that has a fault is not at fault too.
    func mailServers() -> (whole: [String: MailServerSettings], names: Set<String>) {
        var servers: [String: MailServerSettings] = [:]
        var names: Set<String> = []
        for (name, reader) in top.map("mailServers")?.named() ?? [] {
            names.insert(name)
            reader.allow(
                only: ["smtp", "pop3", "user", "passwordFile", "trustRoots", "pollSeconds", "timeoutSeconds"],
                secrets: ["password"])
            let smtp = reader.requiredMap("smtp").flatMap { endpoint($0, ports: [.startTLS: 587, .implicit: 465]) }
            let pop3 = reader.requiredMap("pop3").flatMap { endpoint($0, ports: [.startTLS: 110, .implicit: 995]) }
            let user = reader.text("user")
            if let user, reader.text("passwordFile") == nil {
                reader.report(user.place, "user", "With a user there must be a `passwordFile`.")
            }
            let seconds = reader.number("pollSeconds", in: 1...3600) ?? 60
            let timeout = reader.number("timeoutSeconds", in: 1...600) ?? 120
            guard let smtp, let pop3 else { continue }
            servers[name] = MailServerSettings(
                smtp: smtp, pop3: pop3, user: user?.value, passwordFile: reader.text("passwordFile").map(path),
                trustRoots: reader.text("trustRoots").map(path), pollSeconds: seconds, timeoutSeconds: timeout)
        }
        return (servers, names)
    }

    private func endpoint(_ reader: SettingReader, ports: [TransportSecurity: Int]) -> MailEndpoint? {
        reader.allow(only: ["host", "port", "tls"])
        let host = reader.requiredText("host")
        let tlsText = reader.text("tls")
        let tls = tlsText == nil ? TransportSecurity.startTLS : reader.word("tls", TransportSecurity.self)
        let port = reader.text("port") == nil ? tls.flatMap { ports[$0] } : reader.number("port", in: 1...65535)
        guard let host, let tls else { return nil }
        if tls == .none, !Loopback.contains(host.value) {
            reader.report(
                tlsText?.place ?? reader.place, "tls",
                "Without TLS only this machine itself can be reached; use `startTLS` or `implicit`.")
            return nil
        }
        guard let port else {
            if tls == .none { reader.report(reader.place, "port", "The setting is missing and has no default.") }
            return nil
        }
        return MailEndpoint(host: host.value, port: port, tls: tls)
    }

    func mailboxes(servers: Set<String>) -> [String: MailboxSettings] {
        var mailboxes: [String: MailboxSettings] = [:]
        for (name, reader) in top.map("mailboxes")?.named() ?? [] {
            reader.allow(only: ["server", "ediAddress", "user", "passwordFile"], secrets: ["password"])
            let server = reader.requiredText("server")
            let address = reader.requiredText("ediAddress")
            let user = reader.requiredText("user")
            let passwordFile = reader.requiredText("passwordFile").map(path)
            if let server, !servers.contains(server.value) {
                let nearest = nearestWord(to: server.value, among: servers).map { " Did you mean `\($0)`?" } ?? ""
                reader.report(server.place, "server", "There is no such mail server in `mailServers`.\(nearest)")
            }
            guard let server, let address, let user, let passwordFile else { continue }
            guard let edi = EDIAddress(address.value) else {
                reader.report(address.place, "ediAddress", "This is not a mail address.")
                continue
            }
            mailboxes[name] = MailboxSettings(
                server: server.value, ediAddress: edi.text, user: user.value, passwordFile: passwordFile)
        }
        return mailboxes
    }
}

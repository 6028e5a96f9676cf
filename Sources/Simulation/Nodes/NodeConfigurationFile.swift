/// The `budstikke.yaml` of one of the demo's nodes: an ordinary configuration, everything on loopback.
struct NodeConfigurationFile: Sendable {
    let node: NodeName
    /// The parties this node serves.
    let parties: [DemoParty]
    let ground: DemoGround
    let smtpPort: Int
    let pop3Port: Int
    /// Where people come with a browser; nil where none do.
    let webPort: Int?

    var yaml: String {
        var lines = [
            "dataDirectory: \(ground.directory(of: node))/data",
            "masterKeyFile: \(ground.masterKey(of: node))",
            "controlSocket: \(ground.controlSocket(of: node))",
            "allowedHosts: [127.0.0.1]",
            "trustStore: \(ground.root)/trust",
            "revocation: {directory: \(ground.root)/revocation, allowedHosts: [], required: true}",
            "addressRegister:",
            "  file: \(ground.register)",
            "  agreements: \(ground.agreements)",
            "  maximumAgeHours: 24",
            "mailServers:",
            "  demo:",
            "    smtp: {host: 127.0.0.1, port: \(smtpPort), tls: none}",
            "    pop3: {host: 127.0.0.1, port: \(pop3Port), tls: none}",
            "    pollSeconds: 1",
            "mailboxes:",
        ]
        for party in parties {
            lines += [
                "  \(party.mailbox):",
                "    server: demo",
                "    ediAddress: \(party.ediAddress)",
                "    user: \(party.mailbox)",
                "    passwordFile: \(ground.passwordFile(of: party, on: node))",
            ]
        }
        if let webPort { lines.append("web: {host: 127.0.0.1, port: \(webPort)}") }
        lines += ["language: en", "logLevel: notice", "helloName: \(node.rawValue).example"]
        return lines.joined(separator: "\n") + "\n"
    }
}

import MailRelay
import OsloCalendar
import Register
import SealedSubmission
import Settings

extension RegisterConfiguration {
    public var effectiveYAML: String {
        let parts: [[String]] = [
            [
                "dataDirectory: \(YAMLText.scalar(dataDirectory))",
                "masterKeyFile: \(YAMLText.scalar(masterKeyFile))  # contents hidden",
                "controlSocket: \(YAMLText.scalar(controlSocket))",
                "register: \(YAMLText.scalar("\(register)"))", "trustee: \(YAMLText.scalar("\(trustee)"))",
                "minimumClientVersion: \(YAMLText.scalar("\(minimumClientVersion)"))",
                "trustStore: \(YAMLText.scalar(trustStore))", "trusteeKeys: \(YAMLText.scalar(trusteeKeys))",
            ],
            revocationLines, intakeLines, Self.lines("statusEvents", statusEvents), Self.lines("portal", portal),
            mailLines, exchangeLines,
            [receiptLine, "roundSeconds: \(roundSeconds)", "logLevel: \(logLevel.rawValue)"],
        ]
        return parts.joined().joined(separator: "\n") + "\n"
    }

    private var revocationLines: [String] {
        var lines = [
            "revocation:", "  directory: \(YAMLText.scalar(revocation.directory))",
            "  required: \(revocation.required)",
        ]
        if !revocation.hosts.isEmpty {
            let hosts = revocation.hosts.sorted().map(YAMLText.scalar)
            lines.append("  allowedHosts: [\(hosts.joined(separator: ", "))]")
        }
        return lines
    }

    private var intakeLines: [String] {
        [
            "intake:", "  host: \(YAMLText.scalar(intake.host))", "  port: \(intake.port)",
            "  certificateChain: \(YAMLText.scalar(intake.certificateChain))",
            "  privateKey: \(YAMLText.scalar(intake.privateKey))  # contents hidden",
            "  clientRoots: \(YAMLText.scalar(intake.clientRoots))",
        ]
    }

    private static func lines(_ name: String, _ service: RemoteService?) -> [String] {
        guard let service else { return [] }
        return ["\(name):", "  address: \(YAMLText.scalar(service.address))"]
            + (service.trustRoots.map { ["  trustRoots: \(YAMLText.scalar($0))"] } ?? []) + [
                "  certificateChain: \(YAMLText.scalar(service.certificateChain))",
                "  privateKey: \(YAMLText.scalar(service.privateKey))  # contents hidden",
            ]
    }

    private var mailLines: [String] {
        let words = mail.settings
        let lines =
            mail.relay.yaml + [
                "sender: \(YAMLText.scalar(words.sender))", "registerName: \(YAMLText.scalar(words.registerName))",
                "portal: \(YAMLText.scalar(words.portal))", "helpAddress: \(YAMLText.scalar(words.helpAddress))",
                "helpPhone: \(YAMLText.scalar(words.helpPhone))",
            ]
        let returns = mail.returns.map { returns in
            ["returns:", "  address: \(YAMLText.scalar(returns.address))"] + returns.mailbox.yaml.map { "  " + $0 }
        }
        return ["mail:"] + (lines + (returns ?? [])).map { "  " + $0 }
    }

    private var exchangeLines: [String] {
        guard let exchange else { return [] }
        return [
            "exchange:", "  folder: \(YAMLText.scalar(exchange.folder))",
            "  organisationName: \(YAMLText.scalar(exchange.party.name))",
            "  organisationHer: \(YAMLText.scalar("\(exchange.party.her)"))",
            "  serviceName: \(YAMLText.scalar(exchange.party.serviceName))",
            "  serviceHer: \(YAMLText.scalar("\(exchange.party.serviceHER)"))",
        ]
    }

    private var receiptLine: String {
        switch receipts.rhythm {
        case .daily(let hour): "receiptHour: \(hour)"
        case .every(let seconds): "receiptSeconds: \(seconds)"
        }
    }
}

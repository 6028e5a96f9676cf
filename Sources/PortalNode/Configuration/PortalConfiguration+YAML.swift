import MailRelay
import Portal
import Settings
import Texts
import Web

extension PortalConfiguration {
    public var effectiveYAML: String {
        var lines = [
            "dataDirectory: \(YAMLText.scalar(dataDirectory))",
            "masterKeyFile: \(YAMLText.scalar(masterKeyFile))  # contents hidden",
            "controlSocket: \(YAMLText.scalar(controlSocket))",
            "origin: \(YAMLText.scalar("\(origin)"))",
            "pages:", "  host: \(YAMLText.scalar(pages.host))", "  port: \(pages.port)",
        ]
        if let tls = pages.tls { lines += Self.lines(tls) }
        lines += ["push:", "  host: \(YAMLText.scalar(push.host))", "  port: \(push.port)"]
        lines += Self.lines(push.tls)
        lines += [
            "  clientRoots: \(YAMLText.scalar(push.clientRoots))",
            "  registerCertificates: \(YAMLText.scalar(push.registerCertificates))",
            "mail:",
        ]
        lines += mail.relay.yaml.map { "  " + $0 }
        lines += [
            "  sender: \(YAMLText.scalar(mail.settings.sender))",
            "  senderName: \(YAMLText.scalar(mail.senderName))",
            "  helpAddress: \(YAMLText.scalar(mail.settings.helpAddress))",
            "  helpPhone: \(YAMLText.scalar(mail.settings.helpPhone))",
        ]
        if let guide { lines.append("guide: \(YAMLText.scalar(guide))") }
        lines += contactLines
        lines += [
            "passwords: \(passwordRules.rawValue)",
            "hashing: {memoryKiB: \(hashing.memoryKiB), passes: \(hashing.passes), concurrent: \(hashing.concurrent), "
                + "waiting: \(hashing.waiting)}",
            "test: \(isTest)", "roundSeconds: \(roundSeconds)", "logLevel: \(logLevel.rawValue)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ files: KeyFiles) -> [String] {
        [
            "  certificateChain: \(YAMLText.scalar(files.certificateChain))",
            "  privateKey: \(YAMLText.scalar(files.privateKey))  # contents hidden",
        ]
    }

    private var contactLines: [String] {
        guard !contacts.isEmpty else { return [] }
        var lines = ["contacts:"]
        for (topic, contact) in contacts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("  \(topic.rawValue):")
            lines += Language.allCases.map { "    \($0.rawValue): \(YAMLText.scalar(contact.who.text($0)))" }
            if let mail = contact.mail { lines.append("    mail: \(YAMLText.scalar(mail))") }
            if let phone = contact.phone { lines.append("    phone: \(YAMLText.scalar(phone))") }
        }
        return lines
    }
}

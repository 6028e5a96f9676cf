import MailRelay
import OsloCalendar
import Settings
import Testing

@testable import RegisterNode

@Suite("register.yaml")
struct ConfigurationTests {
    private func read(_ yaml: String, _ environment: [String: String] = [:]) throws -> RegisterConfiguration {
        try RegisterConfiguration.read(yaml: yaml, file: "/etc/r/register.yaml", environment: environment)
    }

    private func problems(_ yaml: String, _ environment: [String: String] = [:]) -> [String] {
        do {
            _ = try read(yaml, environment)
            return []
        } catch { return ((error as? ConfigurationError)?.problems ?? []).map(\.description) }
    }

    private func changed(_ line: String, to other: String) -> String {
        RegisterConfiguration.example.replacing(line, with: other)
    }

    @Test("the example is valid as it stands, and paths count from its directory")
    func example() throws {
        let configuration = try read(RegisterConfiguration.example)
        #expect(configuration.dataDirectory == "/etc/r/data")
        #expect(configuration.controlSocket == "/etc/r/data/control/register.sock")
        #expect(configuration.receipts == .morning && configuration.mail.relay.port == 587)
        #expect(configuration.statusEvents == nil)
        #expect(try read(changed("receiptHour: 8", to: "receiptSeconds: 5")).receipts == ReceiptRound(everySeconds: 5))
    }

    @Test("what is shown reads as the same, with every part that is a remark in the example")
    func shown() throws {
        let parts = ["statusEvents", "portal", "exchange"]
        var lines = RegisterConfiguration.example.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        var isInside = false
        for (index, line) in lines.enumerated() {
            let bare = line.hasPrefix("# ") ? String(line.dropFirst(2)) : line
            let begins = parts.contains { bare == "\($0):" }
            isInside = begins || isInside && line.hasPrefix("#   ")
            if isInside { lines[index] = bare }
            if [
                "returns", "  address: retur", "  host: mail.reg", "  port: 995", "  tls: impl", "  user: retur",
                "  passwordFile: returns", "allowedHosts", "dkimSelectors",
            ].contains(where: { line.hasPrefix("  # \($0)") }) {
                lines[index] = "  " + line.dropFirst(4)
            }
        }
        let full = try read(lines.joined(separator: "\n"))
        #expect(full.statusEvents != nil && full.portal != nil && full.exchange != nil)
        #expect(full.mail.returns?.address == "retur@register.example" && full.mail.returns?.mailbox.port == 995)
        #expect(full.revocation.hosts == ["crl.issuer.example"] && full.mail.relay.dkimSelectors == ["s2026"])
        #expect(try read(full.effectiveYAML) == full)
        #expect(full.effectiveYAML.contains("returns-password  # contents hidden"))
        let usual = try read(RegisterConfiguration.example)
        #expect(try read(usual.effectiveYAML) == usual)
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("logLevel: info", "logLevl: info", "logLevl: There is no such setting. Did you mean `logLevel`?"),
            ("receiptHour: 8", "receiptSeconds: 0", "receiptSeconds: Here a whole number from 1 to 3600 is needed."),
            ("receiptHour: 8", "receiptHour: 8\nreceiptSeconds: 5", "receiptSeconds: Either `receiptHour` or"),
            ("receiptHour: 8", "receiptHour: 24", "receiptHour: Here a whole number from 0 to 23 is needed."),
            ("trustee: \"999700020\"", "trustee: \"999700021\"", "trustee: This is no organisation number"),
            ("trustee: \"999700020\"", "trustee: \"999700039\"", "trustee: Trustee and register must be two"),
            ("  tls: startTLS", "  tls: none", "mail.tls: Without TLS only this machine itself"),
            ("  sender: iplos@register.example", "  sender: iplos", "mail.sender: This is not a mail address."),
            ("  sender: iplos@register.example", "  password: secret", "mail.password: A secret must not stand"),
            ("minimumClientVersion: 0.1.0", "minimumClientVersion: new", "minimumClientVersion: Here a version"),
            ("dataDirectory: data", "dataDirectory: [a, b]", "dataDirectory: Here one value is needed"),
            (
                "  helpAddress: hjelp@register.example",
                "  helpAddress: hjelp@register.example\n  returns: {host: x.example, user: u, passwordFile: p, tls: none}",
                "mail.returns.tls: Without TLS only this machine itself"
            ),
            (
                "  helpAddress: hjelp@register.example",
                "  helpAddress: hjelp@register.example\n  returns: {host: x.example, user: u, password: p}",
                "mail.returns.password: A secret must not stand"
            ),
        ])
    func faults(_ line: String, _ wrong: String, _ sentence: String) {
        let found = problems(changed(line, to: wrong))
        #expect(
            found.contains { $0.contains(sentence) && $0.hasPrefix("/etc/r/register.yaml:") && !$0.contains(":0:0") },
            "\(found)")
    }

    @Test("all that is missing is told at once")
    func missing() {
        #expect(problems("logLevel: info").count >= 8)
        #expect(problems("a: [").first?.contains("This is not YAML") == true)
    }

    @Test("the environment goes before the file, and a misspelt override is told")
    func environment() throws {
        let changed = try read(
            RegisterConfiguration.example,
            ["BUDSTIKKE_REGISTER_MAIL__PORT": "25", "BUDSTIKKE_REGISTER_LOG_LEVEL": "debug"])
        #expect(changed.mail.relay.port == 25 && changed.logLevel == .debug)
        let wrong = problems(RegisterConfiguration.example, ["BUDSTIKKE_REGISTER_MAIL__PROT": "25"])
        #expect(
            wrong == [
                "environment BUDSTIKKE_REGISTER_MAIL__PROT: mail.prot: There is no such setting. Did you mean `port`?"
            ])
        let bad = problems(RegisterConfiguration.example, ["BUDSTIKKE_REGISTER_MAIL__PORT": "x"])
        #expect(bad.first?.hasPrefix("environment BUDSTIKKE_REGISTER_MAIL__PORT: mail.port") == true)
    }
}

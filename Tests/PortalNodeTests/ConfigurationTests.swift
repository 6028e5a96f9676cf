import MailRelay
import Settings
import Testing
import Texts
import Web

@testable import PortalNode

@Suite("portal.yaml")
struct ConfigurationTests {
    private func read(_ yaml: String, _ environment: [String: String] = [:]) throws -> PortalConfiguration {
        try PortalConfiguration.read(yaml: yaml, file: "/etc/p/portal.yaml", environment: environment)
    }

    private func problems(_ yaml: String, _ environment: [String: String] = [:]) -> [String] {
        do {
            _ = try read(yaml, environment)
            return []
        } catch { return ((error as? ConfigurationError)?.problems ?? []).map(\.description) }
    }

    private func changed(_ line: String, to other: String) -> String {
        PortalConfiguration.example.replacing(line, with: other)
    }

    @Test("the example is valid as it stands, and what is shown of it reads as the same")
    func example() throws {
        let configuration = try read(PortalConfiguration.example)
        #expect(configuration.dataDirectory == "/etc/p/data")
        #expect(configuration.controlSocket == "/etc/p/data/control/portal.sock")
        #expect(configuration.origin == WebOrigin("https://filsluse.register.example"))
        #expect(configuration.mail.relay.port == 587 && configuration.passwordRules == .standard)
        #expect(configuration.contacts.isEmpty && !configuration.isTest)
        let shown = configuration.effectiveYAML
        #expect(try read(shown).effectiveYAML == shown)
        #expect(shown.contains("master.key\"  # contents hidden") || shown.contains("master.key  # contents hidden"))
        let contacts = changed("# contacts:", to: "contacts:").replacing("#   ownIT:", with: "  ownIT:")
            .replacing("#     nb:", with: "    nb:").replacing("#     nn:", with: "    nn:")
        let own = try read(contacts)
        #expect(own.contacts[.ownIT]?.who.nb == "Kommunens egen IT-avdeling")
        #expect(try read(own.effectiveYAML).contacts == own.contacts)
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("logLevel: info", "logLevl: info", "logLevl: There is no such setting. Did you mean `logLevel`?"),
            ("origin: https://filsluse", "origin: http://filsluse", "origin: Here an address such as https://"),
            ("  tls: startTLS", "  tls: none", "mail.tls: Without TLS only this machine itself"),
            ("  sender: filsluse@register.example", "  sender: filsluse", "mail.sender: This is not a mail address."),
            ("  sender: filsluse@register.example", "  password: hemmelig", "mail.password: A secret must not stand"),
            ("masterKeyFile: master.key", "masterKeyFile: data/key", "masterKeyFile: The master key must lie outside"),
            ("  registerCertificates: tls/register.pem", "", "push.registerCertificates: The setting is missing"),
            ("passwords: standard", "passwords: short", "passwords: Here one of standard, guide2017 is needed."),
        ])
    func faults(_ line: String, _ wrong: String, _ sentence: String) {
        let found = problems(changed(line, to: wrong))
        #expect(found.contains { $0.contains(sentence) && $0.hasPrefix("/etc/p/portal.yaml:") }, "\(found)")
        #expect(!found.contains { $0.contains("hemmelig") })
    }

    @Test("pages go without TLS only to a proxy on this machine; the register's door never does")
    func plain() throws {
        let keys = "  port: 8445\n  certificateChain: tls/portal.pem\n  privateKey: tls/portal.key\n"
        let plain = changed(keys, to: "  port: 8445\n")
        #expect(try read(plain).pages.tls == nil)
        let open = plain.replacing("pages:\n  host: 127.0.0.1", with: "pages:\n  host: 0.0.0.0")
        #expect(problems(open).contains { $0.contains("pages.host: Without `certificateChain`") })
        let door = "  port: 8446\n  certificateChain: tls/portal.pem\n  privateKey: tls/portal.key\n"
        #expect(problems(changed(door, to: "  port: 8446\n")).count == 2)
    }

    @Test("the environment goes before the file, a credential in place of the key's file, and a misspelt one is told")
    func environment() throws {
        let own = try read(
            PortalConfiguration.example,
            ["BUDSTIKKE_PORTAL_MAIL__PORT": "25", "BUDSTIKKE_PORTAL_TEST": "true", "BUDSTIKKE_PORTAL_CONFIG": "/x"])
        #expect(own.mail.relay.port == 25 && own.isTest)
        let credential = try read(
            changed("masterKeyFile: master.key", to: ""), ["CREDENTIALS_DIRECTORY": "/run/credentials/p"])
        #expect(credential.masterKeyFile == "/run/credentials/p/master-key")
        let wrong = problems(PortalConfiguration.example, ["BUDSTIKKE_PORTAL_MAIL__PROT": "25"])
        #expect(
            wrong == [
                "environment BUDSTIKKE_PORTAL_MAIL__PROT: mail.prot: There is no such setting. Did you mean `port`?"
            ])
    }
}

import CommandOutcome
import Foundation
import Settings
import Testing

@testable import MunicipalNode

@Suite("Configuration")
struct ConfigurationTests {
    /// The least that is valid.
    static let minimal = """
        dataDirectory: /srv/data
        masterKeyFile: /srv/key
        trustStore: trust
        revocation: {directory: crl}
        addressRegister: {file: register.yaml}
        """

    private func read(_ yaml: String, _ environment: [String: String] = [:]) throws(ConfigurationError) -> Configuration
    {
        try Configuration.read(yaml: yaml, file: "/etc/b/budstikke.yaml", environment: environment)
    }

    private func problems(_ yaml: String, _ environment: [String: String] = [:]) -> [String] {
        do {
            _ = try read(yaml, environment)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("U-48 the example is a valid configuration, and the one in the manual")
    func exampleIsValid() throws {
        let configuration = try read(Configuration.example)
        #expect(
            configuration.mailServers["helsenett"]?.smtp
                == MailEndpoint(
                    host: "smtp.helsenett.example", port: 587, tls: .startTLS))
        #expect(configuration.mailboxes["postboks"]?.ediAddress == "kommune@edi.example")
        let manual = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Docs/Operations/budstikke.yaml")
        #expect(try String(contentsOf: manual, encoding: .utf8) == Configuration.example)
    }

    @Test("U-48 defaults, and relative paths counted from the file's directory")
    func defaults() throws {
        let configuration = try read(Self.minimal)
        #expect(configuration.trustStore == "/etc/b/trust")
        #expect(
            configuration.revocation
                == RevocationSettings(
                    directory: "/etc/b/crl", allowedHosts: [], required: true))
        #expect(configuration.controlSocket == "/srv/data/control/socket")
        #expect(configuration.addressRegister.maximumAgeHours == 24)
        #expect(configuration.language == "nb")
        #expect(configuration.workers == 32)
        #expect(configuration.mailServers.isEmpty)
    }

    @Test("U-48 what config show prints reads back as the same configuration, secrets only by file name")
    func effectiveReadsBack() throws {
        let first = try read(Configuration.example)
        let second = try Configuration.read(
            yaml: first.effectiveYAML, file: "/elsewhere/x.yaml", environment: [:])
        #expect(first == second)
        #expect(first.effectiveYAML.contains("passwordFile: /etc/budstikke/secrets/smtp-password  # contents hidden"))
    }

    @Test(
        "U-48 each mistake is told with file, line and column",
        arguments: [
            (
                "dataDirektory: /x\n" + minimal,
                "1:1: dataDirektory: There is no such setting. Did you mean `dataDirectory`?"
            ),
            (minimal + "\nworkers: many", "6:10: workers: Here a whole number from 1 to 256 is needed."),
            (minimal + "\nworkers: 0", "6:10: workers: Here a whole number from 1 to 256 is needed."),
            (minimal + "\nlanguage: nr", "6:11: language: Here one of nb, nn, en is needed. Did you mean `nb`?"),
            (
                minimal + "\nlogLevel: wrning",
                "6:11: logLevel: Here one of trace, debug, info, notice, warning, error, critical is needed. "
                    + "Did you mean `warning`?"
            ),
            (minimal + "\nallowedHosts:\n  - {a: b}", "7:5: allowedHosts[0]: Here one value is needed."),
            (minimal + "\nschemaPack:", "6:12: schemaPack: The value is missing."),
            (
                minimal + "\nmailServers: 7",
                "6:14: mailServers: Here a map of settings is needed, indented below the name."
            ),
            (
                minimal + "\nmailServers: {A_b: {}}",
                "6:15: mailServers.A_b: A name has lower-case letters, digits and hyphens, at most 40."
            ),
            (
                minimal + "\nmailServers:\n  m:\n    smtp: {host: localhost, port: 99999, tls: none}",
                "8:35: mailServers.m.smtp.port: Here a whole number from 1 to 65535 is needed."
            ),
            (
                minimal + "\nmailServers:\n  m:\n    smtp: {host: mail.example, port: 25, tls: none}",
                "8:47: mailServers.m.smtp.tls: Without TLS only this machine itself can be reached; "
                    + "use `startTLS` or `implicit`."
            ),
            (
                minimal + "\nmailServers:\n  m:\n    smtp: {host: mail.example}",
                "8:18: mailServers.m.smtp.host: The host is not in `allowedHosts`, so it would never be reached."
            ),
            (
                minimal + "\nmailServers:\n  m:\n    user: u",
                "8:11: mailServers.m.user: With a user there must be a `passwordFile`."
            ),
            (
                minimal + "\nmailboxes:\n  p:\n    server: hm",
                "8:13: mailboxes.p.server: There is no such mail server in `mailServers`."
            ),
            (
                minimal.replacing("register.yaml", with: "parties.yaml"),
                "5:25: addressRegister.file: The file must be called `register.yaml` or `register.json`."
            ),
            (
                minimal.replacing("{file: register.yaml}", with: "{file: register.yaml, agreements: cpa}"),
                "5:52: addressRegister.agreements: The directory must be `agreements`, beside the register's file."
            ),
            (minimal + "\nstageDomains: {test: [a b]}", "6:23: stageDomains.test: This is not a mail domain."),
            (minimal + "\ntrustStore: other", "5: trustStore: The setting is written twice; keep one."),
            ("dataDirectory: [", "2:1: This is not YAML: did not find expected node content."),
            ("- a", "1:1: The file must consist of settings written as `name: value`."),
        ])
    func mistakes(yaml: String, expected: String) {
        let found = problems(yaml)
        if expected.contains("written twice") {
            // The YAML reader tells the line of one of the two.
            #expect(found.count == 1 && found[0].hasSuffix(": trustStore: The setting is written twice; keep one."))
        } else {
            #expect(found.contains("/etc/b/budstikke.yaml:\(expected)"), "\(found)")
        }
    }

    @Test("U-48 a mail server's own fault is told once, and not at its mailboxes too")
    func faultOnce() {
        let found = problems(
            Self.minimal + """

                mailServers:
                  m: {smtp: {host: 127.0.0.1, port: 99999}, pop3: {host: 127.0.0.1}}
                mailboxes:
                  p: {server: m, ediAddress: a@edi.example, user: u, passwordFile: pw}
                allowedHosts: [127.0.0.1]
                """)
        #expect(found.count == 1 && found.first?.contains("mailServers.m.smtp.port") == true, "\(found)")
    }

    @Test("U-48 everything that is missing is told at once")
    func missing() {
        let found = problems("workers: 2")
        for name in ["dataDirectory", "masterKeyFile", "trustStore", "revocation", "addressRegister"] {
            #expect(found.contains { $0.hasPrefix("/etc/b/budstikke.yaml:1:1: \(name): ") }, "\(name)")
        }
    }

    @Test("U-44 a password in the configuration is an error that does not repeat it")
    func inlinePassword() {
        let found = problems(
            Self.minimal + "\nmailboxes:\n  post:\n    password: hunter2\n    server: m")
        #expect(found.contains { $0.contains(":8:5: mailboxes.post.password: A secret must not stand") })
        #expect(!found.joined().contains("hunter2"))
    }

    @Test("U-44 the master key lies outside the data directory, or is a systemd credential")
    func masterKey() throws {
        let inside = Self.minimal.replacing("/srv/key", with: "/srv/data/key")
        #expect(problems(inside).contains { $0.contains(":2:16: masterKeyFile: The master key must lie outside") })
        let beside = Self.minimal.replacing("/srv/key", with: "/srv/data-key")
        #expect(try read(beside).masterKeyFile == "/srv/data-key")
        let without = Self.minimal.replacing("masterKeyFile: /srv/key\n", with: "")
        #expect(try read(without, ["CREDENTIALS_DIRECTORY": "/run/c"]).masterKeyFile == "/run/c/master-key")
    }

    @Test("U-48 the environment overrides, in maps too, and a misspelt override is an error")
    func environment() throws {
        let configuration = try read(
            Configuration.example,
            [
                "BUDSTIKKE_LOG_LEVEL": "debug", "BUDSTIKKE_MAIL_SERVERS__HELSENETT__SMTP__PORT": "2525",
                "BUDSTIKKE_ALLOWED_HOSTS": "smtp.helsenett.example, pop3.helsenett.example, third.example",
                "BUDSTIKKE_HELLO_NAME": "me.example", "BUDSTIKKE_CONFIG": "/ignored", "PATH": "/bin",
            ])
        #expect(configuration.logLevel == .debug)
        #expect(configuration.mailServers["helsenett"]?.smtp.port == 2525)
        #expect(configuration.mailServers["helsenett"]?.smtp.host == "smtp.helsenett.example")
        #expect(configuration.allowedHosts.count == 3)
        #expect(configuration.helloName == "me.example")
        #expect(
            problems(Self.minimal, ["BUDSTIKKE_LOGLEVEL": "debug"]) == [
                "environment BUDSTIKKE_LOGLEVEL: loglevel: There is no such setting. Did you mean `logLevel`?"
            ])
        #expect(
            problems(Self.minimal, ["BUDSTIKKE_WORKERS": "x"]) == [
                "environment BUDSTIKKE_WORKERS: workers: Here a whole number from 1 to 256 is needed."
            ])
    }

    @Test("U-48 a control socket's path that the system cannot take is told, with its length")
    func socketPath() {
        let long = "/" + String(repeating: "d", count: 107)
        #expect(
            problems(Self.minimal + "\ncontrolSocket: \(long)") == [
                "/etc/b/budstikke.yaml:6:16: controlSocket: The path has 108 octets; a Unix socket's path can have at "
                    + "most 107. Choose a shorter one."
            ])
    }

    @Test("U-48 a file that is not there says how to get one")
    func noFile() {
        #expect(throws: ConfigurationError.self) {
            try Configuration.load(file: "/nowhere/budstikke.yaml", environment: [:])
        }
    }

    @Test("U-45 the nearest word is found, and none when nothing is near")
    func nearest() {
        #expect(nearestWord(to: "tennant", among: ["tenant", "send"]) == "tenant")
        #expect(nearestWord(to: "setcion", among: ["section"]) == "section")
        #expect(nearestWord(to: "xyz", among: ["tenant", "send"]) == nil)
    }
}

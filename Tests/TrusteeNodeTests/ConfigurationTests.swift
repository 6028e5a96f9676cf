import Foundation
import Identifiers
import OsloCalendar
import SendModule
import Settings
import TestSupport
import Testing
import Web

@testable import TrusteeNode

@Suite("The trustee's configuration")
struct ConfigurationTests {
    private static func read(
        _ yaml: String, environment: [String: String] = [:]
    ) throws(ConfigurationError) -> TrusteeConfiguration {
        try TrusteeConfiguration.read(yaml: yaml, file: "/etc/t/trustee.yaml", environment: environment)
    }

    private static func faults(_ yaml: String) -> [String] {
        do {
            _ = try read(yaml)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    /// The example with one text in place of another.
    private static func changed(_ old: String, _ new: String) -> String {
        TrusteeConfiguration.example.replacingOccurrences(of: old, with: new)
    }

    /// The number of the first line that has this text.
    private static func line(of text: String, in yaml: String) throws -> Int {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(text) }) + 1
    }

    @Test("the example can be read, and names invented organisations")
    func example() throws {
        let configuration = try Self.read(TrusteeConfiguration.example)
        #expect(configuration.organisation == SyntheticOrganisations.hospital.number)
        #expect(configuration.register.organisation == SyntheticOrganisations.generalPractice.number)
        #expect(configuration.season == .usual(yearReported: 2016))
        #expect(configuration.pinLetter?.recipient == "postmottak")
        #expect(configuration.pages?.origin == WebOrigin("https://sendemodul.example"))
        #expect(configuration.hashing.memoryKiB == 65_536)
        #expect(configuration.register.statusListener?.clientRoots == "/etc/budstikke-trustee/register-roots.pem")
    }

    @Test("I-004 the season may turn to the second, and the register's receipts come every few seconds")
    func rehearsal() throws {
        let turns = #"{opens: "2017-01-10T10:00:00Z", late: "2017-01-10T10:00:20Z", feedback: "2017-01-10T10:00:30Z", "#
        let ends = #"closes: "2017-01-10T11:00:00Z"}"#
        let line = "yearReported: 2016"
        let configuration = try Self.read(
            Self.changed(line, "instants: \(turns)\(ends)\n  \(line)").replacingOccurrences(
                of: "receiptHour: 8", with: "receiptSeconds: 5"))
        let opens = try #require(SeasonInstants.instant("2017-01-10T10:00:00Z"))
        #expect(configuration.season.instants.late == opens + 20)
        #expect(configuration.receipts == ReceiptRound(everySeconds: 5))
        #expect(try Self.read(TrusteeConfiguration.example).receipts == .morning)
        let before = Self.faults(Self.changed(line, "instants: \(turns)closes: \"2017-01-10T10:00:00Z\"}\n  \(line)"))
        #expect(before.contains { $0.contains("The turns of the season must follow one another") }, "\(before)")
        let missing = Self.faults(Self.changed(line, "instants: \(turns)}\n  \(line)"))
        #expect(missing.contains { $0.contains("season.instants.closes: The setting is missing") }, "\(missing)")
    }

    @Test("what is misspelt, missing or wrong is told with its line, all at once")
    func places() throws {
        let yaml = Self.changed("organisation: \"999700", "organization: \"999700")
            .replacingOccurrences(of: "identities: production", with: "identities: both")
            .replacingOccurrences(of: "port: 443", with: "port: 70000")
        let faults = Self.faults(yaml)
        let place = "/etc/t/trustee.yaml:\(try Self.line(of: "organization: ", in: yaml)):1: organization: "
        #expect(faults.contains { $0.hasPrefix(place) && $0.contains("Did you") })
        #expect(faults.contains { $0.contains("organisation: The setting is missing") })
        #expect(faults.contains { $0.contains("identities: Here one of production, test") })
        let line = try Self.line(of: "port: 70000", in: yaml)
        #expect(faults.contains { $0.contains(":\(line):9: ") && $0.contains("sendModule.port: Here a whole number") })
    }

    @Test(
        "what cannot be is refused",
        arguments: [
            ("host: 192.0.2.10\n  port: 443\n  tls:", "host: 192.0.2.10\n  port: 443\n  tsl:", "sendModule.tls"),
            ("https://register.example/", "http://register.example/", "register.address"),
            ("name: iplos", "name: IPLOS-2", "register.name"),
            ("/etc/budstikke-trustee/master-key", "/var/lib/budstikke-trustee/key", "masterKeyFile"),
            ("yearReported: 2016", "yearReported: 2016\n  lastDay: 2016-01-01", "season.yearReported"),
            ("    clientRoots:", "    # clientRoots:", "register.statusListener"),
            ("minimumClientVersion: 1.0.0", "minimumClientVersion: 1.0", "minimumClientVersion"),
            ("https://sendemodul.example", "http://sendemodul.example", "pages.origin"),
            ("sent: 2016-11-15", "sent: 15.11.2016", "pinLetter.sent"),
        ])
    func impossible(old: String, new: String, setting: String) {
        #expect(Self.faults(Self.changed(old, new)).contains { $0.contains(" \(setting): ") })
    }

    @Test("hosts are a list of names, with a port where it is not the usual one")
    func hosts() throws {
        let list = "allowedHosts: [crl.example, \"Crl.Other.example:8080\"]"
        let configuration = try Self.read(Self.changed("allowedHosts: []", list))
        #expect(configuration.revocationHosts == ["crl.example", "crl.other.example:8080"])
        for wrong in ["[\"http://crl.example\"]", "[crl.example/list]", "crl.example crl.other.example", "{a: b}"] {
            let faults = Self.faults(Self.changed("allowedHosts: []", "allowedHosts: \(wrong)"))
            #expect(faults.contains { $0.contains(" revocation.allowedHosts: Here a ") }, "\(wrong): \(faults)")
        }
    }

    @Test("what is shown gives the same configuration when it is read, with every setting and none of the secrets")
    func shown() throws {
        let turns = """
            {opens: "2017-01-10T10:00:00Z", late: "2017-01-10T10:00:20Z", feedback: "2017-01-10T10:00:30Z", \
            closes: "2017-01-10T11:00:00Z"}
            """
        let rehearsal = Self.changed("yearReported: 2016", "instants: \(turns)\n  yearReported: 2016")
            .replacingOccurrences(of: "receiptHour: 8", with: "receiptSeconds: 5")
        let least = """
            dataDirectory: data
            masterKeyFile: master-key
            organisation: "999700020"
            trustStore: trust
            revocation: {directory: crl}
            signing: {certificate: a.pem, privateKey: a.key}
            season: {yearReported: 2016, lastDay: 2017-01-20}
            minimumClientVersion: 1.0.0
            sendModule: {host: 127.0.0.1, port: 0}
            register: {name: iplos, organisation: "999700039", address: "https://register.example/"}
            """
        for yaml in [TrusteeConfiguration.example, rehearsal, least] {
            let configuration = try Self.read(yaml)
            let shown = configuration.effectiveYAML
            #expect(try Self.read(shown) == configuration, "\(shown)")
            #expect(shown.contains("master-key  # contents hidden"))
        }
        #expect(try Self.read(TrusteeConfiguration.example).effectiveYAML.contains("contactPhone: \"00 00 00 00\""))
    }

    @Test("the dates of a season can each be others than the usual ones")
    func season() throws {
        let configuration = try Self.read(
            Self.changed("yearReported: 2016", "yearReported: 2016\n  lastDay: 2017-01-20"))
        #expect(configuration.season.lastDay == CivilDate(year: 2017, month: 1, day: 20))
        #expect(configuration.season.opens == SeasonCalendar.usual(yearReported: 2016).opens)
    }

    @Test("the master key may come from the service manager; without either it is missing")
    func credentials() throws {
        let yaml = Self.changed("masterKeyFile:", "# masterKeyFile:")
        let configuration = try Self.read(yaml, environment: ["CREDENTIALS_DIRECTORY": "/run/credentials/t"])
        #expect(configuration.masterKeyFile == "/run/credentials/t/master-key")
        #expect(Self.faults(yaml).contains { $0.contains("masterKeyFile: The setting is missing") })
    }

    @Test("text that is no YAML, a setting written twice and a list on top are told with their place")
    func broken() {
        #expect(Self.faults("a: [").first?.contains("This is not YAML") == true)
        #expect(Self.faults("logLevel: info\nlogLevel: info\n").first?.contains("written twice") == true)
        #expect(Self.faults("- a\n").first?.contains("`name: value`") == true)
        #expect(Self.faults("").contains { $0.contains("dataDirectory: The setting is missing") })
    }

    @Test("the environment goes before the file, and a misspelt override is told")
    func environment() throws {
        let changed = try Self.read(
            TrusteeConfiguration.example,
            environment: ["BUDSTIKKE_TRUSTEE_SEND_MODULE__PORT": "8443", "BUDSTIKKE_TRUSTEE_CONFIG": "/elsewhere"])
        #expect(changed.sendModule.port == 8_443)
        let hosts = try Self.read(
            TrusteeConfiguration.example,
            environment: ["BUDSTIKKE_TRUSTEE_REVOCATION__ALLOWED_HOSTS": "crl.example, CRL.other.example:8080"])
        #expect(hosts.revocationHosts == ["crl.example", "crl.other.example:8080"])
        let error = #expect(throws: ConfigurationError.self) {
            try Self.read(TrusteeConfiguration.example, environment: ["BUDSTIKKE_TRUSTEE_LOGLEVEL": "debug"])
        }
        #expect(
            error?.description == "environment BUDSTIKKE_TRUSTEE_LOGLEVEL: loglevel: There is no such setting. "
                + "Did you mean `logLevel`?")
    }
}

import Doctor
import MailRelay
import Settings
import Testing

@testable import ServiceNode

@Suite("What DNS says of a sender's domain")
struct SenderDomainTests {
    private struct Sheet: ProgramConfiguration {
        static let source = SettingSource(prefix: "NONE_", usualFiles: [], example: "")
        static let example = ""
        let relay: RelaySettings
        var dataDirectory: String { "" }
        var masterKeyFile: String { "" }
        var controlSocket: String { "" }
        var logLevel: LogLevel { .info }
        var effectiveYAML: String { "" }

        init?(_ top: SettingReader) {
            guard let relay = RelaySettings(top, sender: nil) else { return nil }
            self.relay = relay
        }
    }

    private static let good = [
        "register.example": [["google-site-verification=x"], ["v=spf1 ip4:192.0.2.1 -all"]],
        "s1._domainkey.register.example": [["v=DKIM1; k=rsa; p=MIGf", "MA0GCSq"]],
        "_dmarc.register.example": [["v=DMARC1; p=reject; rua=mailto:a@register.example"]],
    ]

    private func findings(
        _ records: [String: [[String]]], selectors: String = "[s1]", sender: String = "iplos@register.example",
        returnTo: String? = nil
    ) async throws -> [String: DoctorFinding] {
        let server = try TinyNameServer(records)
        let sheet = try Sheet.read(
            yaml: "host: relay.example\ndkimSelectors: \(selectors)\n", file: "/x/y.yaml", environment: [:])
        let found = await SenderDomain(
            sheet.relay, sender: sender, returnTo: returnTo, names: NameServer(loopbackPort: server.port)
        ).examine()
        withExtendedLifetime(server) {}
        return Dictionary(found.map { ($0.code, $0) }) { first, _ in first }
    }

    private static func changed(_ name: String, _ records: [[String]]?) -> [String: [[String]]] {
        var all = good
        all[name] = records
        return all
    }

    @Test("T-112 a domain with SPF, a key of the relay's and a policy is in order")
    func good() async throws {
        let found = try await findings(Self.good)
        #expect(found.mapValues(\.verdict) == ["spf": .ok, "dkim": .ok, "dmarc": .ok])
        #expect(found["spf"]?.sentence.contains("ip4:192.0.2.1 -all") == true)
    }

    @Test(
        "T-112 what receivers would hold against the mails is told, with what to publish",
        arguments: [
            ("register.example", nil, "spf", DoctorVerdict.warning, "does not say who may send"),
            ("register.example", [["v=spf1 +all"]], "spf", .error, "lets everybody send"),
            ("register.example", [["v=spf1 a -all"], ["v=spf1 b -all"]], "spf", .error, "has 2 SPF records"),
            ("register.example", [["v=spf1 ip4:192.0.2.1 ?all"]], "spf", .warning, "does not say what becomes"),
            ("register.example", [["v=spf10 -all"]], "spf", .warning, "does not say who may send"),
            ("s1._domainkey.register.example", nil, "dkim", .error, "There is no key at s1._domainkey"),
            ("s1._domainkey.register.example", [["v=DKIM1; p="]], "dkim", .error, "is withdrawn"),
            ("_dmarc.register.example", nil, "dmarc", .warning, "does not say what becomes of mail"),
            ("_dmarc.register.example", [["v=DMARC1; p=none"]], "dmarc", .warning, "forged mail is delivered too"),
        ] as [(String, [[String]]?, String, DoctorVerdict, String)])
    func faults(_ name: String, _ records: [[String]]?, _ code: String, _ verdict: DoctorVerdict, _ words: String)
        async throws
    {
        let finding = try #require(try await findings(Self.changed(name, records))[code])
        #expect(finding.verdict == verdict && finding.sentence.contains(words), "\(finding)")
        #expect(finding.remedy != nil)
    }

    @Test("without selectors no key is looked for, and that is said")
    func selectors() async throws {
        #expect(try await findings(Self.good, selectors: "[]")["dkim"]?.verdict == .warning)
    }

    @Test("the policy of the domain above counts for one below, and mails must come back to a domain that is aligned")
    func alignment() async throws {
        var records = Self.good
        records["post.register.example"] = [["v=spf1 ip4:192.0.2.1 -all"]]
        records["s1._domainkey.post.register.example"] = [["p=x"]]
        #expect(try await findings(records, sender: "a@post.register.example")["dmarc"]?.verdict == .ok)
        records["_dmarc.register.example"] = [["v=DMARC1; p=reject; sp=none"]]
        #expect(try await findings(records, sender: "a@post.register.example")["dmarc"]?.verdict == .warning)
        records["_dmarc.register.example"] = [["v=DMARC1; p=reject"]]
        #expect(try await findings(records, returnTo: "a@post.register.example")["dmarc"]?.verdict == .ok)
        records["_dmarc.register.example"] = [["v=DMARC1; p=reject; aspf=s"]]
        let strict = try await findings(records, returnTo: "a@post.register.example")["dmarc"]
        #expect(strict?.verdict == .warning && strict?.sentence.contains("SPF does not count") == true)
    }

    @Test("a name server that cuts its answer off and is silent over TCP is not waited for: it counts as silent")
    func truncated() throws {
        let records = ["register.example": [["v=spf1 -all"]]]
        let cutting = try TinyNameServer(records, truncating: true)
        #expect(NameServer(loopbackPort: cutting.port).texts(of: "register.example") == .silent)
        let whole = try TinyNameServer(records)
        #expect(NameServer(loopbackPort: whole.port).texts(of: "register.example") == .records(["v=spf1 -all"]))
        withExtendedLifetime((cutting, whole)) {}
    }

    @Test("an answer of more than 512 octets comes whole over UDP")
    func large() throws {
        let texts = [[String](repeating: String(repeating: "k", count: 200), count: 4)]
        let server = try TinyNameServer(["s1.example": texts])
        #expect(
            NameServer(loopbackPort: server.port).texts(of: "s1.example")
                == .records([String(repeating: "k", count: 800)]))
        withExtendedLifetime(server) {}
    }

    @Test("a name server that says nothing is told once, and not taken for a domain without records")
    func silent() async throws {
        let relay = try Sheet.read(yaml: "host: relay.example\n", file: "/x/y.yaml", environment: [:]).relay
        // Nobody listens at port 9 of this machine.
        let found = await SenderDomain(relay, sender: "a@register.example", names: NameServer(loopbackPort: 9))
            .examine()
        #expect(found.map(\.code) == ["dns"] && found.first?.verdict == .warning)
    }
}

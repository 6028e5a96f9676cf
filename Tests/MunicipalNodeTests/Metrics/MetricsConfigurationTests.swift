import Foundation
import HTTPListening
import Settings
import Testing

@testable import MunicipalNode

@Suite("Configuration of health and metrics")
struct MetricsConfigurationTests {
    private static func read(_ yaml: String) throws(ConfigurationError) -> Configuration {
        try Configuration.read(
            yaml: ConfigurationTests.minimal + yaml, file: "/etc/b/budstikke.yaml", environment: [:])
    }

    @Test("U-48 U-50 nothing is served unless it is asked for; the least stands on this machine")
    func least() throws {
        #expect(try Self.read("").metrics == nil)
        let metrics = try #require(try Self.read("\nmetrics: {}").metrics)
        #expect(metrics.host == "127.0.0.1" && metrics.port == 9480 && metrics.listener.tls == nil)
        #expect(!metrics.listener.isOpen)
    }

    @Test("U-48 the settings read back, with a certificate and with plain HTTP on wish")
    func readsBack() throws {
        for yaml in [
            "\nmetrics: {host: 10.0.0.5, port: 9000, certificate: m.crt, key: m.key, clientRoots: roots.pem}",
            "\nmetrics: {host: 10.0.0.5, plainHTTP: true}", "\nmetrics: {host: '::1'}",
        ] {
            let first = try Self.read(yaml)
            let second = try Configuration.read(yaml: first.effectiveYAML, file: "/elsewhere/x.yaml", environment: [:])
            #expect(first == second && first.metrics != nil)
        }
        let secure = try Self.read("\nmetrics: {certificate: c, key: k, clientRoots: r}")
        #expect(secure.metrics?.listener.tls?.clients == .required(rootsFile: "/etc/b/r"))
        #expect(try Self.read("\nmetrics: {host: 10.0.0.5, plainHTTP: true}").metrics?.listener.isOpen == true)
    }

    @Test(
        "U-50 U-52 plain HTTP off this machine without the choice, half a certificate and both ways are refused",
        arguments: [
            ("{host: 0.0.0.0}", "metrics.host: Plain HTTP is served on this machine only"),
            ("{host: 10.0.0.5, plainHTTP: false}", "metrics.host: Plain HTTP is served on this machine only"),
            ("{certificate: a.pem}", "metrics.certificate: `certificate` and `key` belong together"),
            ("{clientRoots: a.pem}", "metrics.clientRoots: Clients can show certificates only where"),
            ("{certificate: a, key: b, plainHTTP: true}", "metrics.plainHTTP: With `certificate`, HTTPS is spoken"),
            ("{patients: yes}", "metrics.patients"),
        ])
    func refused(yaml: String, problem: String) {
        let error = #expect(throws: ConfigurationError.self) { try Self.read("\nmetrics: " + yaml) }
        #expect(error?.problems.contains { $0.description.contains(problem) } == true, "\(error?.problems ?? [])")
    }

    @Test("M-098 a change waits for a restart")
    func change() throws {
        let (old, new) = (try Self.read(""), try Self.read("\nmetrics: {}"))
        let change = ConfigurationChange(from: old, to: new)
        #expect(change.needRestart == ["metrics"] && change.effective.isEmpty && change.configuration == old)
    }
}

import CommandOutcome
import Foundation
import HTTPListening
import Settings
import Testing

@testable import MunicipalNode

@Suite("Configuration of the record-system API")
struct APIConfigurationTests {
    private static func read(_ yaml: String) throws(ConfigurationError) -> Configuration {
        try Configuration.read(yaml: yaml, file: "/etc/b/budstikke.yaml", environment: [:])
    }

    @Test("U-48 the record-system API's settings read back too; with a certificate it may stand on any interface")
    func apiReadsBack() throws {
        let first = try Self.read(
            ConfigurationTests.minimal + """

                recordSystemAPI:
                  host: 10.0.0.5
                  port: 8443
                  certificate: api.crt
                  key: api.key
                  clientRoots: clients.pem
                  clientCertificates: required
                  address: https://meldinger.kommune.example
                  certificateDirectory: ldap://ldap.ca.example/dc=Ca,dc=example
                """)
        let second = try Configuration.read(yaml: first.effectiveYAML, file: "/elsewhere/x.yaml", environment: [:])
        #expect(first == second)
        let api = try #require(first.recordSystemAPI)
        #expect(api.baseAddress == "https://meldinger.kommune.example")
        #expect(api.listener.tls?.clients == .required(rootsFile: "/etc/b/clients.pem"))
        let least = try Self.read(ConfigurationTests.minimal + "\nrecordSystemAPI: {host: 127.0.0.1}")
        #expect(least.recordSystemAPI?.baseAddress == "http://127.0.0.1:8380")
    }

    @Test(
        "U-52 plain HTTP off this machine, half a certificate and odd addresses are refused with their place",
        arguments: [
            (
                ConfigurationTests.minimal + "\nrecordSystemAPI: {host: 10.0.0.5}",
                "6:25: recordSystemAPI.host: Plain HTTP is served on this machine only (127.0.0.1, ::1 or localhost). "
                    + "Set `certificate` and `key`."
            ),
            (
                ConfigurationTests.minimal + "\nrecordSystemAPI: {host: 10.0.0.5, certificate: a.pem}",
                "6:18: recordSystemAPI.certificate: `certificate` and `key` belong together; one is missing."
            ),
            (
                ConfigurationTests.minimal + "\nrecordSystemAPI: {host: localhost, clientRoots: a.pem}",
                "6:18: recordSystemAPI.clientRoots: Clients can show certificates only where `certificate` is set."
            ),
            (
                ConfigurationTests.minimal + "\nrecordSystemAPI: {host: localhost, address: meldinger.example}",
                "6:45: recordSystemAPI.address: Here `https://HOST` or `https://HOST/PATH` is needed."
            ),
        ])
    func mistakes(yaml: String, expected: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try Self.read(yaml) }
        #expect(error?.problems.map(\.description).contains("/etc/b/budstikke.yaml:\(expected)") == true)
    }

    @Test("U-48 a listener that cannot start is the configuration's fault, and no service manager starts it for ever")
    func listenerFaults() {
        let errors: [HTTPListenerError] = [
            .plainOffLoopback(host: "10.0.0.5"), .privateKeyUnreadable(file: "/nokey.pem"),
            .certificateChainUnreadable(file: "/none.pem"),
        ]
        for error in errors {
            let told = AdministrationError(opening: error)
            #expect(told.exit == .configuration)
            #expect(told.sentence.contains(error.description))
        }
    }
}

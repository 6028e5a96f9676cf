import Foundation
import HTTPListening
import HTTPTransport
import Identifiers
import Settings
import Testing

@testable import MunicipalNode

@Suite("Configuration of the exchange over HTTP")
struct PartnerHTTPConfigurationTests {
    private static func read(_ section: String) throws(ConfigurationError) -> Configuration {
        try Configuration.read(
            yaml: ConfigurationTests.minimal + "\n" + section, file: "/etc/b/budstikke.yaml", environment: [:])
    }

    private static let whole = """
        partnerHTTP:
          listen:
            host: 10.0.0.5
            port: 8444
            certificateChain: http/chain.pem
            privateKey: http/key.pem
            clientRoots: http/roots.pem
            clientCertificate: optional
            maximumMegabytes: 50
            maximumMegabytesAtOnce: 50
            connections: 12
            answerSeconds: 5
          client:
            trustRoots: http/servers.pem
            certificateChain: http/own.pem
            privateKey: http/own.key
            timeoutSeconds: 20
        """

    @Test("U-48 all settings are read, files from the configuration's directory, and what is shown reads back the same")
    func readsBack() throws {
        let first = try Self.read(Self.whole)
        let http = try #require(first.partnerHTTP)
        let listen = try #require(http.listen)
        #expect(listen.settings.tls?.certificateChainFile == "/etc/b/http/chain.pem")
        #expect(listen.settings.tls?.privateKeyFile == "/etc/b/http/key.pem")
        #expect(listen.settings.tls?.clients == .optional(rootsFile: "/etc/b/http/roots.pem"))
        #expect(listen.settings.limits.bodyBytes == 50_000_000)
        #expect(listen.settings.limits.connections == 12)
        #expect(listen.port == 8444 && listen.maximumMegabytesAtOnce == 50 && listen.answerSeconds == 5)
        let client = http.client.settings(allowed: .loopback)
        #expect(client.trustRootsFile == "/etc/b/http/servers.pem")
        #expect(client.identity?.certificateChainFile == "/etc/b/http/own.pem")
        #expect(client.identity?.privateKeyFile == "/etc/b/http/own.key")
        #expect(client.connect == .seconds(20) && client.read == .seconds(20) && client.whole == .seconds(100))
        let second = try Configuration.read(yaml: first.effectiveYAML, file: "/elsewhere/x.yaml", environment: [:])
        #expect(first == second)
        #expect(first.effectiveYAML.contains("privateKey: /etc/b/http/key.pem  # contents hidden"))
    }

    @Test("U-48 the least: loopback without TLS; with roots and nothing said, each client shows its certificate")
    func defaults() throws {
        let least = try #require(try Self.read("partnerHTTP: {listen: {host: 127.0.0.1}}").partnerHTTP)
        let listen = try #require(least.listen)
        #expect(listen.settings.tls == nil)
        #expect(listen.port == 8443 && listen.maximumMegabytes == 70 && listen.maximumMegabytesAtOnce == 280)
        #expect(least.client == PartnerHTTPClientSettings())
        let mutual = try Self.read(
            "partnerHTTP: {listen: {host: 10.0.0.5, certificateChain: c, privateKey: k, clientRoots: r}}")
        #expect(mutual.partnerHTTP?.listen?.settings.tls?.clients == .required(rootsFile: "/etc/b/r"))
        let oneWay = try Self.read("partnerHTTP: {listen: {host: 10.0.0.5, certificateChain: c, privateKey: k}}")
        #expect(oneWay.partnerHTTP?.listen?.settings.tls?.clients == HTTPListenerTLS.ClientCertificates.none)
        #expect(try Self.read("partnerHTTP: {client: {timeoutSeconds: 9}}").partnerHTTP?.listen == nil)
        #expect(try Self.read("").partnerHTTP == nil)
    }

    @Test(
        "U-48 M-046 half a key pair, roots without TLS and sizes that contradict each other are refused with their place",
        arguments: [
            (
                "listen: {host: 10.0.0.5}",
                "6:30: partnerHTTP.listen.host: Without `certificateChain` and `privateKey` only this machine itself can"
                    + " be listened to."
            ),
            (
                "listen: {host: 127.0.0.1, certificateChain: c}",
                "6:59: partnerHTTP.listen.certificateChain: With a `certificateChain` there must be a `privateKey`."
            ),
            (
                "listen: {host: 127.0.0.1, privateKey: k}",
                "6:53: partnerHTTP.listen.privateKey: With a `privateKey` there must be a `certificateChain`."
            ),
            (
                "client: {certificateChain: c}",
                "6:42: partnerHTTP.client.certificateChain: With a `certificateChain` there must be a `privateKey`."
            ),
            (
                "listen: {host: 127.0.0.1, clientRoots: r}",
                "6:23: partnerHTTP.listen.clientRoots: Client certificates are shown over TLS only."
            ),
            (
                "listen: {host: 10.0.0.5, certificateChain: c, privateKey: k, clientCertificate: required}",
                "6:95: partnerHTTP.listen.clientCertificate: Without `clientRoots` no client certificate is asked for."
            ),
            (
                "listen: {host: 127.0.0.1, maximumMegabytes: 50, maximumMegabytesAtOnce: 49}",
                "6:87: partnerHTTP.listen.maximumMegabytesAtOnce: A message of `maximumMegabytes` would never be taken."
            ),
            (
                "listen: {host: 127.0.0.1, maximumMegabytes: 281}",
                "6:23: partnerHTTP.listen.maximumMegabytesAtOnce: A message of `maximumMegabytes` would never be taken."
            ),
            (
                "listen: {host: 127.0.0.1, maximumMegabytes: 0}",
                "6:59: partnerHTTP.listen.maximumMegabytes: Here a whole number from 1 to 1000 is needed."
            ),
            (
                "listen: {host: 127.0.0.1, clientSertificate: none}",
                "6:41: partnerHTTP.listen.clientSertificate: There is no such setting. Did you mean `clientCertificate`?"
            ),
        ])
    func mistakes(section: String, expected: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try Self.read("partnerHTTP: {\(section)}") }
        let told = error?.problems.map(\.description) ?? []
        #expect(told.contains("/etc/b/budstikke.yaml:\(expected)"), "\(told)")
    }
}

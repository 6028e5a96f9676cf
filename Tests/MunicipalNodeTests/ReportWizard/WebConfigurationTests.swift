import Foundation
import HTTPListening
import Settings
import Testing
import Web

@testable import MunicipalNode

@Suite("The configuration of pages")
struct WebConfigurationTests {
    private func read(_ web: String) throws -> WebSettings? {
        try Configuration.read(
            yaml: """
                dataDirectory: data
                masterKeyFile: master.key
                trustStore: trust
                revocation: {directory: crl, required: false}
                addressRegister: {file: register.yaml}
                \(web)
                """, file: "/etc/budstikke/budstikke.yaml", environment: [:]
        ).web
    }

    @Test("without `web:` no pages are served; an empty one is loopback, in clear")
    func defaults() throws {
        #expect(try read("") == nil)
        let settings = try #require(try read("web:"))
        #expect(settings.host == "127.0.0.1" && settings.port == 8390)
        #expect(settings.origin?.description == "http://127.0.0.1:8390")
        let tls = try #require(try read("web: {host: 10.0.0.5, certificate: c, key: k, address: 'https://r.example'}"))
        #expect(tls.origin?.description == "https://r.example" && tls.listener.tls != nil)
    }

    @Test(
        "plain HTTP is refused elsewhere than on this machine, and so is an address that is none",
        arguments: [
            ("web: {host: 10.0.0.5}", "host"), ("web: {certificate: c}", "certificate"),
            ("web: {address: 'http://rapport.example'}", "address"), ("web: {address: 'rapport'}", "address"),
            ("web: {port: 0}", "port"), ("web: {ports: 1}", "ports"),
        ])
    func refused(_ yaml: String, _ setting: String) {
        let error = #expect(throws: ConfigurationError.self) { try read(yaml) }
        #expect(error?.problems.first?.setting == "web.\(setting)")
    }
}

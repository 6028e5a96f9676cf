import Certificates
import Foundation
import Glibc
import Identifiers
import Store
import TestSupport

@testable import MunicipalNode

/// Files on disk that are in order, and a network of the test's own.
final class Ground {
    let directory: ScratchDirectory
    let configuration: Configuration
    var network: InventedNetwork
    let facts: [TenantFacts]?
    var revocation: RevocationStatus?

    init(
        facts: [TenantFacts]? = [TenantFacts(tenant: Installation.tenant, stage: .test, readable: true)],
        network: InventedNetwork = InventedNetwork(), crlHosts: [String] = [], host: String = "post.kommune.test"
    ) throws {
        directory = try ScratchDirectory()
        self.facts = facts
        self.network = network
        mkdir(directory.path("data"), 0o700)
        mkdir(directory.path("trust"), 0o700)
        mkdir(directory.path("crl"), 0o700)
        mkdir(directory.path("agreements"), 0o700)
        try directory.write([UInt8](repeating: 1, count: 32), to: "master.key")
        try directory.write(Array("secret".utf8), to: "pw")
        try directory.write(Array("schemaVersion: 1\nparties: []\n".utf8), to: "register.yaml")
        let authority = try SyntheticAuthority(name: "Utsteder", now: Date())
        try directory.write(authority.certificate.pem, to: "trust/root.pem")
        try directory.write(authority.revocationList(revoking: [], now: Date()), to: "crl/issuing.crl")
        configuration = try Configuration.read(
            yaml: """
                dataDirectory: data
                masterKeyFile: master.key
                allowedHosts: [\(host)]
                trustStore: trust
                revocation: {directory: crl, allowedHosts: [\(crlHosts.joined(separator: ","))]}
                addressRegister: {file: register.yaml, agreements: agreements}
                mailServers:
                  m: {smtp: {host: \(host)}, pop3: {host: \(host), tls: implicit}}
                mailboxes:
                  post: {server: m, ediAddress: a@edi.example, user: u, passwordFile: pw}
                """, file: directory.path("budstikke.yaml"), environment: [:])
    }

    func ground(now: Date = Date()) -> DoctorGround {
        DoctorGround(
            configuration: configuration, now: now, serverRuns: true,
            facts: facts.map { DoctorFacts.Reply(tenants: $0, revocation: revocation) },
            factsRefusal: facts == nil ? "the key is gone" : nil, network: network)
    }

    func doctor() -> Doctor { Doctor(ground: ground()) }
}

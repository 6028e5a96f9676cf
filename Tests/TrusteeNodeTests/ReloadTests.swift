import Certificates
import CommandOutcome
import Foundation
import NIOHTTP1
import OsloCalendar
import Settings
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("A configuration read anew while the service runs")
struct ReloadTests {
    @Test("the season, the letter and the client's version are the new ones at once, and nobody is logged out")
    func season() async throws {
        let installation = try Installation()
        try await installation.serving { node, client in
            let municipality = try await client.loggedIn()
            #expect(try await client.send(.GET, "/season").text.contains(#""lastDay":"2017-01-15""#))
            let yaml = installation.yaml
                .replacingOccurrences(of: "{yearReported: 2016}", with: "{yearReported: 2016, lastDay: 2017-01-20}")
                .replacingOccurrences(of: "2016-11-15", with: "2016-12-01")
                .replacingOccurrences(of: "minimumClientVersion: 1.0.0", with: "minimumClientVersion: 9.0.0")
            let changed = try node.reload(
                TrusteeConfiguration.read(
                    yaml: yaml, file: installation.scratch.path("trustee.yaml"), environment: [:]))
            #expect(changed == ["season", "minimumClientVersion", "pinLetter"])
            let season = try await client.send(.GET, "/season").text
            #expect(season.contains(#""lastDay":"2017-01-20""#) && season.contains(#""pinLetterSent":"2016-12-01""#))
            #expect(try await client.send(.GET, "/", host: "sendemodul.example").text.contains("2016-12-01"))
            let sealed = try SealedByMunicipality(installation)
            let refused = try await municipality.send(.PUT, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            #expect(refused.status == 422 && refused.text.contains("clientTooOld"))
        }
    }

    @Test("an issuer that is added is trusted, and one that is taken away is not any more")
    func trust() async throws {
        let installation = try Installation()
        let sealed = try SealedByMunicipality(installation)
        try await installation.serving { node, client in
            let municipality = try await client.loggedIn()
            let manifest = "/submissions/\(sealed.id)/manifest"
            let other = try SyntheticAuthority(name: "Annen", now: Installation.now)
            let files = installation.scratch
            let root = try files.read("trust/root.pem")
            try files.write(other.certificate.pem, to: "trust/root.pem")
            #expect(try node.reload(node.configuration) == [])
            #expect(try await municipality.send(.PUT, manifest, sealed.manifest).text.contains("signerUntrusted"))
            try FileManager.default.removeItem(atPath: files.path("trust/root.pem"))
            let empty = #expect(throws: AdministrationError.self) { try node.reload(node.configuration) }
            #expect(empty?.code == "trust-store-empty")
            try files.write(root, to: "trust/root.pem")
            try node.reload(node.configuration)
            #expect(try await municipality.send(.PUT, manifest, sealed.manifest).status == 200)
        }
    }

    @Test("lists of withdrawn certificates are looked at anew, from where the configuration says")
    func revocation() async throws {
        let installation = try Installation()
        let sealed = try SealedByMunicipality(installation)
        try await installation.serving { node, client in
            let municipality = try await client.loggedIn()
            var configuration = node.configuration
            configuration.revocationRequired = true
            #expect(try node.reload(configuration) == ["revocation"])
            let manifest = "/submissions/\(sealed.id)/manifest"
            #expect(try await municipality.send(.PUT, manifest, sealed.manifest).status == 503)
            let files = installation.scratch
            try FileManager.default.createDirectory(atPath: files.path("lists"), withIntermediateDirectories: false)
            try files.write(installation.authority.revocationList(now: Installation.now), to: "lists/issuing.crl")
            try files.write(installation.authority.rootRevocationList(now: Installation.now), to: "lists/root.crl")
            configuration.revocation = files.path("lists")
            try node.reload(configuration)
            #expect(try await municipality.send(.PUT, manifest, sealed.manifest).status == 200)
        }
    }

    @Test("what needs a restart is refused by name, and a file that cannot be used too; everything is as it was")
    func refused() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let before = node.configuration
        let changes: [(String, (inout TrusteeConfiguration) -> Void)] = [
            ("dataDirectory", { $0.dataDirectory += "2" }), ("masterKeyFile", { $0.masterKeyFile += "2" }),
            ("controlSocket", { $0.controlSocket += "2" }),
            ("organisation", { $0.organisation = Installation.register.number }),
            ("identities", { $0.identities = .production }), ("sendModule", { $0.sendModule.port = 4_711 }),
            ("pages", { $0.pages = nil }), ("register", { $0.register.pollSeconds = 7 }),
            ("hashing", { $0.hashing.passes = 2 }),
        ]
        for (name, change) in changes {
            var configuration = before
            configuration.season = .usual(yearReported: 2017)
            change(&configuration)
            let error = #expect(throws: AdministrationError.self) { try node.reload(configuration) }
            #expect(error?.code == "needs-restart")
            #expect(error?.sentence == "What was changed in \(name) has no effect while the service runs.")
        }
        var configuration = before
        configuration.trustStore = installation.scratch.path("nowhere")
        #expect(throws: AdministrationError.self) { try node.reload(configuration) }
        #expect(node.configuration == before)
        try await node.close()
    }

    @Test("SIGHUP reads the file anew: what changed is logged, and what is refused says why and changes nothing")
    func signal() async throws {
        let installation = try Installation(now: Date())
        _ = try await installation.prepared()
        let server = try await Server.started(installation, log: "log")
        func rewritten(_ old: String, _ new: String) throws {
            let yaml = installation.yaml.replacingOccurrences(of: old, with: new)
            try installation.scratch.write(Array(yaml.utf8), to: "trustee.yaml")
        }
        try rewritten("identities: test", "identities: test\nlogLevel: debug")
        server.hangUp()
        try await eventually("the change is taken") { try server.log.contains(#""changed":"logLevel""#) }
        try rewritten("iplos\n", "other\n")
        server.hangUp()
        try await eventually("the change is refused") { try server.log.contains("What was changed in register") }
        try rewritten("organisation:", "organization:")
        server.hangUp()
        try await eventually("the fault is told") { try server.log.contains("Did you mean `organisation`?") }
        #expect(server.isRunning)
        #expect(try server.log.contains("Nothing was changed."))
        #expect(server.end() == 0)
    }
}

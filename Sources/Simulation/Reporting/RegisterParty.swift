import Certificates
import Foundation
import Identifiers
import TestSupport

/// The register of the demo: its own directory, its own program, set up by its own commands.
struct RegisterParty: Sendable {
    let ground: ReportingGround
    let keys: ReportingKeys
    let programs: Programs
    let ports: ReportingPorts
    /// Of the mail relay.
    let mailPort: Int

    /// The year's key as it was published, for municipalities to seal to.
    var publishedKey: String { "\(ground.directory(of: .register))/published.p7s" }

    /// Master key, keys with certificates that were asked for, municipalities and the season.
    func settle(_ towns: [ReportingTown], season: ReportingSeason) async throws {
        try keys.publish(to: .register, on: ground)
        try keys.write(keys.line(of: .register), "tls/client", to: .register, on: ground)
        try configure()
        let directory = ground.directory(of: .register)
        try await programs.run("budstikke-register", ["init", directory])
        for (choice, purpose) in [
            (["--signing"], CertificatePurpose.signing), (["--year", "\(ReportingSeason.year)"], .encryption),
        ] {
            let request = try await run(["keys", "new"] + choice)
            let certificate = try keys.certificate(for: request, of: .register, purpose)
            try ground.write(certificate.pem, to: "\(purpose.rawValue).pem", of: .register)
            try await run(["keys", "add", "\(directory)/\(purpose.rawValue).pem"] + choice)
        }
        // The year is the letter's, and long past.
        try await run(
            ["keys", "publish", "--year", "\(ReportingSeason.year)", "--days", "300", "--output", publishedKey])
        let rows = towns.map { "\($0.number.digits);\($0.name);\($0.organisation);\($0.sharedAddress)" }
        try ground.write(
            (["municipality;name;organisationNumber;sharedAddress"] + rows).joined(separator: "\n"), to: "towns.csv",
            of: .register)
        try await run(["municipality", "import", "\(directory)/towns.csv"])
        try await set(season)
    }

    /// Takes the trustee's published key, to which passwords for its send module are sealed.
    func take(trusteeKey file: String) throws {
        try ground.write(ground.read(file), to: "trustee-keys/\(ReportingSeason.year).p7s", of: .register)
    }

    /// Sets the season's dates, beside a running server too.
    func set(_ season: ReportingSeason) async throws {
        try ground.write(season.json(), to: "season.json", of: .register)
        try await run(["season", "set", "\(ground.directory(of: .register))/season.json"])
    }

    private func configure() throws(DemoError) {
        try ground.write(
            """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: data/c/s
            register: "\(ReportingKeys.National.register.organisation.number)"
            trustee: "\(ReportingKeys.National.trustee.organisation.number)"
            minimumClientVersion: 0.1.0
            trustStore: trust
            revocation: {directory: crl, required: true}
            trusteeKeys: trustee-keys
            intake:
              host: 127.0.0.1
              port: \(ports.intake)
              certificateChain: tls/server.pem
              privateKey: tls/server.key
              clientRoots: trust/issuers.pem
            statusEvents:
              address: https://127.0.0.1:\(ports.status)
              trustRoots: trust/issuers.pem
              certificateChain: tls/client.pem
              privateKey: tls/client.key
            portal:
              address: https://127.0.0.1:\(ports.portalPush)
              trustRoots: trust/issuers.pem
              certificateChain: tls/client.pem
              privateKey: tls/client.key
            mail:
              host: 127.0.0.1
              port: \(mailPort)
              tls: none
              sender: \(ReportingPost.registerSender)
              registerName: Registeret
              portal: https://127.0.0.1:\(ports.portal)
              helpAddress: hjelp@register.example
              helpPhone: "68 05 00 00"
            receiptSeconds: \(ReportingSeason.receiptSeconds)
            roundSeconds: 1
            logLevel: info

            """, to: "register.yaml", of: .register)
    }

    /// Starts it; returns when it can be reached.
    func start(log: String = "serve.log", environment: [String: String] = [:]) async throws -> ServerProcess {
        try await programs.serve(.register, on: ground, log: log, environment: environment)
    }

    @discardableResult
    func run(_ arguments: [String]) async throws -> [UInt8] {
        try await programs.run(.register, on: ground, arguments)
    }
}

import Certificates
import Foundation
import Identifiers
import TestSupport

/// The trusted third party of the demo: its own directory, its own program, set up by its own commands.
struct TrusteeParty: Sendable {
    let ground: ReportingGround
    let keys: ReportingKeys
    let programs: Programs
    let ports: ReportingPorts

    /// The year's key as it was published, for municipalities to seal to.
    var publishedKey: String { "\(ground.directory(of: .trustee))/published.p7s" }

    /// The PIN of a municipality, as its letter has it.
    static func pin(of town: ReportingTown) -> String { "pin-\(town.number.digits)" }

    /// Master key, store, the year's key, municipalities and PINs.
    func settle(_ towns: [ReportingTown], season: ReportingSeason) async throws {
        try keys.publish(to: .trustee, on: ground)
        try keys.write(keys.national(.trustee, .signing), "signing", to: .trustee, on: ground)
        try keys.write(keys.national(.trustee, .encryption), "year", to: .trustee, on: ground)
        try keys.write(keys.line(of: .trustee), "tls/client", to: .trustee, on: ground)
        try configure(season)
        let directory = ground.directory(of: .trustee)
        try await run(["init"])
        try await run(["keys", "new", "--key", "\(directory)/year.key", "--certificate", "\(directory)/year.pem"])
        try await run(["keys", "export", "trustee", publishedKey])
        let rows = towns.map { "\($0.number.digits);\($0.name);\($0.organisation);" }
        try ground.write(
            (["number;name;organisation;districts"] + rows).joined(separator: "\n"), to: "towns.csv", of: .trustee)
        try await run(["municipality", "import", "\(directory)/towns.csv"])
        let pins = ["number;pin"] + towns.map { "\($0.number.digits);\(Self.pin(of: $0))" }
        try await run(["pin", "import", "-", "--plain"], input: Array(pins.joined(separator: "\n").utf8))
        // The key is in the store now, wrapped by the master key.
        try? FileManager.default.removeItem(atPath: "\(directory)/year.key")
    }

    /// Takes the register's published key; without it nothing can be taken.
    func take(registerKey file: String) async throws { try await run(["keys", "import", file]) }

    /// Writes the configuration; the season's dates are a part of it.
    func configure(_ season: ReportingSeason) throws(DemoError) {
        let tls = "tls: {certificate: tls/server.pem, privateKey: tls/server.key}"
        try ground.write(
            """
            dataDirectory: data
            masterKeyFile: master-key
            organisation: "\(ReportingKeys.National.trustee.organisation.number)"
            trustStore: trust
            revocation: {directory: crl, required: true}
            signing: {certificate: signing.pem, privateKey: signing.key}
            season: \(season.yaml)
            receiptSeconds: \(ReportingSeason.receiptSeconds)
            minimumClientVersion: 0.1.0
            pinLetter: {sent: 2016-11-15, recipient: postmottak}
            identities: test
            sendModule: {host: 127.0.0.1, port: \(ports.sendModule), \(tls)}
            register:
              name: iplos
              organisation: "\(ReportingKeys.National.register.organisation.number)"
              address: https://127.0.0.1:\(ports.intake)/
              trustRoots: trust/issuers.pem
              client: {certificate: tls/client.pem, privateKey: tls/client.key}
              statusListener: {host: 127.0.0.1, port: \(ports.status), clientRoots: trust/issuers.pem, \(tls)}
              pollSeconds: 1
            hashing: {memoryKiB: 1024, passes: 1}
            logLevel: info

            """, to: "trustee.yaml", of: .trustee)
    }

    /// Starts it; returns when it can be reached.
    func start(log: String = "serve.log", environment: [String: String] = [:]) async throws -> ServerProcess {
        try await programs.serve(.trustee, on: ground, log: log, environment: environment)
    }

    @discardableResult
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
        try await programs.run(.trustee, on: ground, arguments, input: input)
    }
}

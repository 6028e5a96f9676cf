import Certificates
import Foundation
import Identifiers
import Keys
import Mail
import NIOCore
import NIOPosix
import TestSupport

/// Servers with their tenants, a mail exchange in this process, register and certificates: all that exchanges need.
struct Town: Sendable {
    /// How its record systems get their documents: from their folders, or from the API, where nobody fetches any.
    enum RecordSystems: Sendable { case folders, api }

    /// In the order they were asked for.
    let servers: [TownServer]
    let ground: TownGround
    private let recordSystems: RecordSystems
    private let exchange: MailExchange

    /// Builds the town, starts its servers and sets up their tenants over the control socket.
    ///
    /// - Parameters:
    ///   - tenants: for each server its tenants' names.
    ///   - directory: on the disk to be measured; its path must be short, a control socket lies below it.
    static func settle(
        tenants: [[String]], recordSystems: RecordSystems, directory: String, executable: String, preload: String?,
        interruption: Interruption, now: Date
    ) async throws -> Town {
        let ground = try TownGround(root: "\(directory)/\(UUID().uuidString.prefix(6).lowercased())")
        let parties = try parties(tenants, on: ground, now: now)
        let all = parties.flatMap(\.self)
        var accounts: [MailAccount] = []
        for party in all {
            let password = UUID().uuidString
            try ground.write(Array("\(password)\n".utf8), to: ground.passwordFile(of: party))
            try ground.makeFolder(of: party)
            accounts.append(MailAccount(address: party.ediAddress, user: party.name, password: password))
        }
        let register = ["schemaVersion: 1", "parties:"] + all.flatMap(\.registerEntry)
        try ground.write(Array((register.joined(separator: "\n") + "\n").utf8), to: ground.register)
        var configuration = MailExchangeConfiguration(hostName: "exchange.example", accounts: accounts)
        configuration.limits.maximumConnections = 1000
        let exchange = try await MailExchange.start(
            configuration, group: MultiThreadedEventLoopGroup.singleton, now: { Date() })
        let ports = try await freePorts(parties.count)
        let town = Town(
            servers: parties.enumerated().map { index, parties in
                TownServer(
                    "n\(index)", parties: parties, ground: ground, httpPort: ports[index], executable: executable,
                    preload: preload, interruption: interruption)
            }, ground: ground, recordSystems: recordSystems, exchange: exchange)
        do { try await town.open() } catch {
            await town.stop()
            throw error
        }
        return town
    }

    /// Ends the servers and removes everything.
    func stop() async {
        for server in servers { await server.stop() }
        await exchange.stop()
        ground.remove()
    }

    // MARK: - Private steps

    /// Ports that nobody uses at this moment, each another.
    private static func freePorts(_ count: Int) async throws -> [Int] {
        var channels: [any Channel] = []
        for _ in 0..<count {
            let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            channels.append(try await bootstrap.bind(host: "127.0.0.1", port: 0).get())
        }
        let ports = channels.compactMap { $0.localAddress?.port }
        for channel in channels { try await channel.close() }
        return ports
    }

    private static func parties(_ tenants: [[String]], on ground: TownGround, now: Date) throws -> [[TownParty]] {
        let authority = try SyntheticAuthority(name: "Bench", now: now)
        try ground.write(authority.certificate.pem, to: "\(ground.root)/trust/root.pem")
        for (index, certificate) in authority.intermediates.enumerated() {
            try ground.write(certificate.pem, to: "\(ground.root)/trust/issuing-\(index).pem")
        }
        try ground.write(authority.rootRevocationList(now: now), to: "\(ground.root)/revocation/root.crl")
        try ground.write(authority.revocationList(now: now), to: "\(ground.root)/revocation/issuing.crl")
        let numbers = SyntheticOrganisations.numbers(tenants.joined().count)
        var serial = 0
        return try tenants.map { names in
            try names.map { name in
                defer { serial += 1 }
                return try TownParty(name, serial: serial, number: numbers[serial], authority: authority, now: now)
            }
        }
    }

    private func open() async throws {
        guard let smtp = exchange.port(.smtp), let pop3 = exchange.port(.pop3) else {
            throw BenchError("the mail exchange has no port")
        }
        for server in servers {
            try ground.makeServer(server.name)
            try MasterKey.generate(to: "\(server.directory)/master.key")
            let configuration = server.configuration(smtpPort: smtp, pop3Port: pop3)
            try ground.write(Array(configuration.utf8), to: "\(server.directory)/budstikke.yaml")
            try await server.start()
            for party in server.parties {
                let folder = recordSystems == .folders ? ground.folder(of: party) : nil
                try server.administration.add(party, folder: folder)
            }
        }
    }
}

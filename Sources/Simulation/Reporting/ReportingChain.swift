import Foundation
import Identifiers
import Synchronization

/// All parties of the yearly report on this machine, each a process of its own on a directory of its own: trustee,
/// register, and one server with the municipalities as its tenants; and the register's mail relay in this process.
final class ReportingChain: Sendable {
    let towns: [ReportingTown]
    let ground: ReportingGround
    let programs: Programs
    let post: ReportingPost
    let trustee: TrusteeParty
    let register: RegisterParty
    let portal: PortalParty
    let hall: TownsParty
    /// In the order in which they start.
    static let national: [ReportingGround.Party] = [.portal, .register, .trustee]
    private let servers = Mutex<[ReportingGround.Party: ServerProcess]>([:])

    /// Sets up the parties and starts the municipalities' server, as it would run before the season. Trustee and register
    /// have their keys and each other's, and are not running yet.
    /// - Parameter executable: one of the programs; the others lie beside it.
    static func settle(
        _ towns: [ReportingTown], season: ReportingSeason, executable: String,
        clock: @escaping @Sendable () -> Date, uuid: @Sendable () -> UUID
    ) async throws -> ReportingChain {
        let ground = try ReportingGround(root: DemoRoot.fresh(uuid: uuid()))
        do {
            let post = try await ReportingPost.open(for: towns, clock: clock)
            let chain = ReportingChain(
                towns, ground: ground, programs: Programs(beside: executable),
                keys: try ReportingKeys(now: clock()), ports: try ReportingPorts(), post: post)
            do { try await chain.settle(season) } catch {
                await chain.stop()
                throw error
            }
            return chain
        } catch {
            ground.remove()
            throw error
        }
    }

    private init(
        _ towns: [ReportingTown], ground: ReportingGround, programs: Programs, keys: ReportingKeys,
        ports: ReportingPorts, post: ReportingPost
    ) {
        self.towns = towns
        self.ground = ground
        self.programs = programs
        self.post = post
        trustee = TrusteeParty(ground: ground, keys: keys, programs: programs, ports: ports)
        register = RegisterParty(ground: ground, keys: keys, programs: programs, ports: ports, mailPort: post.port)
        portal = PortalParty(ground: ground, keys: keys, programs: programs, ports: ports, mailPort: post.port)
        hall = TownsParty(ground: ground, keys: keys, programs: programs, ports: ports)
    }

    private func settle(_ season: ReportingSeason) async throws {
        async let municipalities: Void = openHall()
        async let files: Void = settlePortal()
        async let identities: Void = trustee.settle(towns, season: season)
        async let contents: Void = register.settle(towns, season: season)
        _ = try await (municipalities, files, identities, contents)
        try await trustee.take(registerKey: register.publishedKey)
        try register.take(trusteeKey: trustee.publishedKey)
    }

    private func openHall() async throws {
        try hall.settle()
        try await start(.towns)
        for town in towns { try hall.add(town) }
    }

    private func settlePortal() async throws {
        if programs.has(.portal) { try await portal.settle() }
    }

    // MARK: - Servers

    /// Starts a party's server; returns when it can be reached.
    /// - Parameter log: the name of its log; a new one for each start keeps the earlier ones.
    func start(
        _ party: ReportingGround.Party, log: String = "serve.log", environment: [String: String] = [:]
    ) async throws {
        let server = try await programs.serve(party, on: ground, log: log, environment: environment)
        servers.withLock { $0[party] = server }
    }

    /// Ends a server as a power cut would; it may be gone already.
    func cut(_ party: ReportingGround.Party) async { await servers.withLock { $0[party] }?.cut() }

    /// Asks a server to end, and waits for it.
    func end(_ party: ReportingGround.Party) async {
        await servers.withLock { $0.removeValue(forKey: party) }?.stop()
    }

    func isRunning(_ party: ReportingGround.Party) -> Bool { servers.withLock { $0[party] }?.isRunning ?? false }

    /// What a server has written since its last start.
    func log(of party: ReportingGround.Party) -> String { servers.withLock { $0[party] }?.log ?? "" }

    /// Throws `DemoError.node` if a server has ended by itself.
    func check() throws(DemoError) {
        for server in servers.withLock({ Array($0.values) }) { try server.check() }
    }

    /// Opens the season: sets its dates at both parties, and starts those that were not running.
    func open(_ season: ReportingSeason) async throws {
        try trustee.configure(season)
        try await register.set(season)
        for party in Self.national { try await start(party) }
    }

    /// Ends everything, and removes the directories.
    func stop() async {
        let all = servers.withLock { servers in
            defer { servers = [:] }
            return Array(servers.values)
        }
        await withDiscardingTaskGroup { group in
            for server in all { group.addTask { await server.stop() } }
        }
        await post.stop()
        ground.remove()
    }

    // MARK: - What a municipality does

    /// A sealed report as `report seal` tells of it.
    struct Sealed: Sendable, Decodable {
        let submission: SubmissionID
        let folder: String
        let sequence: Int
        let persons: Int
    }

    /// How many invented persons a municipality may have that no other has.
    private static let personsOfTheirOwn = 1_000

    /// Makes an extract of invented persons whom no other municipality reports, and gives its path.
    func extract(
        of town: ReportingTown, name: String, persons: Int, seed: Int, faults: [String] = []
    ) async throws -> String {
        let path = "\(ground.extracts)/\(town.tenant.name)-\(name).xml"
        try await programs.run(
            "budstikke",
            [
                "report", "generate", "--persons", "\(persons)", "--seed", "\(seed)", "--first-person",
                "\((towns.firstIndex(of: town) ?? 0) * Self.personsOfTheirOwn)", "--year", "\(ReportingSeason.year)",
                "--municipality", town.number.digits, "--output", path,
            ] + faults.flatMap { ["--fault", $0] })
        return path
    }

    /// Seals an extract to both parties, as the municipality's contact does.
    func seal(_ extract: String, of town: ReportingTown, kind: String) async throws -> Sealed {
        try await programs.ask(
            .towns, on: ground,
            [
                "report", "seal", extract, "--tenant", town.tenant.name, "--kind", kind, "--trustee-key",
                trustee.publishedKey, "--register-key", register.publishedKey, "--output", ground.sealed,
                "--contact-role", "IPLOS-kontakt", "--contact-name", "Kontakt \(town.tenant.name)",
                "--contact-email", town.contactAddress, "--contact-phone", "68050001",
            ], as: Sealed.self)
    }

    /// Sends a sealed report; its signed receipt lies beside its folder afterwards.
    func send(_ sealed: Sealed, of town: ReportingTown, by logIn: ReportedSubmission.LogIn = .certificate) async throws
    {
        let send = ["report", "send", sealed.folder, "--tenant", town.tenant.name, "--yes"]
        switch logIn {
        case .certificate: try await programs.run(.towns, on: ground, send)
        case .pin:
            let pin = Array("\(TrusteeParty.pin(of: town))\n".utf8)
            try await programs.run(.towns, on: ground, send + ["--pin-file", "-"], input: pin)
        }
    }

    /// One submission as `report status` tells of it.
    struct Standing: Sendable, Decodable {
        let submission: String
        let countsAs: String?
        let timeline: [ReportingVerdict.Step]
    }

    /// How far a municipality's submissions have come.
    func standings(of town: ReportingTown) async throws -> [Standing] {
        try await programs.list(
            .towns, on: ground, ["report", "status", "--tenant", town.tenant.name], of: Standing.self)
    }

    /// Remarks of each submission that counts, as the register's `status` tells.
    func counting() async throws -> [SubmissionID: Int] {
        struct Unit: Decodable, Sendable {
            struct Counting: Decodable, Sendable {
                let submission: SubmissionID
                let findings: Int?
            }
            let inForce: Counting?
        }
        let units = try await programs.list(.register, on: ground, ["status"], of: Unit.self)
        let counting = units.compactMap(\.inForce).compactMap { one in one.findings.map { (one.submission, $0) } }
        return Dictionary(counting, uniquingKeysWith: { first, _ in first })
    }
}

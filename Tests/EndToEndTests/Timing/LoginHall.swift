import AsyncHTTPClient
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import TestSupport
import Testing

@testable import Simulation

/// The trustee's program with enough municipalities for thousands of wrong log-ins, and a clock that lets the hours pass
/// in which PINs would rest.
final class LoginHall: Sendable {
    /// All that a client is told, but for the hour.
    struct Answer: Hashable {
        let status: Int
        let fields: [String]
        let body: [UInt8]
    }

    /// A municipality's season has a hundred wrong ones, and a round three; an hour has three hundred, and a round four.
    private static let municipalities = 80
    private static let roundsInHour = 60
    private static let mostRounds = municipalities * 32

    private let ground: ReportingGround
    private let party: TrusteeParty
    private let clock: FaultyClock
    private let folder: TemporaryFolder
    private let organisations: [OrganisationNumber]

    /// - Parameter hashing: the setting, as it stands in the configuration.
    init(hashing: String) async throws {
        folder = try TemporaryFolder()
        ground = try ReportingGround(root: "\(folder.path)/parties")
        clock = try await FaultyClock(folder: folder.path)
        organisations = (999_000_000..<1_000_000_000).lazy.compactMap { OrganisationNumber("\($0)") }
            .prefix(Self.municipalities).map(\.self)
        party = TrusteeParty(
            ground: ground, keys: try ReportingKeys(now: Date()),
            programs: Programs(
                beside: BuiltProgram.path("budstikke")), ports: try ReportingPorts())
        try await party.settle([], season: ReportingSeason(opens: Date() - 60, ordinary: 86_400, late: 86_400))
        let file = ground.configuration(of: .trustee)
        let yaml = String(decoding: try ground.read(file), as: UTF8.self)
        try ground.write(
            yaml.replacingOccurrences(of: "hashing: {memoryKiB: 1024, passes: 1}", with: "hashing: \(hashing)"),
            to: "trustee.yaml", of: .trustee)
        let rows = (0..<Self.municipalities).map { "\(Self.number($0));Kommune \($0);\(organisations[$0]);" }
        try ground.write(
            (["number;name;organisation;districts"] + rows).joined(separator: "\n"), to: "many.csv", of: .trustee)
        try await party.run(["municipality", "import", "\(ground.directory(of: .trustee))/many.csv"])
        let pins = ["number;pin"] + (0..<Self.municipalities).map { "\(Self.number($0));\(Self.pin($0))" }
        try await party.run(["pin", "import", "-", "--plain"], input: Array(pins.joined(separator: "\n").utf8))
    }

    /// Serves for as long as `body` takes, which is given one connection.
    func open(_ body: (HTTPClient) async throws -> Void) async throws {
        let server = try await party.start(environment: clock.environment)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file("\(ground.directory(of: .trustee))/trust/issuers.pem")
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(tlsConfiguration: tls))
        do { try await body(http) } catch {
            print(server.log.suffix(1_000))
            try? await http.shutdown()
            await server.stop()
            throw error
        }
        try await http.shutdown()
        await server.stop()
    }

    /// Lets hours pass in time for a round.
    func pass(round: Int) throws {
        try #require(round < Self.mostRounds)
        guard round % Self.roundsInHour == 0 else { return }
        try clock.set(round / Self.roundsInHour * FaultyClock.hour)
    }

    /// A right log-in of the municipality whose turn it is.
    func right(_ round: Int) -> [String: String] {
        let index = (round + Self.municipalities) % Self.municipalities
        return [
            "municipality": Self.number(index), "district": "00", "organisation": organisations[index].digits,
            "pin": Self.pin(index),
        ]
    }

    /// A number that is no municipality's, not used more often than goes without a pause.
    func stranger(_ round: Int) -> String { "\(5_000 + (round + 5) / 3)" }

    /// One log-in, and the seconds until all of its answer was here.
    func logIn(
        _ http: HTTPClient, round: Int, _ fields: [String: String]
    ) async throws -> (answer: Answer, seconds: Double) {
        var request = HTTPClientRequest(url: "https://127.0.0.1:\(party.ports.sendModule)/login")
        request.method = .POST
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        request.body = .bytes(ByteBuffer(bytes: try encoder.encode(fields)))
        let begin = ContinuousClock.now
        let response = try await http.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 1 << 20)
        let elapsed = (ContinuousClock.now - begin).components
        let headers = response.headers.filter { $0.name.lowercased() != "date" }.map { "\($0.name): \($0.value)" }
        return (
            Answer(status: Int(response.status.code), fields: headers.sorted(), body: [UInt8](buffer: body)),
            Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        )
    }

    private static func number(_ index: Int) -> String { "\(4_000 + index)" }
    /// All as long as the wrong one.
    private static func pin(_ index: Int) -> String { "pin-\(1_000 + index)" }
}

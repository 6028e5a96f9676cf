import Foundation
import Identifiers
import MunicipalNode
import TestSupport
import Testing

@testable import Simulation

/// A street whose municipality's record system uses the API of the real program instead of its folder.
struct APIHouse {
    let street: Street
    let port: Int
    let token: String
    /// What `record-system add` printed, as a person sees it.
    let printed: String

    var municipality: DemoParty { street.municipality }
    var client: APIClient { APIClient(base: "http://127.0.0.1:\(port)", token: token) }

    static func with(_ body: (APIHouse) async throws -> Void) async throws {
        try await Street.with { street in
            let port = try await street.serveAPI(on: .municipalities)
            let ground = street.neighbourhood.ground
            let added = try await Command.run(
                DemoRun.program,
                [
                    "record-system", "add", "records", "--tenant", street.municipality.tenant.name, "--her",
                    street.municipality.her.description, "--config", ground.configuration(of: .municipalities),
                ])
            #expect(added.status == 0, "\(added.errorText)")
            let token = try #require(
                added.text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("bud_") }.map(String.init))
            try await body(APIHouse(street: street, port: port, token: token, printed: added.text))
        }
    }

    /// Carries out a command on the municipalities' server.
    func command(_ arguments: [String]) async throws -> Command.Outcome {
        let file = street.neighbourhood.ground.configuration(of: .municipalities)
        return try await Command.run(DemoRun.program, arguments + ["--config", file])
    }
}

extension Street {
    /// Adds `recordSystemAPI` to a node's configuration and starts it anew. Returns the port.
    ///
    /// - Parameter more: further lines of the section.
    func serveAPI(on node: NodeName, more: [String] = []) async throws -> Int {
        let port = try FreePort.any()
        let file = neighbourhood.ground.configuration(of: node)
        let lines = ["recordSystemAPI:", "  host: 127.0.0.1", "  port: \(port)"] + more.map { "  \($0)" }
        let old = try String(contentsOfFile: file, encoding: .utf8)
        try (old + lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try await cut(node)
        try await wait("the API listens") { log(of: node).contains(#""event":"api-listening""#) }
        try await wait("the node is ready") { log(of: node).contains(#""event":"ready""#) }
        return port
    }
}

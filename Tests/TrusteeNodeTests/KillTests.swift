import AsyncHTTPClient
import Foundation
import Identifiers
import NIOHTTP1
import SealedSubmission
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("The program killed in the middle of its work")
struct KillTests {
    /// One run of `budstikke-trustee serve`, by the machine's own clock.
    private struct Server {
        private let process: Process
        let port: Int

        /// Returns once the server says that it is ready.
        static func started(_ installation: Installation, log: String) async throws -> Server {
            let files = installation.scratch
            let configuration = try files.write(Array(installation.yaml.utf8), to: "trustee.yaml")
            let output = try files.write([], to: log)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke-trustee"))
            process.arguments = ["serve", "--config", configuration]
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
            try process.run()
            var port: Int?
            try await eventually("the server is ready") {
                let said = String(decoding: try files.read(log), as: UTF8.self)
                let place = said.range(of: #""sendModule":""#)
                port = place.flatMap { Int(said[$0.upperBound...].prefix { $0.isNumber }) }
                return port != nil || !process.isRunning
            }
            return Server(process: process, port: try #require(port))
        }

        func kill() {
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        func end() -> Int32 {
            process.terminate()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Asks a server as the municipality's program, logged in by PIN.
    private func asking<Value>(
        _ server: Server, _ installation: Installation, _ body: (Client) async throws -> Value
    ) async throws -> Value {
        let client = try Client(port: server.port, installation.scratch, plain: true)
        let value: Value
        do { value = try await body(client.loggedIn()) } catch {
            try await client.http.shutdown()
            throw error
        }
        try await client.http.shutdown()
        return value
    }

    /// Sends what the plan says is missing, from where each part ends.
    private func sendRest(_ sealed: SealedByMunicipality, _ client: Client) async throws {
        struct Plan: Decodable {
            struct Part: Decodable {
                let name: String
                let offset: Int
            }
            let parts: [Part]
        }
        let answer = try await client.send(.PUT, "/submissions/\(sealed.id)/manifest", sealed.manifest)
        let plan = try JSONDecoder().decode(Plan.self, from: Data(answer.body))
        #expect(plan.parts.prefix(3).map(\.offset) == [sealed.parts[0].bytes.count, 100, 0])
        for (part, entry) in zip(sealed.parts, plan.parts) {
            try #require("\(part.entry.name)" == entry.name)
            guard entry.offset < part.bytes.count else { continue }
            let rest = try await client.send(
                .PATCH, "/submissions/\(sealed.id)/parts/\(entry.name)", Array(part.bytes[entry.offset...]),
                offset: entry.offset)
            try #require(rest.status == 204)
        }
    }

    @Test(
        "T-127 killed in the middle of an upload, of the pseudonymisation and of the push, it goes on to the same results"
    )
    func killed() async throws {
        var installation = try Installation(now: Date())
        let register = FakeRegister()
        let numbers = (0..<120).map { SyntheticPerson.number($0).identityNumber }
        // Out of the season a test goes the whole way.
        let sealed = try SealedByMunicipality(
            installation, identities: numbers.map { Array($0.utf8) }, kind: .test)
        let path = "/submissions/\(sealed.id)"
        try await register.serving { registerPort in
            installation.registerPort = registerPort
            _ = try await installation.prepared()
            let outbox = installation.scratch.path("data/outbox/\(sealed.id)")

            let first = try await Server.started(installation, log: "1.log")
            try await asking(first, installation) { (client: Client) async throws -> Void in
                _ = try await client.send(.PUT, path + "/manifest", sealed.manifest)
                for (part, octets) in zip(sealed.parts, [sealed.parts[0].bytes.count, 100]) {
                    _ = try await client.send(
                        .PATCH, "\(path)/parts/\(part.entry.name)", Array(part.bytes.prefix(octets)), offset: 0)
                }
            }
            first.kill()

            let second = try await Server.started(installation, log: "2.log")
            let receipt = try await asking(second, installation) { client in
                try await sendRest(sealed, client)
                let end = try await client.send(.POST, path + "/complete")
                try #require(end.status == 200)
                return end.body
            }
            try await eventually("the map is begun") { FileManager.default.fileExists(atPath: outbox) }
            second.kill()

            let third = try await Server.started(installation, log: "3.log")
            try await eventually("the push is begun") { register.bodies["\(path)/map"] != nil }
            third.kill()
            let pushed = register.bodies

            let fourth = try await Server.started(installation, log: "4.log")
            try await asking(fourth, installation) { (client: Client) async throws -> Void in
                let again = try await client.send(.PUT, path + "/manifest", sealed.manifest)
                #expect(again.body == receipt)
                try await eventually("it is delivered") {
                    try await client.send(.GET, path).text.contains(#""state":"delivered""#)
                }
            }
            #expect(pushed.allSatisfy { register.bodies[$0.key] == $0.value })
            fourth.kill()

            let fifth = try await Server.started(installation, log: "5.log")
            try await asking(fifth, installation) { (client: Client) async throws -> Void in
                let status = try await client.send(.GET, path)
                #expect(status.text.contains(#""state":"delivered""#))
                let again = try await client.send(.PUT, path + "/manifest", sealed.manifest)
                #expect(again.body == receipt)
            }
            #expect(fifth.end() == 0)
        }
        let outcomes = try register.outcomes(sealed, installation)
        #expect(outcomes.count == 120 && outcomes.allSatisfy { if case .pseudonym = $0 { true } else { false } })
        for number in [numbers[0], numbers[119]] {
            #expect(PlantedNumber(number).files(below: installation.scratch.path("data")) == [])
            for name in ["1.log", "2.log", "3.log", "4.log", "5.log"] {
                let log = String(decoding: try installation.scratch.read(name), as: UTF8.self)
                #expect(!log.contains(number))
            }
        }
    }
}

import AsyncHTTPClient
import CommandOutcome
import Foundation
import Identifiers
import NIOHTTP1
import SealedSubmission
import TestSupport
import Testing

@testable import TrusteeNode

@Suite("The program killed in the middle of its work")
struct KillTests {
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

    @Test(
        "T-127 cut at each place of a look-up, nothing that was said is lost, and the answer is never given twice"
    )
    func lookup() async throws {
        let installation = try Installation(now: Date())
        _ = try await installation.prepared()
        let (kari, ola) = (Person.kari(installation), Person.ola(installation))
        let subject = Array(SyntheticPerson.number(1).identityNumber.utf8)
        let request = ["mapping", "request", "-", "--reason", "Case 17/123"]

        func cut(_ place: String, _ person: Person, _ command: [String], input: [UInt8] = []) async throws {
            let server = try await Server.started(installation, log: "\(place).log", cutAt: place)
            let outcome = try await person.run(command, input: input)
            #expect(outcome.status == ExitStatus.unavailable.rawValue, "\(outcome.errorText)")
            #expect(outcome.text.isEmpty)
            try await server.wasCut(at: place)
        }
        func listed(_ server: Server) async throws -> String { try await ola.run(["mapping", "list"]).text }

        try await cut("permitRequested", kari, request, input: subject)
        let first = try await Server.started(installation, log: "1.log")
        #expect(try await listed(first).contains("#1001"))
        first.kill()
        try await cut("permitApproved", ola, ["mapping", "approve", "1", "--yes"])
        let second = try await Server.started(installation, log: "2.log")
        #expect(try await listed(second) == "There are no requests.\n")
        second.kill()
        try await cut("lookupUsed", kari, ["mapping", "answer", "1"])
        let third = try await Server.started(installation, log: "3.log")
        let again = try await kari.run(["mapping", "answer", "1"])
        #expect(again.status == ExitStatus.notPermitted.rawValue)
        #expect(again.errorText.contains("has been used"))
        #expect(try await kari.run(["audit", "verify"]).status == 0)
        #expect(third.end() == 0)
        #expect(PlantedNumber(String(decoding: subject, as: UTF8.self)).files(below: installation.scratch.path) == [])
    }

    @Test("T-127 cut at each place of a change of pseudonyms it goes on, and the register gets one map")
    func rekey() async throws {
        var installation = try Installation(now: Date())
        let register = FakeRegister()
        try await register.serving { port in
            installation.registerPort = port
            _ = try await installation.prepared()
            let (kari, ola) = (Person.kari(installation), Person.ola(installation))
            let numbers = (0..<40).map { Array(SyntheticPerson.number($0).identityNumber.utf8) }

            let first = try await Server.started(installation, log: "1.log")
            let before = try SealedByMunicipality(installation, identities: numbers, kind: .test)
            try await delivered(before, first, installation)
            try await kari.ask(["rekey", "request", "--reason", "a new year"])
            try await ola.ask(["rekey", "approve", "1", "--yes"])
            #expect(first.end() == 0)

            let begun = try await Server.started(installation, log: "begun.log", cutAt: "rekeyBegun")
            let outcome = try await kari.run(["rekey", "begin", "1", "--yes"])
            #expect(outcome.status == ExitStatus.unavailable.rawValue)
            try await begun.wasCut(at: "rekeyBegun")
            // The service goes on by itself: it is cut on its way, each time a step further.
            for place in ["rekeyCopied", "rekeyMapWritten", "rekeyActivated"] {
                try await Server.started(installation, log: "\(place).log", cutAt: place).wasCut(at: place)
            }
            let statements = register.bodies.keys.filter { $0.hasSuffix("/statement") }
            #expect(statements.count == 1)
            register.forget()

            let last = try await Server.started(installation, log: "2.log")
            let status = try await kari.ask(["status"])
            #expect(status["generationBeingMade"] == nil)
            let after = try SealedByMunicipality(installation, sequence: 2, identities: numbers, kind: .test)
            try await delivered(after, last, installation)
            #expect(!register.order.contains { $0.contains("/rekey/") })
            let vaults = try FileManager.default.contentsOfDirectory(atPath: installation.scratch.path("data"))
                .filter { $0.hasPrefix("vault-") && $0.hasSuffix(".sqlite") }
            #expect(vaults == ["vault-iplos-2.sqlite"])
            #expect(try await kari.run(["audit", "verify"]).status == 0)
            #expect(last.end() == 0)
        }
    }

    /// Sends a submission, and waits until the register has it.
    private func delivered(
        _ sealed: SealedByMunicipality, _ server: Server, _ installation: Installation
    ) async throws {
        try await asking(server, installation) { (client: Client) async throws -> Void in
            _ = try await client.deliver(sealed)
            try await eventually("it is delivered") {
                try await client.send(.GET, "/submissions/\(sealed.id)").text.contains(#""state":"delivered""#)
            }
        }
    }
}

import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("The program as a server")
struct ServeTests {
    /// One run of `budstikke-register serve`.
    private final class Server {
        private let process = Process()
        private let output = Pipe()
        private(set) var port = 0

        /// Returns once the server says that it is ready.
        init(_ scene: NodeScene) throws {
            process.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke-register"))
            process.arguments = ["serve", "--config", scene.scratch.path("register.yaml")]
            process.standardOutput = output
            try process.run()
            let said = log(until: #""event":"ready""#)
            let place = said.range(of: "127.0.0.1:")
            port = place.flatMap { Int(said[$0.upperBound...].prefix { $0.isNumber }) } ?? 0
        }

        /// What it logs from now on, to the end of the line that holds these words, or to its end.
        private func log(until words: String) -> String {
            var said = ""
            while said.range(of: words).map({ said[$0.upperBound...].contains("\n") }) != true {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                said += String(decoding: more, as: UTF8.self)
            }
            return said
        }

        /// Asks it to read its files anew.
        func hangUp(until words: String) -> String {
            Glibc.kill(process.processIdentifier, SIGHUP)
            return log(until: words)
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

    @Test("T-127 killed between two parts, the next server goes on where the first was; asked to end, it ends with 0")
    func killed() async throws {
        let scene = try NodeScene()
        let delivery = try scene.delivery()
        let place = "/submissions/\(delivery.id)"
        let first = try Server(scene)
        try await PushClient.with(scene, port: first.port, showing: scene.trustee) { client in
            _ = try await client.send(.put, place + "/manifest", delivery.manifest)
            _ = try await client.send(.put, place + "/parts/content-0002", delivery.content[1].bytes)
            #expect(try await client.complete(delivery.id).word == "notBegun")
        }
        first.kill()
        let second = try Server(scene)
        try await PushClient.with(scene, port: second.port, showing: scene.trustee) { client in
            let map = try await client.send(.put, place + "/map", delivery.statement)
            #expect(map.wanted == ["content-0001", "map-0001"])
            try await client.push(delivery)
            #expect(try await client.complete(delivery.id).word == "received")
        }
        second.kill()
        let third = try Server(scene)
        try await PushClient.with(scene, port: third.port, showing: scene.trustee) { client in
            let known = try await client.complete(delivery.id)
            #expect(known.word == "known")
        }
        // A command beside the server is answered by it.
        let status = try await Command.run(
            BuiltProgram.path("budstikke-register"),
            ["status", "--json", "--config", scene.scratch.path("register.yaml")])
        #expect(status.status == 0 && status.text.contains(delivery.id.text))
        #expect(third.end() == 0)
        #expect(!FileManager.default.fileExists(atPath: scene.configuration.controlSocket))
    }
    @Test("SIGHUP with a file that cannot be used changes nothing and says so; once it is gone, the files are taken")
    func hangUp() throws {
        let scene = try NodeScene()
        let server = try Server(scene)
        let file = try scene.scratch.write(Array("no certificate".utf8), to: "trust/other.pem")
        #expect(server.hangUp(until: "reload-refused").contains("Nothing was changed. It did not work"))
        try FileManager.default.removeItem(atPath: file)
        #expect(server.hangUp(until: "trust-read").contains(#""event":"trust-read""#))
        #expect(server.end() == 0)
    }
}

import Foundation
import Glibc
import Testing

@testable import Simulation

extension EndToEnd {
    /// Reloading and ending, through the real program under load (U-48, U-49, T-077).
    @Suite(.serialized) struct ReloadTests {
        @Test("T-077 a storm of SIGHUP and then SIGTERM: each server ends in order, nothing lost, nothing twice")
        func storm() async throws {
            try await withStreet { street in
                let nodes = [NodeName.hospital, .municipalities]
                var ids = try await street.submit(40)
                let processes = try nodes.map { try #require(Serving.process(of: $0, on: street)) }
                for round in 0..<1000 {
                    for process in processes { kill(process, SIGHUP) }
                    if round.isMultiple(of: 50) { try await street.recordSystemsWork() }
                }
                ids += try await street.submit(20)
                for process in processes { kill(process, SIGTERM) }
                for process in processes { kill(process, SIGHUP) }
                for node in nodes {
                    try await Serving.until("\(node) has ended") { !street.neighbourhood.fleet.isRunning(node) }
                    let log = Serving.log(of: node, on: street)
                    #expect(log.contains(#""event":"ended""#), "\(log.suffix(600))")
                    #expect(log.contains(#""event":"reloaded""#))
                    #expect(!log.contains("reload-refused"))
                    try await street.cut(node)
                }
                let told = try await street.settle(ids, within: 120)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
                #expect(await street.handedOver().allSatisfy { $0.value == 1 })
                #expect(try street.acknowledgments().allSatisfy { $0.value.count == 1 })
            }
        }

        @Test("U-48 `reload` takes a new mailbox into use, refuses a faulty file with 78, and the server works on")
        func reload() async throws {
            try await withStreet { street in
                let file = street.neighbourhood.ground.configuration(of: .municipalities)
                let good = try String(contentsOfFile: file, encoding: .utf8)
                func reload(_ text: String) throws -> DemoRun.Outcome {
                    try text.write(toFile: file, atomically: true, encoding: .utf8)
                    return try DemoRun.execute(DemoRun.program, ["reload", "--json", "--config", file])
                }
                let faulty = try DemoRun.execute(DemoRun.program, ["config", "check", "--config", file])
                #expect(faulty.exitCode == 0)
                let known = try reload(
                    good.replacingOccurrences(of: "logLevel: notice", with: "workers: 3\nlogLevel: info"))
                #expect(known.exitCode == 0, "\(known.errors)")
                let answer = try JSONDecoder().decode(Answer.self, from: known.output)
                #expect(answer.changed == ["logLevel"])
                #expect(answer.needRestart == ["workers"])
                #expect(!answer.dryRun)
                // The command reads the file too, so it is the running server that is sent the signal here.
                try good.replacingOccurrences(of: "language: en", with: "langauge: en")
                    .write(toFile: file, atomically: true, encoding: .utf8)
                let process = try #require(Serving.process(of: .municipalities, on: street))
                kill(process, SIGHUP)
                try await Serving.until("the refusal is logged") {
                    let log = Serving.log(of: .municipalities, on: street)
                    return log.contains("reload-refused: nothing was changed") && log.contains("langauge")
                }
                let refused = try DemoRun.execute(DemoRun.program, ["reload", "--config", file])
                #expect(refused.exitCode == 78)
                let ids = try await street.submit(3)
                let told = try await street.settle(ids, within: 60)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
            }
        }

        @Test("U-48 a mailbox whose password was wrong is read soon after the right one is there and SIGHUP came")
        func password() async throws {
            try await withStreet { street in
                let ground = street.neighbourhood.ground
                let file = ground.passwordFile(of: street.municipality, on: .municipalities)
                let right = try Data(contentsOf: URL(fileURLWithPath: file))
                try ground.write(Array("wrong\n".utf8), to: file)
                let ids = try await street.submit(3)
                try await Serving.until("log-in fails") {
                    Serving.log(of: .municipalities, on: street).contains("a mailbox cannot be read")
                }
                try ground.write(Array(right), to: file)
                kill(try #require(Serving.process(of: .municipalities, on: street)), SIGHUP)
                let told = try await street.settle(ids, within: 60)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
            }
        }

        private struct Answer: Decodable {
            let changed: [String]
            let needRestart: [String]
            let dryRun: Bool
        }

        private func withStreet(_ body: (Street) async throws -> Void) async throws {
            let street = try await Street.open()
            do { try await body(street) } catch {
                await street.close()
                throw error
            }
            await street.close()
        }
    }
}

/// A node's process as the machine shows it.
private enum Serving {
    struct TooLong: Error { let what: String }

    /// The process that serves with this node's configuration.
    static func process(of node: NodeName, on street: Street) -> Int32? {
        let file = street.neighbourhood.ground.configuration(of: node)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.first { process in
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
            let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return words.contains("serve") && words.last == file
        }
    }

    static func log(of node: NodeName, on street: Street) -> String {
        let path = "\(street.neighbourhood.ground.directory(of: node))/serve.log"
        return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    static func until(_ what: String, _ holds: () -> Bool) async throws {
        for _ in 0..<1200 {
            if holds() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TooLong(what: what)
    }
}

import Foundation
import Glibc
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// Reloading and ending, through the real program under load (U-48, U-49, T-077).
    @Suite(.serialized) struct ReloadTests {
        @Test("T-077 a storm of SIGHUP and then SIGTERM: each server ends in order, nothing lost, nothing twice")
        func storm() async throws {
            try await Street.with { street in
                let nodes = [NodeName.hospital, .municipalities]
                var ids = try await street.submit(40)
                let processes = try nodes.map { try #require(street.neighbourhood.fleet.identifier(of: $0)) }
                for round in 0..<1000 {
                    for process in processes { kill(process, SIGHUP) }
                    if round.isMultiple(of: 50) { try await street.recordSystemsWork() }
                }
                ids += try await street.submit(20)
                for process in processes { kill(process, SIGTERM) }
                for process in processes { kill(process, SIGHUP) }
                for node in nodes {
                    try await street.wait("\(node) has ended") { !street.neighbourhood.fleet.isRunning(node) }
                    let log = street.log(of: node)
                    #expect(log.contains(#""event":"ended""#), "\(log.suffix(600))")
                    #expect(log.contains(#""event":"reloaded""#))
                    #expect(!log.contains("reload-refused"))
                    try await street.cut(node)
                }
                let told = try await street.settle(ids, within: 120)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
                #expect(await street.handedOver().allSatisfy { $0.value == 1 })
                #expect(street.acknowledgments().allSatisfy { $0.value.count == 1 })
            }
        }

        @Test("U-48 `reload` takes a new mailbox into use, refuses a faulty file with 78, and the server works on")
        func reload() async throws {
            try await Street.with { street in
                let file = street.neighbourhood.ground.configuration(of: .municipalities)
                let good = try String(contentsOfFile: file, encoding: .utf8)
                func reload(_ text: String) async throws -> Command.Outcome {
                    try text.write(toFile: file, atomically: true, encoding: .utf8)
                    return try await Command.run(DemoRun.program, ["reload", "--json", "--config", file])
                }
                let faulty = try await Command.run(DemoRun.program, ["config", "check", "--config", file])
                #expect(faulty.status == 0)
                let known = try await reload(
                    good.replacingOccurrences(of: "logLevel: notice", with: "workers: 3\nlogLevel: info"))
                #expect(known.status == 0, "\(known.errorText)")
                let answer = try JSONDecoder().decode(Answer.self, from: Data(known.output))
                #expect(answer.changed == ["logLevel"])
                #expect(answer.needRestart == ["workers"])
                #expect(!answer.dryRun)
                // The command reads the file too, so it is the running server that is sent the signal here.
                try good.replacingOccurrences(of: "language: en", with: "langauge: en")
                    .write(toFile: file, atomically: true, encoding: .utf8)
                let process = try #require(street.neighbourhood.fleet.identifier(of: .municipalities))
                kill(process, SIGHUP)
                try await street.wait("the refusal is logged") {
                    let log = street.log(of: .municipalities)
                    return log.contains(#""event":"reload-refused""#) && log.contains("langauge")
                }
                let refused = try await Command.run(DemoRun.program, ["reload", "--config", file])
                #expect(refused.status == 78)
                let ids = try await street.submit(3)
                let told = try await street.settle(ids, within: 60)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
            }
        }

        @Test("U-48 a mailbox whose password was wrong is read soon after the right one is there and SIGHUP came")
        func password() async throws {
            try await Street.with { street in
                let ground = street.neighbourhood.ground
                let file = ground.passwordFile(of: street.municipality, on: .municipalities)
                let right = try Data(contentsOf: URL(fileURLWithPath: file))
                try ground.write(Array("wrong\n".utf8), to: file)
                let ids = try await street.submit(3)
                try await street.wait("log-in fails") {
                    street.log(of: .municipalities).contains("a mailbox cannot be read")
                }
                try ground.write(Array(right), to: file)
                kill(try #require(street.neighbourhood.fleet.identifier(of: .municipalities)), SIGHUP)
                let told = try await street.settle(ids, within: 60)
                #expect(ids.filter { told[$0] != Street.success }.isEmpty)
            }
        }

        private struct Answer: Decodable {
            let changed: [String]
            let needRestart: [String]
            let dryRun: Bool
        }
    }
}

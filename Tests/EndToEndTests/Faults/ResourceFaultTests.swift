import Foundation
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// A machine that gives a server no more files or no more memory, and two servers on one data directory.
    @Suite(.serialized) struct ResourceFaultTests {
        private static let sides = [NodeName.hospital, .municipalities]

        @Test("T-066 no more files can be opened: it is said, the server stays up and goes on when it may again")
        func files() async throws {
            try await Street.with { street in
                var ids: [String] = []
                let processes = try Self.sides.map { try #require(street.neighbourhood.fleet.identifier(of: $0)) }
                // Below every number in use: what is open stays open, nothing new is opened.
                for process in processes { try await limit(process, "--nofile=3:") }
                ids += try await street.submit(6)
                for node in Self.sides {
                    try await street.wait("\(node) says what it cannot do") {
                        let log = street.log(of: node)
                        return log.contains("a mailbox cannot be read")
                            && log.contains("a record system's folder cannot be used")
                    }
                    #expect(street.neighbourhood.fleet.isRunning(node))
                }
                for process in processes { try await limit(process, "--nofile=1024:") }
                try await street.expectArrival(of: ids)
            }
        }

        @Test("T-066 no more memory: the server goes on, or ends and is started again; nothing lost, nothing doubled")
        func memory() async throws {
            try await Street.with { street in
                var ids: [String] = []
                for node in Self.sides {
                    #expect(
                        !street.log(of: node).contains("memory-unguarded"),
                        "no fault of memory is taken for one of a message")
                    let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                    try await limit(process, "--as=1048576:unlimited")
                    ids += try await street.submit(8)
                    for _ in 0..<20 where street.neighbourhood.fleet.isRunning(node) {
                        try await street.recordSystemsWork()
                        try await Task.sleep(for: .milliseconds(50))
                    }
                    if street.neighbourhood.fleet.isRunning(node) {
                        try await limit(process, "--as=unlimited:unlimited")
                    } else {
                        try await street.restart(node)
                    }
                }
                try await street.expectArrival(of: ids)
            }
        }

        @Test("T-078 a second server on the same data is refused with a sentence, and the first is not disturbed")
        func secondServer() async throws {
            try await Street.with { street in
                let configuration = street.neighbourhood.ground.configuration(of: .municipalities)
                let second = try await Command.run(DemoRun.program, ["serve", "--config", configuration])
                let words = second.text + second.errorText
                #expect(second.status == 75, "\(words)")
                #expect(words.contains("data directory") || words.contains("already"), "\(words)")
                try await street.expectArrival(of: try await street.submit(2))
            }
        }

        private func limit(_ process: Int32, _ limit: String) async throws {
            let outcome = try await Command.run("/usr/bin/prlimit", ["--pid", "\(process)", limit])
            try #require(outcome.status == 0, "\(outcome.errorText)")
        }
    }
}

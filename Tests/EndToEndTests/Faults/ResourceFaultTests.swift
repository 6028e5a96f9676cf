import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// A machine that gives a server no more files or no more memory, and two servers on one data directory.
    @Suite(.serialized) struct ResourceFaultTests {
        private static let sides = [NodeName.hospital, .municipalities]

        @Test("T-066 no more files can be opened: it is said, the server stays up and goes on when it may again")
        func files() async throws {
            try await Street.visit { street in
                var ids: [String] = []
                let processes = try Self.sides.map { try #require(street.neighbourhood.fleet.identifier(of: $0)) }
                // Below every number in use: what is open stays open, nothing new is opened.
                for process in processes { try limit(process, "--nofile=3:") }
                ids += try await street.submit(6)
                for node in Self.sides {
                    try await street.wait("\(node) says what it cannot do") {
                        let log = street.log(of: node)
                        return log.contains("a mailbox cannot be read")
                            && log.contains("a record system's folder cannot be used")
                    }
                    #expect(street.neighbourhood.fleet.isRunning(node))
                }
                for process in processes { try limit(process, "--nofile=1024:") }
                try await street.verify(ids)
            }
        }

        @Test("T-066 no more memory: the server goes on, or ends and is started again; nothing lost, nothing doubled")
        func memory() async throws {
            try await Street.visit { street in
                var ids: [String] = []
                for node in Self.sides {
                    let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                    try limit(process, "--as=1048576:unlimited")
                    ids += try await street.submit(8)
                    for _ in 0..<20 where street.neighbourhood.fleet.isRunning(node) {
                        try await street.recordSystemsWork()
                        try await Task.sleep(for: .milliseconds(50))
                    }
                    if street.neighbourhood.fleet.isRunning(node) {
                        try limit(process, "--as=unlimited:unlimited")
                    } else {
                        try await street.restart(node)
                    }
                }
                try await street.verify(ids)
            }
        }

        @Test("T-078 a second server on the same data is refused with a sentence, and the first is not disturbed")
        func secondServer() async throws {
            try await Street.visit { street in
                let configuration = street.neighbourhood.ground.configuration(of: .municipalities)
                let second = try DemoRun.execute(DemoRun.program, ["serve", "--config", configuration])
                let words = String(decoding: second.output, as: UTF8.self) + second.errors
                #expect(second.exitCode == 75, "\(words)")
                #expect(words.contains("data directory") || words.contains("already"), "\(words)")
                try await street.verify(try await street.submit(2))
            }
        }

        private func limit(_ process: Int32, _ limit: String) throws {
            let outcome = try DemoRun.execute("/usr/bin/prlimit", ["--pid", "\(process)", limit])
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
        }
    }
}

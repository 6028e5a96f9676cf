import CMS
import Foundation
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// A known identity number is in every document that passes; it must be in nothing the servers keep (M-002).
    @Suite(.serialized) struct PlantedIdentityTests {
        private static let number = SyntheticPerson.number(7).identityNumber
        private static let planted = PlantedNumber(number)

        @Test("M-002 a planted identity number is in no database, WAL, free page, log, queue, temporary file or core")
        func nowhere() async throws {
            try await Street.with { street in
                // What a careless line would say, it says now; and nothing but the server itself keeps a core from the disk.
                for node in Street.nodes { try await street.cut(node, environment: ["BUDSTIKKE_LOG_LEVEL": "debug"]) }
                let ids = try await street.submit(20) + street.submitBack(20)
                let told = try await street.settle(ids, within: 60)
                #expect(ids.allSatisfy { told[$0] == Street.success })
                // More on its way, and then a crash, so that nothing is tidied away: databases and logs as they stand.
                _ = try await street.submit(20)
                for node in Street.nodes {
                    try await street.abort(node)
                    #expect(!street.log(of: node).contains("Registers"), "no memory in the log")
                }
                let ground = street.neighbourhood.ground
                for node in NodeName.allCases {
                    #expect(Self.planted.files(below: ground.directory(of: node)) == [])
                }
                // The search can find it: a record system's folder is that system's own zone, and the document lies there.
                #expect(!Self.planted.files(below: ground.folder(of: street.municipality)).isEmpty)
            }
        }

        @Test("M-002 T-047 a server that crashes leaves no core, where another program leaves one")
        func core() async throws {
            let pattern = try String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)
            try await Street.with { street in
                for node in Street.nodes {
                    let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                    let limits = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8)
                    let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
                    #expect(line.split(whereSeparator: \.isWhitespace).dropFirst(4).prefix(2) == ["0", "0"])
                }
                try await street.abort(.practice)
                let configuration = street.neighbourhood.ground.configuration(of: .practice)
                let own = try await Self.coreLeft(by: "'\(DemoRun.program)' serve --config '\(configuration)'")
                #expect(own == [])
                // Only a relative pattern leaves the core where this test can look for it.
                guard !pattern.hasPrefix("|"), !pattern.hasPrefix("/") else { return }
                #expect(try await Self.coreLeft(by: "sleep 60").count == 1)
            }
        }

        @Test("the search finds a number however it is written")
        func control() throws {
            let folder = try TemporaryFolder()
            let number = Self.number
            let utf16 = number.utf16.flatMap { [UInt8($0 & 0xFF), 0] }
            let forms: [[UInt8]] = [
                Array(number.utf8), utf16, [0] + utf16.dropLast(),
                Array(number.utf8.map { String(format: "%02x", $0) }.joined().utf8),
                Array(Data("\(number)x".utf8).base64EncodedString().utf8),
                Array(Data("a\(number)x".utf8).base64EncodedString().utf8),
                Array(Data("ab\(number)xyz".utf8).base64EncodedString().utf8),
                Gzip.deflate(Array("<Id>\(number)</Id>".utf8)),
                [0x78, 0x9C] + Gzip.deflate(Array("<Id>\(number)</Id>".utf8)).dropFirst(10),
            ]
            for (index, form) in forms.enumerated() {
                try Data([1, 2] + form + [3]).write(to: URL(fileURLWithPath: "\(folder.path)/\(index)"))
            }
            try Data([1]).write(to: URL(fileURLWithPath: "\(folder.path)/about \(number)"))
            try Data("\(number.dropLast())".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/something else"))
            #expect(Self.planted.files(below: folder.path).count == forms.count + 1)
        }

        /// Starts a program where cores are allowed and welcome, ends it by SIGABRT, and returns the names of what lies in
        /// its directory then.
        private static func coreLeft(by program: String) async throws -> [String] {
            let folder = try TemporaryFolder()
            let script = """
                cd '\(folder.path)' && ulimit -c unlimited && { exec \(program); } >/dev/null 2>&1 &
                for i in $(seq 200); do [ -e /proc/$!/exe ] && [ "$(cat /proc/$!/comm)" != bash ] && break; sleep 0.05; done
                sleep 0.5; kill -ABRT $!; wait $!; [ $? = 134 ]
                """
            let outcome = try await Command.run("bash", ["-c", script])
            #expect(outcome.status == 0, "ended by SIGABRT: \(outcome.errorText)")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        }
    }
}

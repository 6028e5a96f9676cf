import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What each party's program can name at all, by the symbols in the built programs (Docs/Decisions/0013).
    ///
    /// `Scripts/check` holds the import lines against the table; this holds what was linked, which also comes by way of
    /// others.
    @Suite("What is linked into each program") struct LinkedPartsTests {
        /// The parts of ours that a program may never hold.
        private static let barred: [(program: String, parts: [String])] = [
            (
                "budstikke-trustee",
                ["IplosContent", "IplosExtract", "ControlReport", "Register", "RegisterNode", "Reporting", "Exchange"]
            ),
            (
                "budstikke-register",
                ["NationalIdentity", "IplosExtract", "Trustee", "TrusteeNode", "SendModule", "Reporting", "Exchange"]
            ),
        ]
        /// And one that shows that the search finds what is there.
        private static let held = [
            "budstikke-trustee": ["Trustee", "NationalIdentity", "SealedSubmission"],
            "budstikke-register": ["Register", "IplosContent", "ControlReport"],
            "budstikke": ["NationalIdentity", "IplosContent", "Exchange"],
        ]

        @Test("I-032 the register's program links no identity and no exchange, the trustee's no content")
        func parts() async throws {
            for (program, parts) in Self.barred {
                let modules = try await Self.modules(in: program)
                #expect(modules.isDisjoint(with: parts), "\(program): \(modules.intersection(parts))")
            }
        }

        @Test("the symbols of a program tell which parts it holds")
        func control() async throws {
            for (program, parts) in Self.held {
                let modules = try await Self.modules(in: program)
                #expect(modules.isSuperset(of: parts), "\(program)")
            }
        }

        /// The Swift modules whose code is in the program: `$s`, the length of the module's name, and the name.
        private static func modules(in program: String) async throws -> Set<String> {
            let listed = try await Command.run("nm", ["--defined-only", BuiltProgram.path(program)])
            try #require(listed.status == 0, "\(listed.errorText)")
            var modules: Set<String> = []
            for line in listed.text.split(separator: "\n") {
                guard let symbol = line.split(separator: " ").last, symbol.hasPrefix("$s") else { continue }
                let digits = symbol.dropFirst(2).prefix { $0.isNumber }
                guard let length = Int(digits), length > 0 else { continue }
                modules.insert(String(symbol.dropFirst(2 + digits.count).prefix(length)))
            }
            return modules
        }
    }
}

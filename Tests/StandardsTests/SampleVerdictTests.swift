import Foundation
import MunicipalNode
import Testing

/// The samples held against the verdicts that the standards give them, as `sample-verdicts.txt` lists them.
@Suite("What validate says of the national samples", .enabled(if: HealthStandards.folder != nil))
struct SampleVerdictTests {
    /// The samples were made between 2004 and 2025.
    private static let now = Date(timeIntervalSince1970: 1_795_253_400)

    @Test("Every sample gets the verdict that the standards give it: none accepted wrongly, none refused wrongly")
    func verdicts() throws {
        var options = FileValidation.Options()
        options.schemas = HealthStandards.path("xsd")
        let validation = try FileValidation(options, now: Self.now)
        let expected = try Self.expected()
        #expect(expected.count > 300)
        for sample in expected {
            let bytes = try HealthStandards.bytes("samples/\(sample.path)")
            let file = validation.validate(bytes, name: sample.path)
            let rules = file.findings.filter { $0.outcome == .refused && $0.severity == "error" }.map(\.rule)
            #expect(
                (file.verdict != .refused) == (sample.verdict == "accept"),
                "\(sample.path): \(file.verdict.rawValue) for \(rules), by \(sample.reason)")
        }
    }

    @Test("Every sample file has its verdict, or says in words why it has none; no line is about a file that is gone")
    func complete() throws {
        let expected = try Self.expected()
        let listed = Set(expected.map(\.path))
        #expect(listed.count == expected.count, "each once")
        #expect(listed == Set(HealthStandards.files(in: "samples")))
        for sample in expected where sample.verdict == "none" {
            #expect(sample.reason.split(separator: " ").count > 5, "\(sample.path)")
        }
    }

    /// `accept`, `refuse` or `none`; the clause, or why there is no verdict; the path below the samples.
    private static func expected() throws -> [(verdict: String, reason: String, path: String)] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "sample-verdicts.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                let fields = line.split(separator: "\t").map(String.init)
                try #require(fields.count == 3 && ["accept", "refuse", "none"].contains(fields[0]))
                return (fields[0], fields[1], fields[2])
            }
    }
}

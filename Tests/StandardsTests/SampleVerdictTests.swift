import Foundation
import MunicipalNode
import Testing

/// The samples of messages held against the verdicts that were written down before the rules were.
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
                (file.verdict != .refused) == sample.isAccepted,
                "\(sample.path): \(file.verdict.rawValue) for \(rules), by \(sample.clause)")
        }
    }

    private static func expected() throws -> [(isAccepted: Bool, clause: String, path: String)] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "sample-verdicts.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                let fields = line.split(separator: "\t").map(String.init)
                try #require(fields.count == 3 && ["accept", "refuse"].contains(fields[0]))
                return (fields[0] == "accept", fields[1], fields[2])
            }
    }
}

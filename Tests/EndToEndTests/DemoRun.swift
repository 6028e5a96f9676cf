import Foundation
import TestSupport
import Testing

/// One run of `budstikke demo --once --json --keep DIR`, exchange and report, shared by the tests that look at what it left.
struct DemoRun: Sendable {
    struct Report: Decodable, Sendable {
        struct State: Decodable, Sendable {
            let transport: String
            let application: String
        }
        struct Step: Decodable, Sendable {
            let at: String
            let step: String
            let actor: String
        }
        struct Message: Decodable, Sendable {
            let messageId: String?
            let action: String?
            let transport: String
            let application: String
            let expected: State
            let attempts: Int
            let steps: [Step]
        }
        let schemaVersion: Int
        let ok: Bool
        let messages: [Message]
        let reporting: ReportingVerdicts?
    }

    struct Manifest: Decodable, Sendable {
        struct Mail: Decodable, Sendable {
            let file: String
            let kind: String
            let messageId: String?
            let refToMessageId: String?
            let lost: Bool
        }
        struct Document: Decodable, Sendable {
            let messageId: String?
            let delivered: [String]
        }
        let mails: [Mail]
        let documents: [Document]
    }

    let exitCode: Int32
    let report: Report
    let manifest: Manifest
    /// The directory of `--keep`.
    let kept: String
    /// Directories of the demo's own that are still there.
    let leftDirectories: [String]

    static let shared = Task { try await perform() }

    static let program = BuiltProgram.path("budstikke")

    private static func perform() async throws -> DemoRun {
        let kept = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        let before = Set(try ownDirectories())
        let outcome = try await Command.run(program, ["demo", "--once", "--json", "--keep", kept])
        let manifest = try Data(contentsOf: URL(fileURLWithPath: "\(kept)/manifest.json"))
        return DemoRun(
            exitCode: outcome.status, report: try JSONDecoder().decode(Report.self, from: Data(outcome.output)),
            manifest: try JSONDecoder().decode(Manifest.self, from: manifest), kept: kept,
            leftDirectories: try ownDirectories().filter { !before.contains($0) })
    }

    /// The directories of demos that run, or were left behind.
    static func ownDirectories() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
            .filter { $0.hasPrefix("budstikke-demo-") }
    }

    /// The shell blocks of CHECK.md, the first of which defines what the others use.
    /// - Parameter folder: where it lies, relative to the directory of `--keep`.
    func checkBlocks(in folder: String = ".") throws -> [String] {
        let page = try String(contentsOfFile: "\(kept)/\(folder)/CHECK.md", encoding: .utf8)
        return page.components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
    }

    /// The MIME entity of a kept mail: everything that is not the header of the mail alone.
    func entity(of file: String) throws -> [String] {
        let mail = try String(contentsOfFile: "\(kept)/\(file)", encoding: .utf8)
        let lines = mail.components(separatedBy: "\r\n")
        let own = ["from:", "to:", "date:", "message-id:", "subject:"]
        let end = lines.firstIndex(of: "") ?? lines.endIndex
        return lines[..<end].filter { line in !own.contains { line.lowercased().hasPrefix($0) } } + lines[end...]
    }
}

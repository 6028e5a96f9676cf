import Foundation
import Testing

/// One run of `budstikke demo --once --json --keep DIR`, shared by the tests that look at what it left.
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

    struct Outcome: Sendable {
        let exitCode: Int32
        let output: Data
        let errors: String
    }

    let exitCode: Int32
    let report: Report
    let manifest: Manifest
    /// The directory of `--keep`.
    let kept: String
    /// Directories of the demo's own that are still there.
    let leftDirectories: [String]

    static let shared = Task { try perform() }

    /// The program beside this test bundle: built with it, in the same configuration.
    static var program: String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.isExecutableFile(atPath: folder.appending(path: "budstikke").path)
        {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: "budstikke").path
    }

    private static func perform() throws -> DemoRun {
        let kept = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        let before = Set(ownDirectories)
        let outcome = try execute(program, ["demo", "--once", "--json", "--keep", kept])
        let manifest = try Data(contentsOf: URL(fileURLWithPath: "\(kept)/manifest.json"))
        return DemoRun(
            exitCode: outcome.exitCode, report: try JSONDecoder().decode(Report.self, from: outcome.output),
            manifest: try JSONDecoder().decode(Manifest.self, from: manifest), kept: kept,
            leftDirectories: ownDirectories.filter { !before.contains($0) })
    }

    private static var ownDirectories: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [])
            .filter { $0.hasPrefix("budstikke-demo-") }
    }

    /// Runs a program to its end; both outputs go through files, so that neither can block it.
    static func execute(_ program: String, _ arguments: [String]) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus, output: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// The shell blocks of CHECK.md, the first of which defines what the others use.
    func checkBlocks() throws -> [String] {
        let page = try String(contentsOfFile: "\(kept)/CHECK.md", encoding: .utf8)
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

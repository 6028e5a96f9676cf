import ArgumentParser
import Foundation
import SealedSubmission

/// The work of one party, done in a process of its own so that its memory is its own.
enum ReportStage: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Takes in a sealed folder and gives pseudonyms.
    case trustee
    /// Takes over the trustee's delivery, joins, controls, and makes the archive.
    case register
    /// Draws pseudonyms for a population.
    case vault

    /// Does the work in a settled directory.
    /// - Parameter persons: how many the vault gives pseudonyms to; the others take what lies there.
    func run(in root: String, persons: Int) async throws -> StageFigures {
        let ground = ReportGround(root: root)
        return switch self {
        case .trustee: try await TrusteeStage(ground: ground, now: Date()).run()
        case .register: try RegisterStage(ground: ground, now: Date()).run()
        case .vault: try await VaultStage(ground: ground, persons: persons).run()
        }
    }
}

/// Seconds of each step of a stage, as the stage's process writes them.
struct StageFigures: Codable, Sendable {
    private(set) var seconds: [String: Double] = [:]

    /// Does a step and notes how long it took.
    mutating func step<Result>(_ name: String, _ work: () async throws -> Result) async rethrows -> Result {
        let begin = ContinuousClock.now
        defer { seconds[name] = (ContinuousClock.now - begin).inSeconds }
        return try await work()
    }

    /// Does a step that waits for nothing.
    mutating func step<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
        let begin = ContinuousClock.now
        defer { seconds[name] = (ContinuousClock.now - begin).inSeconds }
        return try work()
    }
}

/// What the trustee leaves for the register: its files stay where they are.
struct LeftDelivery: Codable {
    let submission: String
    let manifest: Data
    let statement: Data
    let files: [String: String]

    static let name = "delivery.json"
}

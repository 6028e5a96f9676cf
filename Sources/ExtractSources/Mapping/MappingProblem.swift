/// One thing wrong in a mapping file, with the place to correct it.
public struct MappingProblem: Sendable, Equatable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    public let column: Int
    /// As `records.TJENESTE.fields.tjTjenType`; empty for the file itself.
    public let setting: String
    /// What is wrong and what would be right.
    public let sentence: String

    public var description: String {
        setting.isEmpty ? "line \(line): \(sentence)" : "line \(line): \(setting): \(sentence)"
    }
}

/// Why a mapping file is not used: all that is wrong with it.
public struct MappingError: Error, Sendable, Equatable, CustomStringConvertible {
    public let problems: [MappingProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while one mapping is read.
final class MappingProblems {
    private(set) var all: [MappingProblem] = []

    func add(_ problem: MappingProblem) {
        if !all.contains(problem) { all.append(problem) }
    }
}

public import CommandOutcome

/// One thing wrong in the configuration, with the place to correct it.
public struct ConfigurationProblem: Sendable, Equatable, Codable, CustomStringConvertible {
    /// The file, or `environment NAME` for an override.
    public let file: String
    /// From 1; 0 when the whole file or the environment is meant.
    public let line: Int
    public let column: Int
    /// The setting, as `mailServers.helsenett.smtp.port`; empty for the file itself.
    public let setting: String
    /// What is wrong and what would be right. Never the value of a secret.
    public let sentence: String

    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return setting.isEmpty ? "\(place): \(sentence)" : "\(place): \(setting): \(sentence)"
    }
}

/// Why a configuration is not used: all that is wrong with it, not only the first.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    public let problems: [ConfigurationProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }

    /// Something wrong with the file as a whole.
    init(file: String, _ sentence: String) {
        problems = [ConfigurationProblem(file: file, line: 0, column: 0, setting: "", sentence: sentence)]
    }

    init(problems: [ConfigurationProblem]) { self.problems = problems }
}

extension AdministrationError {
    /// A configuration that cannot be used.
    /// - Parameter remedy: what to do once it is corrected.
    public init(_ error: ConfigurationError, remedy: String) {
        self.init(
            "configuration", "The configuration cannot be used.", remedy: remedy,
            details: error.problems.map(\.description), exit: .configuration)
    }
}

public import CommandOutcome

/// One thing wrong in `register.yaml`, with the place to correct it.
public struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// The file, or `environment NAME` for an override.
    public let file: String
    /// From 1; 0 when the whole file or the environment is meant.
    public let line: Int
    public let column: Int
    /// The setting, as `mail.port`; empty for the file itself.
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
}

extension AdministrationError {
    /// A configuration that cannot be used.
    public init(_ error: ConfigurationError) {
        self.init(
            "configuration", "The configuration cannot be used.", remedy: "Correct it and try again.",
            details: error.problems.map(\.description), exit: .configuration)
    }
}

/// Where a setting was written.
struct SettingPlace: Sendable, Equatable {
    var file: String
    var line = 0
    var column = 0
}

/// Collects problems while one configuration is read, on one thread, and the overrides that were used.
final class SettingNotes {
    private(set) var problems: [ConfigurationProblem] = []
    let environment: [String: String]
    private var used: Set<String> = []

    init(environment: [String: String]) { self.environment = environment }

    func add(_ place: SettingPlace, _ path: [String], _ sentence: String) {
        let problem = ConfigurationProblem(
            file: place.file, line: place.line, column: place.column, setting: path.joined(separator: "."),
            sentence: sentence)
        // A setting that is looked at twice is reported once.
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// What the environment says instead of the file.
    func override(_ variable: String) -> String? {
        guard let value = environment[variable] else { return nil }
        used.insert(variable)
        return value
    }

    /// Reports overrides that name no setting, so that a misspelt one is not silently without effect.
    func reportUnused(prefix: String, except reserved: Set<String>) {
        for name in environment.keys.sorted() where name.hasPrefix(prefix) && !used.contains(name) {
            guard !reserved.contains(name) else { continue }
            add(SettingPlace(file: "environment \(name)"), [], "There is no such setting.")
        }
    }
}

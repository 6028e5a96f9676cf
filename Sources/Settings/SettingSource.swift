import Foundation

/// Where one program's configuration comes from: a YAML file, and variables of the environment that go before it.
public struct SettingSource: Sendable {
    /// What the program's variables begin with, as `BUDSTIKKE_REGISTER_`. `CONFIG` behind it names the file.
    public let prefix: String
    /// Where the file is looked for when nothing names it, in order.
    public let usualFiles: [String]
    private let example: String
    private let reserved: Set<String>
    private let otherPrefixes: [String]

    /// - Parameters:
    ///   - example: a sentence on how to get a file to start from.
    ///   - reserved: variables with the prefix that are no settings.
    ///   - otherPrefixes: what other programs' variables begin with, where that begins with `prefix` too.
    public init(
        prefix: String, usualFiles: [String], example: String, reserved: Set<String> = [], otherPrefixes: [String] = []
    ) {
        self.prefix = prefix
        self.usualFiles = usualFiles
        self.example = example
        self.reserved = reserved.union([prefix + "CONFIG"])
        self.otherPrefixes = otherPrefixes
    }

    /// The file to read: the one named, the one that the environment names, or the first usual one that is there.
    public func file(named name: String?, environment: [String: String]) -> String? {
        name ?? environment[prefix + "CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
            ?? usualFiles.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Reads the file and the environment.
    /// - Parameter configuration: takes settings out of the top; nil when something is missing, which it has reported.
    /// - Throws: `ConfigurationError` with every problem found.
    public func load<Configuration>(
        file: String, environment: [String: String], _ configuration: (SettingReader) -> Configuration?
    ) throws(ConfigurationError) -> Configuration {
        let path = Self.absolutePath(file, from: FileManager.default.currentDirectoryPath)
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(file: file, "The file cannot be read. \(example)")
        }
        guard bytes.count <= 1 << 20, let yaml = String(data: bytes, encoding: .utf8) else {
            throw ConfigurationError(file: file, "The file is not UTF-8 text of at most 1 MiB.")
        }
        return try read(yaml: yaml, file: file, environment: environment, configuration)
    }

    /// Reads the text of a configuration file; `file` is what problems name and relative paths count from.
    public func read<Configuration>(
        yaml: String, file: String, environment: [String: String],
        _ configuration: (SettingReader) -> Configuration?
    ) throws(ConfigurationError) -> Configuration {
        let written = try SettingTree.parse(yaml: yaml, file: file)
        let ours = environment.filter { name, _ in
            name.hasPrefix(prefix) && !reserved.contains(name) && !otherPrefixes.contains { name.hasPrefix($0) }
        }
        let absolute = Self.absolutePath(file, from: FileManager.default.currentDirectoryPath)
        let notes = SettingNotes(
            directory: (absolute as NSString).deletingLastPathComponent, environment: environment)
        let tree = EnvironmentOverrides(ours, prefix: prefix).applied(to: written)
        let read = configuration(SettingReader(tree, notes: notes))
        guard let read, notes.problems.isEmpty else { throw ConfigurationError(problems: notes.problems) }
        return read
    }

    /// A path as it stands, or counted from a directory.
    public static func absolutePath(_ path: String, from directory: String) -> String {
        ((path.hasPrefix("/") ? path : directory + "/" + path) as NSString).standardizingPath
    }
}

/// What one reading of a configuration finds, on one thread, and what it counts from.
final class SettingNotes {
    private(set) var problems: [ConfigurationProblem] = []
    /// Relative paths count from here.
    let directory: String
    let environment: [String: String]

    init(directory: String, environment: [String: String]) {
        self.directory = directory
        self.environment = environment
    }

    func add(_ place: SettingPlace, _ path: [String], _ sentence: String) {
        let problem = ConfigurationProblem(
            file: place.file, line: place.line, column: place.column, setting: path.joined(separator: "."),
            sentence: sentence)
        // A setting that is looked at twice is reported once.
        if !problems.contains(problem) { problems.append(problem) }
    }
}

/// The configuration of one program that serves: read from a YAML file and the environment, shown again by `config show`.
public protocol ProgramConfiguration: Sendable {
    /// Where the file is, and what the program's variables begin with.
    static var source: SettingSource { get }
    /// A commented file to start from: valid as it stands, with invented hosts, numbers and paths.
    static var example: String { get }

    /// Owned by the server's user, mode 0700.
    var dataDirectory: String { get }
    /// The key that everything else is wrapped by; outside `dataDirectory`.
    var masterKeyFile: String { get }
    /// Commands speak to the running server through this socket; its directory has mode 0700.
    var controlSocket: String { get }
    var logLevel: LogLevel { get }
    /// What is in effect, in the file's own form. Files that hold secrets are named, with a remark; what is in them is
    /// never read.
    var effectiveYAML: String { get }

    /// Takes the settings out of the top; nil when something is missing or wrong, which has been reported.
    init?(_ top: SettingReader)
}

extension ProgramConfiguration {
    /// Reads the file and the environment. Relative paths inside count from the file's directory.
    /// - Throws: `ConfigurationError` with every problem found.
    public static func load(file: String, environment: [String: String]) throws(ConfigurationError) -> Self {
        try source.load(file: file, environment: environment) { Self($0) }
    }

    /// Reads the text of a configuration file; `file` is what problems name and relative paths count from.
    public static func read(
        yaml: String, file: String, environment: [String: String]
    ) throws(ConfigurationError) -> Self {
        try source.read(yaml: yaml, file: file, environment: environment) { Self($0) }
    }
}

/// How much a program logs.
public enum LogLevel: String, Sendable, CaseIterable, Encodable {
    case trace, debug, info, notice, warning, error, critical
}

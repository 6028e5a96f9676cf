public import CommandOutcome
import Foundation
public import Settings

/// Where a running server reads its configuration, at the start and anew when it is told to.
public struct ConfigurationSource: Sendable {
    /// Absolute, since a server may change its working directory and a person may not know it.
    public let file: String
    let environment: [String: String]

    /// - Parameter file: absolute, or relative to the working directory of now.
    public init(file: String, environment: [String: String]) {
        self.file = SettingSource.absolutePath(file, from: FileManager.default.currentDirectoryPath)
        self.environment = environment
    }

    /// Reads all of it. Throws `ConfigurationError` with every problem.
    public func load() throws(ConfigurationError) -> Configuration {
        try Configuration.load(file: file, environment: environment)
    }
}

extension AdministrationError {
    /// A configuration that cannot be used.
    public init(_ error: ConfigurationError) {
        self.init(error, remedy: "Correct it and try `budstikke config check`.")
    }
}

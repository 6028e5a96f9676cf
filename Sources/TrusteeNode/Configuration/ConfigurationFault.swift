public import CommandOutcome

/// One thing wrong in the configuration, with the place to correct it.
public struct ConfigurationFault: Sendable, Equatable, CustomStringConvertible {
    public let file: String
    /// From 1; 0 when the whole file is meant.
    public let line: Int
    public let column: Int
    /// The setting, as `register.address`; empty for the file itself.
    public let setting: String
    /// What is wrong and what would be right. Never the value of a secret.
    public let sentence: String

    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        return setting.isEmpty ? "\(place): \(sentence)" : "\(place): \(setting): \(sentence)"
    }
}

/// Why a configuration is not used: all that is wrong with it, not only the first.
public struct ConfigurationFaults: Error, Sendable, Equatable, CustomStringConvertible {
    public let faults: [ConfigurationFault]

    public var description: String { faults.map(\.description).joined(separator: "\n") }

    public var administrationError: AdministrationError {
        AdministrationError(
            "configuration", "The configuration cannot be used.",
            remedy: "Correct it; `budstikke-trustee init --print` shows an example.",
            details: faults.map(\.description), exit: .configuration)
    }
}

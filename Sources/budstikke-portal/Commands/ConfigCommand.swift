import ArgumentParser
import CommandOutcome
import Commands
import PortalNode
import Settings

/// The configuration file.
struct ConfigCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration file: check it, show it, or get one to start from.",
        subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self, ConfigExampleCommand.self])
    static let examples = [
        Example("budstikke-portal config example > portal.yaml", "one to start from"),
        Example("budstikke-portal config check", "every mistake with line and column"),
    ]
}

struct ConfigCheckCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell every mistake with file, line and column; exit code 78 when there is one."
    )
    static let examples = [
        Example("budstikke-portal config check", "the one that would be used"),
        Example("budstikke-portal config check --config new.yaml", "another, before it is used"),
    ]
    @OptionGroup var global: GlobalOptions

    private struct Verdict: Encodable {
        let ok: Bool
        let problems: [ConfigurationProblem]
    }

    func run() throws {
        do {
            _ = try global.load()
            try global.output.show(Verdict(ok: true, problems: []), text: "The configuration is valid.\n")
        } catch let error as ConfigurationError {
            try global.output.show(Verdict(ok: false, problems: error.problems), text: error.description + "\n")
            throw ExitCode(ExitStatus.configuration.rawValue)
        }
    }
}

struct ConfigShowCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The configuration in effect, environment included. Secrets are named by file, never shown.")
    static let examples = [
        Example("budstikke-portal config show", "as YAML"),
        Example("budstikke-portal config show --json", "the same inside a JSON object"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let yaml = try global.load().effectiveYAML
        try global.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

struct ConfigExampleCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "example", abstract: "Print a commented configuration to start from.")
    static let examples = [
        Example("budstikke-portal config example > portal.yaml", "one to start from"),
        Example("budstikke-portal config example | less", "read about every setting"),
    ]
    @OptionGroup var printing: OutputOptions

    func run() throws {
        let yaml = PortalConfiguration.example
        try printing.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

struct ConfigText: Encodable {
    let yaml: String
}

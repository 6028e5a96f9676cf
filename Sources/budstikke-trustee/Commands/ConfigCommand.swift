import ArgumentParser
import CommandOutcome
import Commands
import Settings
import TrusteeNode

/// The configuration file.
struct ConfigCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration file: check it, show it, or get one to start from.",
        subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self, ConfigExampleCommand.self])
    static let examples = [
        Example("budstikke-trustee config example > trustee.yaml", "one to start from"),
        Example("budstikke-trustee config check", "every mistake with line and column"),
    ]
}

struct ConfigCheckCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell every mistake with file, line and column; exit code 78 when there is one.",
        discussion: "Files that it names are looked at by `budstikke-trustee doctor`.")
    static let examples = [
        Example("budstikke-trustee config check", "the one that would be used"),
        Example("budstikke-trustee config check --config new.yaml --json", "another, before it is used"),
    ]
    @OptionGroup var options: TrusteeOptions

    private struct Verdict: Encodable {
        let ok: Bool
        let problems: [ConfigurationProblem]
    }

    func run() throws {
        do {
            _ = try options.load()
            try options.output.show(Verdict(ok: true, problems: []), text: "The configuration is valid.\n")
        } catch let error as ConfigurationError {
            try options.output.show(Verdict(ok: false, problems: error.problems), text: error.description + "\n")
            throw ExitCode(ExitStatus.configuration.rawValue)
        }
    }
}

struct ConfigShowCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "The configuration in effect, defaults and environment included. Secrets are named by file, never shown.")
    static let examples = [
        Example("budstikke-trustee config show", "as YAML"),
        Example("budstikke-trustee config show --json", "the same inside a JSON object"),
    ]
    @OptionGroup var options: TrusteeOptions

    func run() throws {
        let yaml = try options.load().effectiveYAML
        try options.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

struct ConfigExampleCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "example", abstract: "Print a commented configuration to start from.")
    static let examples = [
        Example("budstikke-trustee config example > trustee.yaml", "one to start from"),
        Example("budstikke-trustee config example | less", "read about every setting"),
    ]
    @OptionGroup var printing: OutputOptions

    func run() throws {
        let yaml = TrusteeConfiguration.example
        try printing.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

struct ConfigText: Encodable {
    let yaml: String
}

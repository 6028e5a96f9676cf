import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
import Settings

/// The configuration file.
struct ConfigCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration file: check it, show it, or get one to start from.",
        subcommands: [
            ConfigCheckCommand.self, ConfigShowCommand.self, ConfigExampleCommand.self, ConfigMasterKeyCommand.self,
        ])
    static let examples = [
        Example("budstikke config example > budstikke.yaml", "one to start from"),
        Example("budstikke config check", "every mistake with line and column"),
    ]
}

struct ConfigCheckCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell every mistake with file, line and column; exit code 78 when there is one."
    )
    static let examples = [
        Example("budstikke config check", "the one that would be used"),
        Example("budstikke config check --config new.yaml", "another, before it is used"),
    ]
    @OptionGroup var global: GlobalOptions

    struct Verdict: Encodable {
        let ok: Bool
        let problems: [ConfigurationProblem]
    }

    func run() async throws {
        do {
            _ = try global.load()
            try global.output.show(Verdict(ok: true, problems: []), text: "The configuration is valid.\n")
        } catch let error as ConfigurationError {
            try global.output.show(Verdict(ok: false, problems: error.problems), text: error.description + "\n")
            throw ExitCode(ExitStatus.configuration.rawValue)
        }
    }
}

struct ConfigShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The configuration in effect, environment included. Secrets are named by file, never shown.")
    static let examples = [
        Example("budstikke config show", "as YAML"), Example("budstikke config show --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let configuration = try global.load()
        try global.output.show(configuration, text: configuration.effectiveYAML)
    }
}

struct ConfigExampleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "example", abstract: "Print a commented configuration to start from.")
    static let examples = [
        Example("budstikke config example > budstikke.yaml", "one to start from"),
        Example("budstikke config example | less", "read about every setting"),
    ]
    @OptionGroup var global: GlobalOptions

    struct Text: Encodable {
        let yaml: String
    }

    func run() async throws {
        try global.output.show(Text(yaml: Configuration.example), text: Configuration.example)
    }
}

struct ConfigMasterKeyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "master-key",
        abstract: "Make the master key of a new installation, where the configuration says. Never replaces one.")
    static let examples = [
        Example("budstikke config master-key", "make it; then make a backup of it elsewhere"),
        Example("budstikke config master-key --dry-run", "see where it would be"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var change: ChangeOptions

    struct Made: Encodable {
        let file: String
        let made: Bool
    }

    func run() async throws {
        let file = try global.load().masterKeyFile
        if change.dryRun { try MasterKeyFileCreation.check(file) } else { try MasterKeyFileCreation.create(file) }
        try global.output.show(
            Made(file: file, made: !change.dryRun), dryRun: change.dryRun,
            text:
                "The master key \(change.dryRun ? "would be" : "is") in \(file)\(change.note). Keep a copy apart from the data's backup: without it "
                + "nothing can be read.\n")
    }
}

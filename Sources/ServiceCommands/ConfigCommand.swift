package import ArgumentParser
import CommandOutcome
package import Commands
import Settings

/// The configuration file.
package struct ConfigCommand<Program: ServiceProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "config", abstract: "The configuration file: check it, show it, or get one to start from.",
            subcommands: [
                ConfigCheckCommand<Program>.self, ConfigShowCommand<Program>.self, ConfigExampleCommand<Program>.self,
            ])
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) config example > \(Program.fileName)", "one to start from"),
            Example("\(Program.name) config check", "every mistake with line and column"),
        ]
    }

    package init() {}
}

package struct ConfigCheckCommand<Program: ServiceProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: "Tell every mistake with file, line and column; exit code 78 when there is one.",
            discussion: "Files that it names are looked at by `\(Program.name) doctor`.")
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) config check", "the one that would be used"),
            Example("\(Program.name) config check --config new.yaml", "another, before it is used"),
        ]
    }
    @OptionGroup var global: ConfigurationOptions<Program>

    package init() {}

    package func run() throws {
        do {
            _ = try global.load()
            try global.output.show(ConfigVerdict(ok: true, problems: []), text: "The configuration is valid.\n")
        } catch let error as ConfigurationError {
            try global.output.show(
                ConfigVerdict(ok: false, problems: error.problems), text: error.description + "\n")
            throw ExitCode(ExitStatus.configuration.rawValue)
        }
    }
}

private struct ConfigVerdict: Encodable {
    let ok: Bool
    let problems: [ConfigurationProblem]
}

package struct ConfigShowCommand<Program: ServiceProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: "The configuration in effect, environment included. Secrets are named by file, never shown.")
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) config show", "as YAML"),
            Example("\(Program.name) config show --json", "the same inside a JSON object"),
        ]
    }
    @OptionGroup var global: ConfigurationOptions<Program>

    package init() {}

    package func run() throws {
        let yaml = try global.load().effectiveYAML
        try global.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

package struct ConfigExampleCommand<Program: ServiceProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "example", abstract: "Print a commented configuration to start from.")
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) config example > \(Program.fileName)", "one to start from"),
            Example("\(Program.name) config example | less", "read about every setting"),
        ]
    }
    @OptionGroup var printing: OutputOptions

    package init() {}

    package func run() throws {
        let yaml = Program.Configuration.example
        try printing.output.show(ConfigText(yaml: yaml), text: yaml)
    }
}

private struct ConfigText: Encodable {
    let yaml: String
}

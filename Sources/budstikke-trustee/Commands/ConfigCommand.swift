import ArgumentParser
import CommandOutcome
import Commands
import TrusteeNode

/// The configuration, before the service is started with it.
struct ConfigCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Judge the configuration, or show how it is understood.",
        subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self])
    static let examples = [
        Example("budstikke-trustee config check", "exit code 78 when something is wrong"),
        Example("budstikke-trustee config show", "every setting, defaults too"),
    ]
}

struct ConfigCheckCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read the configuration and tell all that is wrong with it.",
        discussion: "Files that it names are looked at by `budstikke-trustee doctor`.")
    static let examples = [
        Example("budstikke-trustee config check", "the usual file"),
        Example("budstikke-trustee config check --config new.yaml --json", "before it takes the old one's place"),
    ]
    @OptionGroup var options: TrusteeOptions

    private struct Reply: Encodable {
        let ok = true
    }

    func run() async throws {
        _ = try options.load()
        try options.output.show(Reply(), text: "The configuration can be used.\n")
    }
}

struct ConfigShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the configuration as it is understood, defaults too.",
        discussion: "Keys are shown by the file they lie in, never by what is in it.")
    static let examples = [
        Example("budstikke-trustee config show", "one setting a line"),
        Example("budstikke-trustee config show --json", "for a script"),
    ]
    @OptionGroup var options: TrusteeOptions

    func run() async throws {
        let settings = try options.load().described
        var sheet = FactSheet()
        for setting in settings { sheet.add(setting.name, setting.value) }
        let all = Dictionary(settings.map { ($0.name, $0.value) }) { first, _ in first }
        try options.output.show(all, text: sheet.text)
    }
}

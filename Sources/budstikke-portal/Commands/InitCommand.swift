import ArgumentParser
import CommandOutcome
import Commands
import PortalNode

/// Begins a new installation.
struct InitCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Begin a new installation: a configuration to fill in, a master key, and the folders beside them.",
        discussion: "What is there already is left as it is.")
    static let examples = [
        Example("budstikke-portal init /etc/budstikke-portal", "as root, before the first start"),
        Example("budstikke-portal init . --dry-run", "see what would be made"),
    ]
    @Argument(help: "The directory of the configuration.") var directory: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var printing: OutputOptions

    private struct Made: Encodable {
        let ok = true
        let made: [String]
        let kept: [String]
        let next: [String]
    }

    func run() throws {
        let outcome = try PortalSetup.begin(in: directory, dryRun: change.dryRun)
        let made = Made(made: outcome.made, kept: outcome.kept, next: PortalSetup.nextSteps)
        try printing.output.show(made, dryRun: change.dryRun, text: text(made))
    }

    private func text(_ made: Made) -> String {
        let verb = change.dryRun ? "would make" : "made"
        let lines = made.made.map { "\(verb) \($0)" } + made.kept.map { "left   \($0), which was there" }
        return (lines + ["", "Next:"] + made.next.enumerated().map { "  \($0 + 1). \($1)" })
            .joined(separator: "\n") + "\n"
    }
}

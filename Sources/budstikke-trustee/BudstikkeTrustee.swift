import ArgumentParser
import CommandOutcome
import Commands
import Glibc
import Settings
import TrusteeNode

/// The trusted third party of the yearly report and its commands.
@main
struct BudstikkeTrustee: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-trustee",
        abstract:
            "Trusted third party of the yearly report: takes sealed submissions, gives pseudonyms for identities.",
        discussion: "Exit codes:\n"
            + ExitStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n"),
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ServeCommand.self, ConfigCommand.self, KeysCommand.self, MunicipalityCommand.self,
            PinCommand.self, IdentityCommand.self, MappingCommand.self, RekeyCommand.self, StatusCommand.self,
            AlarmsCommand.self, DoctorCommand.self, AuditCommand.self,
        ])
    static let examples = [
        Example("budstikke-trustee init --config trustee.yaml", "make the master key and the store"),
        Example("budstikke-trustee doctor", "see whether everything is in order"),
    ]

    static func main() async {
        CrashResidue.refuse()
        let runner = CommandRunner(Self.self, arguments: Array(CommandLine.arguments.dropFirst())) {
            ($0 as? ConfigurationError).map { AdministrationError($0) }
        }
        Glibc.exit(await runner.run())
    }
}

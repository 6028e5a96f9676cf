import ArgumentParser
import CommandOutcome
import Commands
import Glibc
import RegisterNode
import Settings

/// The register of yearly reports and its commands.
@main
struct BudstikkeRegister: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-register",
        abstract: "The register: takes submissions from the trusted third party, controls them, and answers.",
        discussion: "Exit codes:\n"
            + ExitStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n"),
        subcommands: [
            InitCommand.self, ServeCommand.self, KeysCommand.self, MunicipalityCommand.self, AddressCommand.self,
            SeasonCommand.self, StatusCommand.self, PortalCommand.self, ReleaseCommand.self, ResendCommand.self,
            MessagesCommand.self,
            DoctorCommand.self, AuditCommand.self,
        ])
    static let examples = [
        Example("budstikke-register doctor", "see whether everything is in order, and what to do when not"),
        Example("budstikke-register status", "who has sent, and who has not"),
    ]

    static func main() async {
        CrashResidue.refuse()
        let runner = CommandRunner(Self.self, arguments: Array(CommandLine.arguments.dropFirst())) {
            ($0 as? ConfigurationError).map { AdministrationError($0) }
        }
        Glibc.exit(await runner.run())
    }
}

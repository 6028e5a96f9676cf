import ArgumentParser
import CommandOutcome
import Commands
import Glibc
import PortalNode
import Settings

/// The download portal of the yearly report and its commands.
@main
struct BudstikkePortal: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-portal",
        abstract: "The download portal: municipalities fetch what the register has made for them, as it was encrypted.",
        discussion: "Exit codes:\n"
            + ExitStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n"),
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ServeCommand.self, ConfigCommand.self, UnitCommand.self, AccountCommand.self,
            MailCommand.self, DoctorCommand.self, AuditCommand.self,
        ])
    static let examples = [
        Example("budstikke-portal init /etc/budstikke-portal", "begin an installation"),
        Example("budstikke-portal doctor", "see whether everything is in order, and what to do when not"),
    ]

    static func main() async {
        CrashResidue.refuse()
        let runner = CommandRunner(Self.self, arguments: Array(CommandLine.arguments.dropFirst())) {
            ($0 as? ConfigurationError).map { AdministrationError($0) }
        }
        Glibc.exit(await runner.run())
    }
}

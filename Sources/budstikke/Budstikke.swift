import ArgumentParser
import CommandOutcome
import Commands
import Glibc
import MunicipalNode
import Settings

/// The message server and its commands.
@main
struct Budstikke: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke",
        abstract: "Message server for municipal health services: signed and encrypted messages over Helsenettet.",
        discussion: "Exit codes:\n"
            + ExitStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n"),
        version: Configuration.product.version,
        subcommands: [
            ServeCommand.self, ReloadCommand.self, DemoCommand.self, OverviewCommand.self, ConsoleCommand.self,
            AccountCommand.self, RoleCommand.self, TaskCommand.self, DeviationCommand.self, SecurityCommand.self,
            TenantCommand.self, RecordSystemCommand.self,
            PartnerCommand.self, AgreementCommand.self,
            CertificateCommand.self, ReportCommand.self, SendCommand.self, InboxCommand.self, MessageCommand.self,
            RouteCommand.self,
            SearchCommand.self, ValidateCommand.self, SchemasCommand.self, AuditCommand.self, DoctorCommand.self,
            ConfigCommand.self,
        ])

    static let examples = [
        Example("budstikke doctor", "see whether everything is in order, and what to do when not"),
        Example("budstikke tenant add", "be led through adding a municipality"),
    ]

    static func main() async {
        CrashResidue.refuse()
        ProcessLimits.keepMemoryTogether()
        Glibc.exit(await runner(Array(CommandLine.arguments.dropFirst())).run())
    }

    /// Runs a command line; a faulty configuration is told as such.
    static func runner(_ arguments: [String]) -> CommandRunner {
        CommandRunner(Self.self, arguments: arguments) { ($0 as? ConfigurationError).map { AdministrationError($0) } }
    }
}

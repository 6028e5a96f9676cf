import ArgumentParser
import Commands
import ServiceCommands

/// The download portal of the yearly report and its commands.
@main
struct BudstikkePortal: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-portal",
        abstract: "The download portal: municipalities fetch what the register has made for them, as it was encrypted.",
        discussion: PortalProgram.exitCodes,
        version: "0.1.0",
        subcommands: [
            InitCommand<PortalProgram>.self, ServeCommand<PortalProgram>.self, ConfigCommand<PortalProgram>.self,
            UnitCommand.self, AccountCommand.self, MailCommand.self, DoctorCommand<PortalProgram>.self,
            AuditCommand<PortalProgram>.self,
        ])
    static let examples = [
        Example("budstikke-portal init /etc/budstikke-portal", "begin an installation"),
        Example("budstikke-portal doctor", "see whether everything is in order, and what to do when not"),
    ]

    static func main() async { await PortalProgram.main(Self.self) }
}

import ArgumentParser
import Commands
import ServiceCommands

/// The register of yearly reports and its commands.
@main
struct BudstikkeRegister: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-register",
        abstract: "The register: takes submissions from the trusted third party, controls them, and answers.",
        discussion: RegisterProgram.exitCodes,
        version: "0.1.0",
        subcommands: [
            InitCommand<RegisterProgram>.self, ServeCommand<RegisterProgram>.self, ConfigCommand<RegisterProgram>.self,
            KeysCommand.self, MunicipalityCommand.self, ProviderCommand.self, AddressCommand.self, SeasonCommand.self,
            StatusCommand.self, PortalCommand.self, ReleaseCommand.self, ResendCommand.self, MessagesCommand.self,
            DoctorCommand<RegisterProgram>.self, AuditCommand<RegisterProgram>.self,
        ])
    static let examples = [
        Example("budstikke-register doctor", "see whether everything is in order, and what to do when not"),
        Example("budstikke-register status", "who has sent, and who has not"),
    ]

    static func main() async { await RegisterProgram.main(Self.self) }
}

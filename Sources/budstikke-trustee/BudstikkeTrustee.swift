import ArgumentParser
import Commands
import ServiceCommands

/// The trusted third party of the yearly report and its commands.
@main
struct BudstikkeTrustee: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "budstikke-trustee",
        abstract:
            "Trusted third party of the yearly report: takes sealed submissions, gives pseudonyms for identities.",
        discussion: TrusteeProgram.exitCodes,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ServeCommand<TrusteeProgram>.self, ConfigCommand<TrusteeProgram>.self, KeysCommand.self,
            MunicipalityCommand.self, PinCommand.self, IdentityCommand.self, MappingCommand.self, RekeyCommand.self,
            StatusCommand.self, AlarmsCommand.self, DoctorCommand<TrusteeProgram>.self, AuditCommand.self,
        ])
    static let examples = [
        Example("budstikke-trustee init --config trustee.yaml", "make the master key and the store"),
        Example("budstikke-trustee doctor", "see whether everything is in order"),
    ]

    static func main() async { await TrusteeProgram.main(Self.self) }
}

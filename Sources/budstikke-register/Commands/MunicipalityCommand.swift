import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import RegisterNode
import ServiceCommands

/// The municipalities that report.
struct MunicipalityCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipality", abstract: "The municipalities and districts that report.",
        subcommands: [MunicipalityImportCommand.self])
    static let examples = [
        Example("budstikke-register municipality import list.csv", "add them, or change what is known"),
        Example("budstikke-register municipality import list.csv --dry-run", "see what would change"),
    ]
}

struct MunicipalityImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add municipalities and districts, or change what is known of them.",
        discussion:
            "Columns: municipality;district;name;organisationNumber;sharedAddress;language;organisationHer;serviceHer;"
            + "serviceName. District and the last four may be left out: then 00 is meant, a new municipality is written "
            + "to in nb, and language and addresses in the exchange stay as they are known. A list with any fault changes "
            + "nothing; no municipality is ever taken away.")
    static let examples = [
        Example("budstikke-register municipality import list.csv", "from a file"),
        Example("budstikke-register municipality import - --dry-run", "from stdin, only to see"),
    ]
    @Argument(help: "The list, CSV in UTF-8; - for stdin.") var file: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let list = try MunicipalityFile(try InputFile.read(file, limit: 4 << 20))
        let reply = try await global.ask(MunicipalityImport(list, dryRun: change.dryRun))
        try global.output.show(reply, dryRun: change.dryRun, text: text(reply))
    }

    private func text(_ reply: MunicipalityImport.Reply) -> String {
        let lines =
            reply.added.map { "added    \($0)" } + reply.changed.map { "changed  \($0)" }
            + reply.addressesAsked.map { "address  \($0): waits for another person, `address approve`" }
        return
            (lines + [
                "\(reply.added.count) added, \(reply.changed.count) changed, \(reply.unchanged) as they were\(change.note)."
            ]).joined(separator: "\n") + "\n"
    }
}

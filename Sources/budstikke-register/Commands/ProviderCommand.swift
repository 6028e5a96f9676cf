import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import RegisterNode
import ServiceCommands

/// The organisations that give care in each municipality.
struct ProviderCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "The organisation numbers in use in each municipality's care, that reports are compared with.",
        subcommands: [ProviderImportCommand.self, ProviderListCommand.self],
        defaultSubcommand: ProviderListCommand.self)
    static let examples = [
        Example("budstikke-register provider import list.csv --dated 2016-12-01", "take a new list into use"),
        Example("budstikke-register provider list", "how old each municipality's list is"),
    ]
}

struct ProviderImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take lists of care providers into use, each in place of the one before.",
        discussion:
            "Columns: municipality;district;organisationNumber;name, a line for each. Without a district the whole "
            + "municipality is meant; the name is not kept. A list with any fault changes nothing, and municipalities "
            + "that it does not name keep theirs. Submissions that have been controlled are not controlled again.")
    static let examples = [
        Example("budstikke-register provider import list.csv --dated 2016-12-01", "from a file"),
        Example("budstikke-register provider import - --dated 2016-12-01 --dry-run", "from stdin, only to see"),
    ]
    @Argument(help: "The list, CSV in UTF-8; - for stdin.") var file: String
    @Option(help: "The day the list was made, as 2016-12-01: the lists of errors name it.") var dated: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard LocalTime.date(dated) != nil else { throw ValidationError("A day is written 2016-12-01.") }
    }

    func run() async throws {
        guard let day = LocalTime.date(dated) else { throw ValidationError("A day is written 2016-12-01.") }
        let list = try ProviderFile(try InputFile.read(file, limit: 16 << 20))
        let reply = try await global.ask(ProviderImport(list, dated: day, dryRun: change.dryRun))
        try global.output.show(reply, dryRun: change.dryRun, text: text(reply))
    }

    private func text(_ reply: ProviderImport.Reply) -> String {
        let changed = reply.changed.map { "\($0.unit)  \($0.numbers) numbers: \($0.added) new, \($0.removed) gone" }
        let unknown = reply.unknown.map { "\($0)  is not known here: its lines were passed over" }
        let end = "\(reply.changed.count) lists changed, \(reply.unchanged) as they were\(change.note)."
        return (changed + unknown + [end]).joined(separator: "\n") + "\n"
    }
}

struct ProviderListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Which municipalities have a list, how long it is, and of which day.")
    static let examples = [
        Example("budstikke-register provider list", "a table"),
        Example("budstikke-register provider list --json", "JSON Lines, with all numbers"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let lists = try await global.ask(ProviderQuestion()).lists
        var table = TextTable("UNIT", "NAME", "DATED", "NUMBERS")
        for list in lists {
            table.row(
                "\(list.unit)", list.name, list.dated.map(LocalTime.day) ?? "no list: nothing is compared",
                String(list.numbers.count))
        }
        try global.output.show(lines: lists, text: table.text(empty: "There are no municipalities yet."))
    }
}

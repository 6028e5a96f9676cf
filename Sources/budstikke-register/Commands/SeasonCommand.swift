import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import OsloCalendar
import Register
import RegisterNode
import ServiceCommands

/// The dates of the yearly reporting.
struct SeasonCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "season", abstract: "The dates of a year's reporting: opening, deadlines, publication.",
        subcommands: [
            SeasonShowCommand.self, SeasonUsualCommand.self, SeasonSetCommand.self, SeasonLettersCommand.self,
        ],
        defaultSubcommand: SeasonShowCommand.self)
    static let examples = [
        Example("budstikke-register season show", "the dates that are set"),
        Example("budstikke-register season set 2017.json --announce", "set them, and tell every municipality"),
    ]
}

struct SeasonShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show the dates that are set.")
    static let examples = [
        Example("budstikke-register season show", "a table"),
        Example("budstikke-register season show --json", "JSON Lines, one for each season"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(SeasonQuestion())
        try global.output.show(lines: reply.seasons, text: text(reply))
    }

    private func text(_ reply: SeasonQuestion.Reply) -> String {
        var table = TextTable(
            "YEAR", "NOW", "OPENS", "LAST DAY", "FEEDBACK", "PUBLISHED", "CORRECTIONS BEFORE", "FINAL")
        for season in reply.seasons {
            let dates = season.calendar
            table.row(
                String(dates.yearReported), season.phase, "\(dates.opens)", "\(dates.lastDay)",
                "\(dates.feedbackFrom)", "\(dates.published)", "\(dates.correctionsBefore)",
                "\(dates.finallyPublished)")
        }
        return table.text(empty: "No season's dates are set. `budstikke-register season usual YEAR` prints usual ones.")
    }
}

struct SeasonUsualCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "usual", abstract: "Print the usual dates for a year, as a file to change and set.")
    static let examples = [
        Example("budstikke-register season usual 2017 > 2017.json", "the dates as they have been"),
        Example("budstikke-register season usual 2017 --json", "the same in one line"),
    ]
    @Argument(help: "The year that is reported.") var year: Int
    @OptionGroup var printing: OutputOptions

    func validate() throws {
        guard (2000...2100).contains(year) else { throw ValidationError("A year has four digits.") }
    }

    func run() throws {
        let calendar = SeasonCalendar.usual(yearReported: year)
        try printing.output.show(calendar, text: SeasonFile.text(calendar))
    }
}

struct SeasonSetCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set the dates of a season from a file.")
    static let examples = [
        Example("budstikke-register season set 2017.json", "set or change them"),
        Example("budstikke-register season set 2017.json --announce", "and write to every municipality, once each"),
    ]
    @Argument(help: "The dates, JSON; - for stdin.") var file: String
    @Flag(help: "Queue the letter about the season to the shared mailbox of every municipality.") var announce = false
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let calendar = try SeasonFile.read(try InputFile.read(file, limit: 64 << 10))
        if announce { try change.confirm("Write to every municipality about the season \(calendar.yearReported)?") }
        let reply = try await global.ask(SeasonChange(calendar, announce: announce, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun,
            text:
                "The dates for \(calendar.yearReported) are set; \(reply.announced) letters are queued\(change.note).\n"
        )
    }
}

struct SeasonLettersCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "Whether each municipality has the letter about a season.",
        discussion: "`season set --announce` writes them; `resend` sends one again.")
    static let examples = [
        Example("budstikke-register season letters 2017", "a table, with a count"),
        Example("budstikke-register season letters 2017 --json", "JSON Lines, one for each municipality"),
    ]
    @Argument(help: "The year that is reported.") var year: Int
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let letters = try await global.ask(LetterQuestion(year: year)).letters
        var table = TextTable("UNIT", "NAME", "STATE", "AT", "WHY", "TO")
        for letter in letters {
            table.row(
                "\(letter.unit)", letter.name, letter.state?.rawValue ?? "not written", letter.at.map(LocalTime.text),
                letter.code, letter.to)
        }
        let delivered = letters.count { $0.state == .accepted }
        try global.output.show(
            lines: letters,
            text: table.text(empty: "There are no municipalities yet.")
                + "\(delivered) of \(letters.count) delivered.\n")
    }
}

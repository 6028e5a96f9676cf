public import ArgumentParser
import CommandOutcome
import Commands
public import Identifiers
import SealedSubmission
import ServiceCommands
import Trustee
import TrusteeNode

/// How far the submissions have come.
struct StatusCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How far the submissions have come, and what the service is at.",
        discussion: "Units, numbers and times; nothing of what was sent.")
    static let examples = [
        Example("budstikke-trustee status --waiting", "what has not reached the register"),
        Example("budstikke-trustee status --unit 9901-00 --json", "one municipality's, for a script"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Option(help: "Only this municipality or district, as 9901 or 9901-00.") var unit: ReportingUnit?
    @Flag(help: "Only what is on its way: not what the register has, nor what was refused.") var waiting = false

    func run() async throws {
        let reply = try await options.ask(StatusQuestion(unit: unit, waiting: waiting))
        var table = TextTable("UNIT", "YEAR", "KIND", "NO.", "STATE", "ARRIVED", "WHY")
        for one in reply.submissions {
            table.row(
                "\(one.unit)", String(one.year), one.countsAs?.rawValue ?? one.kind.rawValue, String(one.sequence),
                one.state.rawValue, one.arrivedAt.map { LocalTime.text($0) } ?? "-", one.reason ?? "")
        }
        var sheet = FactSheet()
        sheet.add("Year reported", "\(reply.yearReported), \(reply.phase)")
        if let generation = reply.generationBeingMade {
            sheet.add("Pseudonyms", "generation \(generation) is being made")
        }
        sheet.add("Open requests", String(reply.openRequests))
        sheet.add("Alarms", String(reply.alarms))
        try options.output.show(reply, text: table.text(empty: "There are no submissions.") + sheet.text)
    }
}

extension ReportingUnit: ExpressibleByArgument {
    public init?(argument: String) {
        guard let unit = ReportingUnit(argument) ?? ReportingUnit("\(argument)-00") else { return nil }
        self = unit
    }
}

/// What somebody must be told of.
struct AlarmsCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "What somebody must be told of: guessed PINs, foreign submissions, words not delivered.",
        discussion: "Each is in the log too when it is raised, as `alarm`. Exit code 1 when there is one.")
    static let examples = [
        Example("budstikke-trustee alarms", "all of them"),
        Example("budstikke-trustee alarms --after 17 --json", "JSON Lines, for a timer that tells of new ones"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Option(help: "Only those after the alarm with this number.") var after: Int64 = 0

    func run() async throws {
        let alarms = try await options.ask(AlarmQuestion(after: after)).alarms
        var table = TextTable("NO.", "WHEN", "WHAT", "MUNICIPALITY", "SUBMISSION")
        for alarm in alarms {
            table.row(
                String(alarm.number), LocalTime.text(alarm.at), alarm.kind.rawValue,
                alarm.municipality?.digits ?? "all", alarm.submission?.text ?? "-")
        }
        try options.output.show(lines: alarms, text: table.text(empty: "There are no alarms."))
        if !alarms.isEmpty { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

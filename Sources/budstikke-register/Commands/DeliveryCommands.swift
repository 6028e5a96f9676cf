import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import RegisterNode
import ServiceCommands

/// Gives feedback before its day.
struct ReleaseCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Release lists and tables before the season's day of feedback.",
        discussion: "Without this the server releases by itself: tests at once, others from the day of feedback on.")
    static let examples = [
        Example("budstikke-register release --submission 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b", "one submission"),
        Example("budstikke-register release --year 2016 --yes", "all that are controlled"),
    ]
    @Option(help: "One submission, by its id.") var submission: String?
    @Option(help: "All controlled submissions about this year.") var year: Int?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard (submission == nil) != (year == nil) else {
            throw ValidationError("Say either --submission ID or --year YEAR.")
        }
        if let submission, SubmissionID(submission) == nil {
            throw ValidationError("A submission's id is a UUID in lower case.")
        }
    }

    func run() async throws {
        let one = submission.flatMap { SubmissionID($0) }
        let choice: ReleaseOrder.Choice = one.map { .one($0) } ?? .year(year ?? 0)
        if one == nil { try change.confirm("Release all controlled submissions about \(year ?? 0)?") }
        let reply = try await global.ask(ReleaseOrder(choice, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Released: \(reply.released.count)\(change.note).\n")
    }
}

/// Sends a mail again.
struct ResendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "List mails and how they stand, or send one again.")
    static let examples = [
        Example("budstikke-register resend --list", "all that no server has taken"),
        Example("budstikke-register resend 6f1e…@register.example", "the same words as a new mail"),
    ]
    @Argument(help: "The Message-ID of the mail to send again.") var messageID: String?
    @Flag(help: "List mails instead.") var list = false
    @Option(help: "With --list: all mails about this unit, as 4601 or 4601-00.") var unit: String?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard list != (messageID != nil) else { throw ValidationError("Name a Message-ID, or say --list.") }
        if unit != nil, reportingUnit == nil { throw ValidationError("A unit is written 4601 or 4601-00.") }
    }

    private var reportingUnit: ReportingUnit? {
        unit.flatMap { ReportingUnit($0) ?? ReportingUnit("\($0)-00") }
    }

    func run() async throws {
        guard let messageID else { return try await showList() }
        let reply = try await global.ask(ResendOrder(messageID: messageID, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Queued again under a new Message-ID\(change.note).\n")
    }

    private func showList() async throws {
        let reply = try await global.ask(MailQuestion(unit: reportingUnit))
        var table = TextTable("UNIT", "KIND", "STATE", "ATTEMPTS", "LAST", "ANSWER", "TO", "MESSAGE-ID")
        for mail in reply.mails {
            table.row(
                mail.unit, mail.kind, mail.state, String(mail.attempts), mail.lastAttempt.map(LocalTime.text),
                mail.returned ?? mail.answer.map(String.init), mail.to, mail.messageID)
        }
        try global.output.show(lines: reply.mails, text: table.text(empty: "There are none."))
    }
}

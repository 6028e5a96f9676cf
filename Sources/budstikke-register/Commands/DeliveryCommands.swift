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

/// Sends a mail again, or a submission's feedback.
struct ResendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "List mails and how they stand, or send one again; or a submission's feedback.",
        discussion:
            "--feedback is for a municipality whose password is gone or whose archive is damaged: the same lists "
            + "go in a new archive under another password, to the portal and as a message where one went before. "
            + "`messages resend` sends the same archive again.")
    static let examples = [
        Example("budstikke-register resend 6f1e…@register.example", "the same words as a new mail"),
        Example(
            "budstikke-register resend --feedback 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b",
            "the lists again, under a new password"),
    ]
    @Argument(help: "The Message-ID of the mail to send again.") var messageID: String?
    @Flag(help: "List mails instead.") var list = false
    @Option(help: ArgumentHelp("Send the feedback of this submission anew instead.", valueName: "submission"))
    var feedback: String?
    @Option(help: "With --list: all mails about this unit, as 4601 or 4601-00.") var unit: String?
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard [list, messageID != nil, feedback != nil].count(where: \.self) == 1 else {
            throw ValidationError("Name a Message-ID, or say --list, or --feedback SUBMISSION.")
        }
        if let feedback, SubmissionID(feedback) == nil {
            throw ValidationError("A submission's id is a UUID in lower case.")
        }
        if unit != nil, reportingUnit == nil { throw ValidationError("A unit is written 4601 or 4601-00.") }
    }

    private var reportingUnit: ReportingUnit? {
        unit.flatMap { ReportingUnit($0) ?? ReportingUnit("\($0)-00") }
    }

    func run() async throws {
        if let feedback = feedback.flatMap({ SubmissionID($0) }) { return try await renew(feedback) }
        guard let messageID else { return try await showList() }
        let reply = try await global.ask(ResendOrder(messageID: messageID, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Queued again under a new Message-ID\(change.note).\n")
    }

    private func renew(_ submission: SubmissionID) async throws {
        try change.confirm("Make the archive of \(submission) anew, under another password?")
        let reply = try await global.ask(FeedbackRenewal(submission, dryRun: change.dryRun))
        let text = reply.number.map { "Archive number \($0) was made; it goes out by itself.\n" }
        try global.output.show(
            reply, dryRun: change.dryRun, text: text ?? "The archive can be made anew. Nothing was changed.\n")
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

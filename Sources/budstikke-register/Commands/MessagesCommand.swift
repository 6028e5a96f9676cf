public import ArgumentParser
import Commands
import Identifiers
public import RegisterNode
import ServiceCommands

/// The feedback that goes through the exchange.
struct MessagesCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages", abstract: "The feedback that goes as messages of the exchange.",
        subcommands: [MessagesListCommand.self, MessagesResendCommand.self],
        defaultSubcommand: MessagesListCommand.self)
    static let examples = [
        Example("budstikke-register messages", "all of them"),
        Example("budstikke-register messages --standing failed --json", "what will not arrive, and why"),
    ]
}

/// Whether the municipalities have their feedback, where it went through the exchange.
struct MessagesListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The feedback that went as messages of the exchange, and what the municipalities' programs answered.",
        discussion:
            "With --json one line for each. It goes by `exchange` in the configuration, to municipalities whose "
            + "list has organisationHer, serviceHer and serviceName.")
    static let examples = [
        Example("budstikke-register messages list", "all of them"),
        Example("budstikke-register messages list --standing failed --json", "what will not arrive, and why"),
    ]
    @Option(help: "Only these: queued, written, acknowledged, accepted, rejected, unanswered, failed.")
    var standing: MessageQuestion.Standing?
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(MessageQuestion(standing: standing))
        var table = TextTable("UNIT", "STANDING", "WHY", "ATTEMPT", "QUEUED", "TOLD", "SUBMISSION")
        for message in reply.messages {
            table.row(
                message.unit.description, message.standing.rawValue, message.code, String(message.attempt),
                LocalTime.text(message.queuedAt),
                message.toldAt.map(LocalTime.text), message.submission.text)
        }
        let none =
            reply.isConfigured ? "There are none." : "`exchange` is not configured: feedback goes to the portal only."
        try global.output.show(lines: reply.messages, text: table.text(empty: none))
    }
}

/// Sends a message with feedback again.
struct MessagesResendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Send a message again that failed, was rejected or was never answered.",
        discussion: "It goes as a new message to the address that the municipality has now. One that is under way, or "
            + "that the municipality has taken, is not sent again.")
    static let examples = [
        Example("budstikke-register messages resend 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b", "by its submission"),
        Example(
            "budstikke-register messages resend 0f6b1d1e-8f0a-4c7e-9b1a-2d3c4e5f6a7b --dry-run", "see whether it may"),
    ]
    @Argument(help: "The submission, by its id.") var submission: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard SubmissionID(submission) != nil else {
            throw ValidationError("A submission's id is a UUID in lower case.")
        }
    }

    func run() async throws {
        guard let id = SubmissionID(submission) else {
            throw ValidationError("A submission's id is a UUID in lower case.")
        }
        let reply = try await global.ask(MessageRepetition(id, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Queued again as a new message\(change.note).\n")
    }
}

extension MessageQuestion.Standing: ExpressibleByArgument {}

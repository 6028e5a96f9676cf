public import ArgumentParser
import Commands
import Identifiers
public import RegisterNode

/// Whether the municipalities have their feedback, where it went through the exchange.
struct MessagesCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages",
        abstract: "The feedback that went as messages of the exchange, and what the municipalities' programs answered.",
        discussion:
            "With --json one line for each. It goes by `exchange` in the configuration, to municipalities whose "
            + "list has organisationHer, serviceHer and serviceName.")
    static let examples = [
        Example("budstikke-register messages", "all of them"),
        Example("budstikke-register messages --standing failed --json", "what will not arrive, and why"),
    ]
    @Option(help: "Only these: queued, written, acknowledged, accepted, rejected, unanswered, failed.")
    var standing: MessageQuestion.Standing?
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let reply = try global.ask(MessageQuestion(standing: standing))
        var table = TextTable("UNIT", "STANDING", "WHY", "QUEUED", "TOLD", "SUBMISSION")
        for message in reply.messages {
            table.row(
                message.unit.description, message.standing.rawValue, message.code, LocalTime.text(message.queuedAt),
                message.toldAt.map(LocalTime.text), message.submission.text)
        }
        let none =
            reply.isConfigured ? "There are none." : "`exchange` is not configured: feedback goes to the portal only."
        try global.output.show(lines: reply.messages, text: table.text(empty: none))
    }
}

extension MessageQuestion.Standing: ExpressibleByArgument {}

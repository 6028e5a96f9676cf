import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import MunicipalNode

/// "Where would this message go?"
struct RouteCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "route", abstract: "Tell where a message would go. Nothing is sent.",
        discussion:
            "An own HER-id is answered with the record system that gets it, any other with address, certificate "
            + "and agreement.")
    static let examples = [
        Example("budstikke route 8094866", "to a partner"),
        Example("budstikke route 10002 --type LOG_INNLAGT", "to one of the tenant's own"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The HER-id it is for.") var her: HERId
    @Option(name: [.customLong("type"), .customLong("action")], help: "The type (eb:Action).") var type: String?
    @Option(help: "Which of the tenant's own HER-ids sends it.") var from: HERId?

    func run() async throws {
        let reply = try await global.ask(
            RouteQuestion(tenant: which.tenant, her: her, action: type, from: from))
        try global.output.show(reply, text: RouteText.text(reply, paint: global.output.paint))
        if !reply.passes { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

/// The answer in words.
enum RouteText {
    static func text(_ reply: RouteQuestion.Reply, paint: Paint) -> String {
        let lines = reply.steps.enumerated().map { index, step in
            let mark = step.ok ? paint.green("ok   ") : paint.red("stops")
            return "\(index + 1). \(mark)  \(TextTable.clean(step.sentence))\n"
        }
        return lines.joined() + (reply.passes ? "It would get there.\n" : "It would not get there now.\n")
    }
}

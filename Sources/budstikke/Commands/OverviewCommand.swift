import ArgumentParser
import CommandOutcome
import Commands
import MunicipalNode

/// "Is everything all right?"
struct OverviewCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "overview", abstract: "Tell whether everything is all right, and what needs a hand.",
        discussion: "Ends with 1 when something needs a hand.")
    static let examples = [
        Example("budstikke overview", "one sentence, and what is behind it"),
        Example("budstikke overview --tenant nordvik --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(OverviewQuestion(tenant: which.tenant))
        try global.output.show(reply, text: TaskText.overview(reply, paint: global.output.paint))
        if !reply.ok { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

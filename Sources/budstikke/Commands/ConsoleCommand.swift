public import ArgumentParser
import CommandOutcome
import Commands
public import MunicipalNode
import Store

extension MessageRight: ExpressibleByArgument {}

/// A way in to the tenant's pages.
struct ConsoleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Make a link by which somebody comes to the pages of a tenant: once, within fifteen minutes.",
        discussion: "The pages are served by `budstikke serve` where the configuration has `web:`.")
    static let examples = [
        Example("budstikke console --person 'Kari Prøvesen'", "to see how messages stand, and to act on them"),
        Example(
            "budstikke console --person 'Ola Prøvesen' --may look --reporting", "only to see; and the yearly report"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "Whose link it is: the name that the record of what was done has.") var person: String
    @Option(help: "What they may do with messages: look, act; both when left out.") var may: [MessageRight] = []
    @Flag(help: "The yearly report too: extract, seal, send and fetch.") var reporting = false

    func run() async throws {
        let messages = may.isEmpty ? MessageRight.allCases : may
        let reply = try await global.ask(
            ConsoleLink(
                tenant: which.tenant, person: person, messages: messages,
                reporting: reporting ? ReportRight.allCases : []), dryRun: change.dryRun)
        try LinkText(
            address: reply.address, person: reply.person, tenant: reply.tenant,
            rights: reply.messages.map(\.rawValue) + reply.reporting.map(\.rawValue), expiresAt: reply.expiresAt
        ).show(reply, by: global.output)
    }
}

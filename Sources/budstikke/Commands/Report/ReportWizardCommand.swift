import ArgumentParser
import Commands
import Foundation
import MunicipalNode
import ReportWizard
import Store

/// "Here is your link."
struct ReportWizardCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "wizard",
        abstract: "Make the link by which somebody reports in a browser: once, within 15 minutes.",
        discussion:
            "Needs a running server with `web:` in its configuration. Whoever has the link is taken for the person: "
            + "hand it over inside the secure zone. Several persons can work on one report with different rights.")
    static let examples = [
        Example("budstikke report wizard --person 'Kari Prøvesen'", "the link stands alone on stdout"),
        Example(
            "budstikke report wizard --person 'Ola Prøvesen' --may extract --json", "only to bring in and check"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "Whose link it is: the name that the record of what was done has.") var person: String
    @Option(help: "What they may do: extract, seal, send, fetch; everything when left out.") var may: [ReportRight] = []

    func run() async throws {
        let rights = may.isEmpty ? ReportRight.allCases : may
        let reply = try await global.ask(
            ReportWizardLink(tenant: which.tenant, person: person, rights: rights), dryRun: change.dryRun)
        try LinkText(
            address: reply.address, person: reply.person, tenant: reply.tenant, rights: reply.rights.map(\.rawValue),
            expiresAt: reply.expiresAt
        ).show(reply, by: global.output)
    }
}

import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import MunicipalNode

/// The state of information security.
struct SecurityCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "security",
        abstract: "How the information is protected: safeguards, the guide's eight questions, cryptography in use.",
        subcommands: [SecurityReportCommand.self, SecuritySignCommand.self])
    static let examples = [
        Example("budstikke security report", "read it"),
        Example(
            "budstikke security sign --person 'Kari Prøvesen' --seen 4f1c09aa", "sign that you have gone through it"),
    ]
}

struct SecurityReportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Tell the state of each safeguard, and answer the risk questions.",
        discussion: "Answered from the running configuration. Ends with 1 when a safeguard is not in order.")
    static let examples = [
        Example("budstikke security report", "the whole document"),
        Example("budstikke security report --tenant nordvik --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(SecurityReport(tenant: which.tenant))
        try global.output.show(reply, text: SecurityText.report(reply, paint: global.output.paint))
        if !reply.ok { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

struct SecuritySignCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign that a person has gone through the report; needed before production.")
    static let examples = [
        Example("budstikke security sign --person 'Kari Prøvesen' --seen 4f1c09aa", "counts for 30 days"),
        Example(
            "budstikke security sign --person 'Kari Prøvesen' --seen 4f1c09aa --dry-run", "see what would be signed"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "The name of the person who has gone through it.") var person: String
    @Option(help: "The mark at the end of the report that they read.") var seen: String

    func run() async throws {
        let review = try await global.ask(
            SecuritySign(tenant: which.tenant, person: person, seen: seen), dryRun: change.dryRun)
        try global.output.show(review, text: SecurityText.signed(review, note: change.note))
    }
}

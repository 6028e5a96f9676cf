import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// Persons who have got another identity number, by two persons of the trustee's.
struct IdentityCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "Persons who have got another identity number: one person asks, another allows the file.",
        subcommands: [IdentityRequestCommand.self, ApproveCommand<IdentityApproval>.self, IdentityImportCommand.self])
    static let examples = [
        Example("budstikke-trustee identity request - --reason \"List 17/9\" < changes.csv", "ask"),
        Example("budstikke-trustee identity import - --request 6 < changes.csv", "once another has allowed it"),
    ]
}

struct IdentityRequestCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Ask that a file of new numbers may be taken.",
        discussion: "Columns: old;new, with this heading, as a D-number and the birth number after it. Nothing is taken"
            + " yet: what another person allows is this very file, by its SHA-256.")
    static let examples = [
        Example("budstikke-trustee identity request - --reason \"List 17/9\" < changes.csv", "from stdin"),
        Example("budstikke-trustee identity request changes.csv --reason \"List 17/9\"", "from a file"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Argument(help: "The file, or - for stdin.") var file: String
    @Option(help: "Why it is needed; kept with the request.") var reason: String

    func run() async throws {
        let bytes = try InputFile.read(file, limit: 16 << 20)
        let made = try await options.ask(IdentityChangeRequest(bytes, reason: reason))
        try options.output.show(
            made,
            text: "Request \(made.request), \(made.lines) lines, SHA-256 \(made.file).\n"
                + "Another person must allow it within a day.\n")
    }
}

struct IdentityImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take the file that another person has allowed: each keeps the pseudonym.",
        discussion: "It cannot be taken back. What is known already changes nothing, and nothing says what was known.")
    static let examples = [
        Example("budstikke-trustee identity import - --dry-run < changes.csv", "check the file"),
        Example("budstikke-trustee identity import - --request 6 --yes < changes.csv", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file, or - for stdin.") var file: String
    @Option(help: "The request that was allowed.") var request: Int64?

    func validate() throws {
        guard request != nil || change.dryRun else { throw ValidationError("--request is the request's number.") }
    }

    func run() async throws {
        let bytes = try InputFile.read(file, limit: 16 << 20)
        try change.confirm("Join the numbers of this file for good?")
        let reply = try await options.ask(IdentityChangeImport(bytes, permit: change.dryRun ? nil : request))
        let sentence = change.dryRun ? "\(reply.lines) lines can be taken" : "\(reply.lines) lines were taken"
        try options.output.show(reply, dryRun: change.dryRun, text: "\(sentence)\(change.note).\n")
    }
}

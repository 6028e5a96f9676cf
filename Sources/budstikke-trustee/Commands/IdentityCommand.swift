import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// Persons who have got another identity number.
struct IdentityCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity", abstract: "Persons who have got another identity number.",
        subcommands: [IdentityImportCommand.self])
    static let examples = [
        Example("budstikke-trustee identity import - --dry-run < changes.csv", "check the list"),
        Example("budstikke-trustee identity import - < changes.csv", "each keeps the pseudonym"),
    ]
}

struct IdentityImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Tell of persons who have got another number: each keeps the pseudonym.",
        discussion:
            "Columns: old;new, with this heading, as a D-number and the birth number after it. It cannot be taken"
            + " back. What is known already changes nothing, so a list may be given twice.")
    static let examples = [
        Example("budstikke-trustee identity import - --dry-run < changes.csv", "check the list"),
        Example("budstikke-trustee identity import - --yes < changes.csv", "not asked"),
    ]
    @OptionGroup var options: TrusteeOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file, or - for stdin.") var file: String

    func run() async throws {
        let bytes = try InputFile.read(file, limit: 16 << 20)
        try change.confirm("Join the numbers of this list for good?")
        let reply = try await options.ask(IdentityChangeImport(bytes, dryRun: change.dryRun))
        let told = "Joined: \(reply.joined), merged: \(reply.merged), known before: \(reply.knownBefore).\n"
        try options.output.show(
            reply, dryRun: change.dryRun, text: change.dryRun ? "The list can be taken\(change.note).\n" : told)
    }
}

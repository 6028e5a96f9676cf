import ArgumentParser
import CommandOutcome
import Commands
import ServiceCommands
import TrusteeNode

/// The record of who did what.
struct AuditCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The record of who did what.", subcommands: [AuditVerifyCommand.self])
    static let examples = [
        Example("budstikke-trustee audit verify", "exit code 1 when something is wrong"),
        Example("budstikke-trustee audit verify --json", "for a timer"),
    ]
}

struct AuditVerifyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the whole audit chain; exit code 1 when something is wrong.",
        discussion: "Keep the printed checkpoint elsewhere: with --checkpoint an older store in place of the newer one"
            + " is noticed too.")
    static let examples = [
        Example("budstikke-trustee audit verify", "the chain itself"),
        Example("budstikke-trustee audit verify --checkpoint kept.json", "and that nothing older was put in place"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Option(help: "JSON that this command has printed before.") var checkpoint: String?

    func run() async throws {
        let kept = try checkpoint.map { try InputFile.read($0, limit: 65_536) }
        let reply = try await options.ask(AuditQuestion(keptCheckpoint: kept))
        var lines = ["Records: \(reply.records)"]
        lines.append(
            reply.brokenAt.map { "Broken: record \($0) is not what it was, or is missing." }
                ?? "Every record follows from the one before.")
        lines += reply.openIntents.map {
            "A key was to be used, and the outcome is not recorded: \(TextTable.clean($0))"
        }
        try options.output.show(reply, text: lines.joined(separator: "\n") + "\n")
        if !reply.isWhole { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

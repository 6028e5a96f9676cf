package import ArgumentParser
import CommandOutcome
package import Commands
package import ServiceNode

/// A program that keeps a record of what was done.
package protocol AuditedProgram: ServiceProgram where Administration: AuditedAdministration {
    /// What else `audit verify` should be told with, as a sentence.
    static var auditing: String { get }
}

/// The record of what was done.
package struct AuditCommand<Program: AuditedProgram>: ParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit", abstract: "The record of what was done, and whether it is whole.",
            subcommands: [AuditVerifyCommand<Program>.self])
    }
    package static var examples: [Example] { AuditVerifyCommand<Program>.examples }

    package init() {}
}

package struct AuditVerifyCommand<Program: AuditedProgram>: AsyncParsableCommand, ExampledCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify", abstract: "Check the whole record; exit code 1 when something is wrong.",
            discussion: Program.auditing)
    }
    package static var examples: [Example] {
        [
            Example("\(Program.name) audit verify", "in words"),
            Example("\(Program.name) audit verify --json", "for a timer"),
        ]
    }
    @OptionGroup var global: ConfigurationOptions<Program>

    package init() {}

    package func run() async throws {
        let reply = try await global.ask(AuditQuestion<Program.Administration>())
        try global.output.show(reply, text: text(reply))
        if !reply.isWhole { throw ExitCode(ExitStatus.negative.rawValue) }
    }

    private func text(_ reply: AuditReply) -> String {
        var lines = ["Records: \(reply.records)"]
        if let digest = reply.digest { lines.append("Newest: \(digest)") }
        lines.append(
            reply.brokenAt.map {
                "Broken: record \($0) does not follow from the one before. Someone has changed the file."
            } ?? "Every record follows from the one before.")
        lines += reply.openIntents.map {
            "A key was to be used and the outcome is not recorded: \(TextTable.clean($0))"
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

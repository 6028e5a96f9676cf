import ArgumentParser
import CommandOutcome
import Commands
import MunicipalNode

/// Who did what to what, and proof that nothing of it was changed.
struct AuditCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who did what, and whether the record of it is whole.",
        subcommands: [AuditVerifyCommand.self, AuditShowCommand.self])
    static let examples = [
        Example("budstikke audit verify", "exit code 1 when something is wrong"),
        Example("budstikke audit show", "the record itself"),
    ]
}

struct AuditVerifyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the whole audit chain; exit code 1 when something is wrong.")
    static let examples = [
        Example("budstikke audit verify", "the only tenant's"),
        Example("budstikke audit verify --tenant nordvik --json", "for a timer"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(AuditVerify(tenant: which.tenant))
        try global.output.show(reply, text: AuditText.verdict(reply))
        if !reply.ok { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

struct AuditShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "The record, oldest first.")
    static let examples = [
        Example("budstikke audit show --after 1200", "what came after one record"),
        Example("budstikke audit show --limit 1000 --json", "JSON Lines, to keep elsewhere"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Option(help: "Only what came after this record.") var after: Int64 = 0
    @Option(help: "How many at most.") var limit = 100

    func run() async throws {
        let reply = try await global.ask(AuditShow(tenant: which.tenant, after: after, limit: limit))
        try global.output.show(lines: reply.records, text: AuditText.list(reply))
    }
}

/// The audit chain in words and tables.
enum AuditText {
    static func verdict(_ reply: AuditVerify.Reply) -> String {
        var lines = ["Records: \(reply.records)"]
        lines.append(
            reply.brokenAt.map {
                "Broken: record \($0) does not follow from the one before. Someone has changed the file."
            }
                ?? "Every record follows from the one before.")
        lines += reply.openIntents.map {
            "A key was to be used and the outcome is not recorded: \(TextTable.clean($0))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func list(_ reply: AuditShow.Reply) -> String {
        var table = TextTable("NO.", "TIME", "WHO", "WHAT", "DETAIL")
        for record in reply.records {
            let detail = record.detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            table.row(
                String(record.sequence), LocalTime.text(record.at), record.actor, record.action,
                detail.joined(separator: " "))
        }
        return table.text(empty: "There is nothing on record.")
    }
}

import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Texts

/// "Let the register's answers come to me."
struct ReportClientCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "client",
        abstract: "Let registers' feedback for the tenant's HER-ids go to the reporting client.",
        discussion: "Sets a rule for each HER-id and this one type of message; everything else goes where it went. "
            + "Again after a HER-id was added.")
    static let examples = [
        Example("budstikke report client", "the only tenant"),
        Example("budstikke report client --tenant nordvik --dry-run", "what would be set"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        let reply = try await global.ask(ReportClient(tenant: which.tenant), dryRun: change.dryRun)
        let hers = reply.rules.compactMap(\.her).map(\.description).joined(separator: ", ")
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "Registers' feedback for \(hers) goes to the reporting client\(change.note).\n"
                + "`budstikke report fetch` takes what has come.\n")
    }
}

/// "Has the answer come?"
struct ReportFetchCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Take the register's feedback out of the tenant's inbox of the exchange.",
        discussion: "What is taken is kept encrypted in the data directory, and answered with an application receipt. "
            + "What is not the register's, or not of a report that was begun here, is rejected. Exit code 1 when "
            + "anything was. What could not be taken now is told of with its reason and stays for the next time.")
    static let examples = [
        Example("budstikke report fetch", "the only tenant's"),
        Example("budstikke report fetch --list --json", "what has been fetched so far"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Flag(help: "Fetch nothing; show what has been fetched so far.") var list = false

    func run() async throws {
        if list { return try await showList() }
        let reply = try await global.ask(ReportFetch(tenant: which.tenant), dryRun: change.dryRun)
        let text = reply.items.isEmpty ? "Nothing waits.\n" : reply.items.map(line).joined() + note
        try global.output.show(reply, dryRun: change.dryRun, text: text + reply.failed.map(line).joined())
        if let first = reply.failed.first { throw ExitCode(first.error.exit.rawValue) }
        if reply.items.contains(where: { $0.outcome == .refused }) {
            throw ExitCode(ExitStatus.negative.rawValue)
        }
    }

    private var note: String { change.dryRun ? "Dry run: nothing was taken.\n" : "" }

    private func line(_ item: ReportFetch.Item) -> String {
        let message = item.message.uuidString.lowercased()
        switch item.outcome {
        case .taken:
            let submission = item.submission?.text ?? ""
            return "\(item.unit?.description ?? ""), \(item.year.map(String.init) ?? ""): \(item.octets ?? 0) octets.\n"
                + "  budstikke report open \(submission)\n"
        case .repeated: return "\(message): the same as one that came before.\n"
        case .refused: return "\(message): rejected. \(item.refusal?.phrase.en ?? "")\n"
        case .other: return "\(message): no feedback from a register; it stays where it is.\n"
        }
    }

    private func line(_ failure: ReportFetch.Failure) -> String {
        "\(failure.message.uuidString.lowercased()): not taken now. \(failure.error.sentence)\n"
            + (failure.error.remedy.map { "  \($0)\n" } ?? "")
    }

    private func showList() async throws {
        let reply = try await global.ask(ReportFeedbackList(tenant: which.tenant))
        var table = TextTable("FETCHED", "UNIT", "YEAR", "OCTETS", "SUBMISSION")
        for item in reply.feedback {
            table.row(
                LocalTime.text(item.fetchedAt), item.unit.description, String(item.year), String(item.octets),
                item.submission.text)
        }
        try global.output.show(lines: reply.feedback, text: table.text(empty: "Nothing has been fetched yet."))
    }
}

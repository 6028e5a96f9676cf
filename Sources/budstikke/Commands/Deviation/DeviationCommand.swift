import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store

/// Deviations: handling of messages that was not by the rules, followed up until it cannot happen again.
struct DeviationCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "deviation", abstract: "Deviations (avvik): report, follow up, close, count and hand on.",
        subcommands: [
            DeviationOpenCommand.self, DeviationListCommand.self, DeviationShowCommand.self,
            DeviationChangeCommand.self, DeviationCloseCommand.self, DeviationExportCommand.self,
            DeviationStatisticsCommand.self,
        ])
    static let examples = [
        Example("budstikke deviation list", "what is not closed, newest first"),
        Example("budstikke deviation show 7", "one deviation, with its history"),
    ]
}

/// The fields that somebody gives.
struct DeviationFieldOptions: ParsableArguments {
    static let explanation =
        "Fields for --set: " + DeviationField.allCases.map(\.rawValue).joined(separator: ", ")
        + ". Times are written as 2026-11-30T14:05. Texts are about the work, never about who the patient is."

    @Option(name: .customLong("set"), help: ArgumentHelp("One field; may be repeated.", valueName: "field=text"))
    var set: [String] = []

    func fields() throws -> [DeviationField: String] {
        var fields: [DeviationField: String] = [:]
        for text in set {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let field = DeviationField(rawValue: parts[0]) else {
                throw ValidationError("--set takes FIELD=TEXT. \(Self.explanation)")
            }
            fields[field] = parts[1]
        }
        return fields
    }
}

struct DeviationOpenCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Report a deviation.", discussion: DeviationFieldOptions.explanation)
    static let examples = [
        Example(
            "budstikke deviation open --category delayed --discovered 2026-11-30T14:05 --what 'Køen sto stille'",
            "what is known when it is discovered"),
        Example(
            "budstikke deviation open --category misdirected --discovered 2026-11-30T14:05 --what 'Feil mottaker' "
                + "--message 5f0c6a0e-6f0e-4b7e-9a54-2f7f0d3c1b11 --task 7", "about a message, and the task it came of"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var given: DeviationFieldOptions
    @Option(help: "What kind: misdirected, disclosure, lost, delayed, breach, other.")
    var category: Deviation.Category
    @Option(help: "When it was discovered.") var discovered: String
    @Option(help: "What happened.") var what: String
    @Option(help: "A message it is about, by any of its ids; may be repeated.") var message: [String] = []
    @Option(help: "The task it came of.") var task: Int64?
    @Option(help: "Who has it.") var owner: String?

    func run() async throws {
        var fields = try given.fields()
        (fields[.category], fields[.discovered], fields[.what]) = (category.rawValue, discovered, what)
        if !message.isEmpty { fields[.messages] = message.joined(separator: " ") }
        if let task { fields[.task] = "\(task)" }
        if let owner { fields[.owner] = owner }
        let reply = try await global.ask(
            DeviationOpen(tenant: which.tenant, fields: fields), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Deviation \(reply.deviation.number) is opened\(change.note).\n")
    }
}

struct DeviationChangeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Write on a deviation, take it to its next state, or open it again.",
        discussion:
            "States follow one another: new, inProgress, measures, closed. A closed one goes back to inProgress, "
            + "with a reason.\n" + DeviationFieldOptions.explanation)
    static let examples = [
        Example("budstikke deviation change 7 --to inProgress --set owner='Kari Prøvesen'", "she has begun"),
        Example("budstikke deviation change 7 --set cause='Feil i adresseregisteret'", "one field"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var given: DeviationFieldOptions
    @Argument(help: "The deviation's number.") var number: Int64
    @Option(name: .customLong("to"), help: "The state it goes to.") var state: Deviation.State?
    @Option(help: "Why it is opened again.") var reason: String?

    func run() async throws {
        var request = DeviationChange(tenant: which.tenant, number: number, fields: try given.fields())
        (request.state, request.reason) = (state, reason)
        guard state != nil || !request.fields.isEmpty else {
            throw ValidationError("Say what changes, with --set FIELD=TEXT or --to STATE.")
        }
        let reply = try await global.ask(request, dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "Deviation \(number) is changed: \(reply.deviation.stateWords)\(change.note).\n")
    }
}

struct DeviationCloseCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a deviation.",
        discussion: "It needs a cause, a time at which the normal state was restored, and a preventive measure; an "
            + "unauthorised disclosure also what was decided about notifying the authority.\n"
            + DeviationFieldOptions.explanation)
    static let examples = [
        Example("budstikke deviation close 7", "all is known already"),
        Example(
            "budstikke deviation close 7 --set restored=2026-12-01T09:00 --set prevention='Ny kontroll hver morgen'",
            "with what was missing"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var given: DeviationFieldOptions
    @Argument(help: "The deviation's number.") var number: Int64

    func run() async throws {
        var request = DeviationChange(tenant: which.tenant, number: number, fields: try given.fields())
        request.state = .closed
        let reply = try await global.ask(request, dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "Deviation \(number) is closed\(change.note).\n")
    }
}

import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts

struct DeviationListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Deviations, newest first.")
    static let examples = [
        Example("budstikke deviation list --category disclosure", "one kind, those that are not closed"),
        Example("budstikke deviation list --all --json", "closed ones too, as JSON Lines"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Flag(help: "Closed ones too.") var all = false
    @Option(help: "Only those in one state.") var state: Deviation.State?
    @Option(help: "Only one kind.") var category: Deviation.Category?
    @Option(help: "Only those about a message, by any of its ids.") var message: String?
    @Option(help: "How many at most.") var limit = 50
    @Option(help: "Only those before this number: the next page.") var before: Int64?

    func run() async throws {
        var list = DeviationList(tenant: which.tenant)
        list.states = state.map { [$0] } ?? (all ? Deviation.State.allCases : nil)
        (list.category, list.message, list.limit, list.before) = (category, message, limit, before)
        let reply = try await global.ask(list)
        try global.output.show(lines: reply.deviations, text: DeviationOutput.list(reply.deviations))
    }
}

struct DeviationShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One deviation with its history, or what is told of it.")
    static let examples = [
        Example("budstikke deviation show 7", "its fields and history"),
        Example("budstikke deviation show 7 --authority", "what the data protection authority asks, in its order"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The deviation's number.") var number: Int64
    @Flag(help: "What the data protection authority asks, in its order, as text.") var authority = false
    @Flag(help: "The text for the partner.") var partner = false

    func run() async throws {
        let reply = try await global.ask(DeviationShow(tenant: which.tenant, number: number))
        let text: String
        switch (authority, partner) {
        case (true, _):
            text =
                reply.authorityText.map(DeviationOutput.clean)
                ?? "It is no unauthorised disclosure: the authority asks nothing.\n"
        case (_, true):
            text =
                reply.partnerNotice.map(DeviationOutput.clean)
                ?? "No message is linked: there is nothing to tell a partner.\n"
        default: text = DeviationOutput.show(reply)
        }
        try global.output.show(reply, text: text)
    }
}

struct DeviationExportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "One deviation or all, whole, as JSON Lines; it is on record.")
    static let examples = [
        Example("budstikke deviation export > deviations.jsonl", "all of them"),
        Example("budstikke deviation export 7 --json", "one"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The deviation's number; all when left out.") var number: Int64?

    func run() async throws {
        let number = number
        let documents = try await global.connected { connection in
            var (documents, before) = ([DeviationDocument](), Int64?.none)
            repeat {
                let reply = try await connection.perform(
                    DeviationExport(tenant: which.tenant, before: before, only: number))
                documents += reply.deviations
                before = reply.next
            } while before != nil
            return documents
        }
        let lines = try DeviationOutput.jsonLines(documents)
        try global.output.show(lines: documents, text: lines)
    }
}

struct DeviationStatisticsCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics", abstract: "How many of each kind in each month, and how long they took.")
    static let examples = [
        Example("budstikke deviation statistics", "as a table"),
        Example("budstikke deviation statistics --csv > deviations.csv", "for a spreadsheet"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Flag(help: "As a spreadsheet reads it.") var csv = false

    func run() async throws {
        let reply = try await global.ask(DeviationCount(tenant: which.tenant))
        let text = csv ? String(decoding: reply.csv(.en), as: UTF8.self) : DeviationOutput.statistics(reply)
        try global.output.show(reply, text: text)
    }
}

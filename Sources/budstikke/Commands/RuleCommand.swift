import ArgumentParser
import Commands
import Identifiers
import MunicipalNode

/// Which record system gets what.
struct RuleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Which record system gets which documents.",
        subcommands: [RuleListCommand.self, RuleAddCommand.self, RuleRemoveCommand.self])
    static let examples = [
        Example("budstikke record-system rule list", "all rules"),
        Example("budstikke record-system rule add journal --action LOG_INNLAGT", "by type"),
    ]
}

struct RuleListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All rules of a tenant.")
    static let examples = [
        Example("budstikke record-system rule list", "a table"),
        Example("budstikke record-system rule list --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(RuleList(tenant: which.tenant))
        try global.output.show(reply, text: text(reply))
    }

    private func text(_ reply: RuleList.Reply) -> String {
        var table = TextTable("RULE", "HER-ID", "TYPE", "RECORD SYSTEM")
        for rule in reply.rules {
            table.row(rule.id, rule.her?.description ?? "any", rule.action ?? "any", rule.recordSystem)
        }
        return table.text(empty: "There are no rules: each document goes to the record system of its HER-id.")
    }
}

struct RuleAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Send documents for a HER-id, of a type, or both, to a record system.")
    static let examples = [
        Example("budstikke record-system rule add journal --her 8094866", "everything for one HER-id"),
        Example("budstikke record-system rule add lab --action SVAR_LAB", "one type, whoever it is for"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The record system.") var recordSystem: String
    @Option(help: "Only for this HER-id.") var her: HERId?
    @Option(help: "Only of this type (eb:Action).") var action: String?

    func validate() throws {
        if her == nil, action == nil { throw ValidationError("Give --her, --action or both.") }
    }

    func run() async throws {
        let reply = try await global.ask(
            RuleAdd(tenant: which.tenant, her: her, action: action, recordSystem: recordSystem),
            dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "Rule `\(reply.rule.id)` is set\(change.note).\n")
    }
}

struct RuleRemoveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a rule.")
    static let examples = [
        Example("budstikke record-system rule remove 8094866-any", "by the name that `list` shows"),
        Example("budstikke record-system rule remove any-SVAR_LAB --dry-run", "see that it is there"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The rule, as `rule list` shows it.") var rule: String

    func run() async throws {
        let reply = try await global.ask(RuleRemove(tenant: which.tenant, id: rule), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "Rule `\(reply.id)` is removed\(change.note).\n")
    }
}

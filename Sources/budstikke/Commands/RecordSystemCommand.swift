import ArgumentParser
import Identifiers
import MunicipalNode

/// Record systems: the applications that send and receive documents.
struct RecordSystemCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-system", abstract: "The applications that send and receive documents.",
        subcommands: [
            RecordSystemListCommand.self, RecordSystemAddCommand.self, RecordSystemRemoveCommand.self,
            RuleCommand.self,
        ])
    static let examples = [
        Example("budstikke record-system list", "all of them"),
        Example("budstikke record-system add journal --folder /srv/journal --her 8094866", "connect one"),
    ]
}

struct RecordSystemListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All record systems of a tenant.")
    static let examples = [
        Example("budstikke record-system list", "a table"),
        Example("budstikke record-system list --tenant nordvik --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(RecordSystemList(tenant: which.tenant))
        try global.output.show(reply, text: text(reply))
    }

    private func text(_ reply: RecordSystemList.Reply) -> String {
        var table = TextTable("NAME", "HER-IDS", "FOLDER")
        for system in reply.recordSystems {
            table.row(system.name, system.herIDs.map(\.description).joined(separator: ","), system.folder)
        }
        return table.text(empty: "There is no record system yet.")
    }
}

struct RecordSystemAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add or change a record system and make the areas in its folder.",
        discussion:
            "In the folder it makes `out` (documents to send), `in` (documents received), `receipts`, `taken` and "
            + "`refused`. Make the folder first, with a group that the server and the record system share: "
            + "`install -d -m 2770 -g GROUP FOLDER`.")
    static let examples = [
        Example("budstikke record-system add journal --folder /srv/journal --her 8094866", "for one HER-id"),
        Example("budstikke record-system add plo --folder /srv/plo --her 10002 --her 10003", "for two"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Its name: lower-case letters, digits, hyphens.") var name: String
    @Option(
        help:
            "Its folder, absolute. It must be there already, and both the server and the record system must be able to write in it."
    )
    var folder: String
    @Option(help: "One of the tenant's own HER-ids that it sends and receives for; may be given several times.")
    var her: [HERId]

    func run() async throws {
        let reply = try await global.ask(
            RecordSystemAdd(tenant: which.tenant, systemName: name, folder: folder, herIDs: her),
            dryRun: change.dryRun)
        for remark in reply.remarks { global.output.say(remark) }
        let verb = reply.created ? "added" : "changed"
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Record system `\(name)` is \(verb)\(change.note).\n")
    }
}

struct RecordSystemRemoveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a record system out of use; its folder is left as it is.")
    static let examples = [
        Example("budstikke record-system remove journal", "after being asked"),
        Example("budstikke record-system remove journal --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Its name.") var name: String

    func run() async throws {
        try change.confirm("The record system `\(name)` will send and receive nothing more. Go on?")
        let reply = try await global.ask(
            RecordSystemRemove(tenant: which.tenant, systemName: name), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Record system `\(reply.recordSystem)` is out of use\(change.note).\n")
    }
}

/// Which record system gets what.
struct RuleCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Which record system gets which documents.",
        subcommands: [RuleListCommand.self, RuleAddCommand.self, RuleRemoveCommand.self])
    static let examples = [
        Example("budstikke record-system rule list", "all rules"),
        Example("budstikke record-system rule add journal --action DIALOG_INNBYGGER_KOORDINATOR", "by type"),
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

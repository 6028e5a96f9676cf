import ArgumentParser
import Commands
import Identifiers
import MunicipalNode

/// Record systems: the applications that send and receive documents.
struct RecordSystemCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "record-system", abstract: "The applications that send and receive documents.",
        subcommands: [
            RecordSystemListCommand.self, RecordSystemAddCommand.self, RecordSystemRemoveCommand.self,
            RuleCommand.self, TokenCommand.self,
        ])
    static let examples = [
        Example("budstikke record-system list", "all of them"),
        Example("budstikke record-system add journal --her 8094866", "connect one through the API"),
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
            table.row(system.name, system.herIDs.map(\.description).joined(separator: ","), system.folder ?? "(API)")
        }
        return table.text(empty: "There is no record system yet.")
    }
}

struct RecordSystemAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add or change a record system: by the API, or with a folder.",
        discussion:
            "Without --folder it uses the API: its first token is printed, once, with a call to try. With --folder it "
            + "gets the areas `out` (documents to send), `in` (documents received), `receipts`, `taken` and `refused` "
            + "there. Make the folder first, with a group that the server and the record system share: "
            + "`install -d -m 2770 -g GROUP FOLDER`.")
    static let examples = [
        Example("budstikke record-system add journal --her 8094866", "by the API; prints a token"),
        Example("budstikke record-system add plo --folder /srv/plo --her 10002 --her 10003", "with a folder"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Its name: lower-case letters, digits, hyphens.") var name: String
    @Option(
        help:
            "Its folder, absolute. It must be there already, and both the server and the record system must be able to write in it."
    )
    var folder: String?
    @Option(help: "One of the tenant's own HER-ids that it sends and receives for; may be given several times.")
    var her: [HERId]

    func run() async throws {
        let reply = try await global.ask(
            RecordSystemAdd(tenant: which.tenant, systemName: name, folder: folder, herIDs: her),
            dryRun: change.dryRun)
        for remark in reply.remarks { global.output.say(remark) }
        let verb = reply.created ? "added" : "changed"
        let token = reply.token.map { token in
            "\n" + TokenText.shown(token, of: reply.recordSystem)
        }
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Record system `\(name)` is \(verb)\(change.note).\n\(token ?? "")")
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

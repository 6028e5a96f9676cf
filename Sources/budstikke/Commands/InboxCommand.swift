import ArgumentParser
import Commands
import Foundation
import MunicipalNode

/// What record systems have not read yet.
struct InboxCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "What the record systems have waiting.",
        subcommands: [InboxListCommand.self, InboxShowCommand.self], defaultSubcommand: InboxListCommand.self)
    static let examples = [
        Example("budstikke inbox", "everything that waits"),
        Example("budstikke inbox show 5d0c… > document.xml", "one document; the reading is recorded"),
    ]
}

struct InboxListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All documents that wait.")
    static let examples = [
        Example("budstikke inbox list", "for all record systems"),
        Example("budstikke inbox list --record-system journal --json", "for one, as JSON Lines"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Option(help: "Only this record system's.") var recordSystem: String?

    func run() async throws {
        let reply = try await global.ask(InboxList(tenant: which.tenant, recordSystem: recordSystem))
        try global.output.show(lines: reply.items, text: MessageText.inbox(reply))
    }
}

struct InboxShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a document that waits. Who read it is recorded.")
    static let examples = [
        Example("budstikke inbox show 5d0c… > document.xml", "by the id that `list` shows"),
        Example("budstikke inbox show 5d0c… --json", "with what is known about it, the document in base64"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The id, as in the file's name.") var id: UUID

    func run() async throws {
        let reply = try await global.ask(InboxShow(tenant: which.tenant, id: id))
        try global.output.show(reply, text: String(decoding: reply.document, as: UTF8.self))
    }
}

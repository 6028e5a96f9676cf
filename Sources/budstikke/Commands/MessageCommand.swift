import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store

/// Messages: their histories, and sending once more.
struct MessageCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Messages and what has happened to them.",
        subcommands: [
            MessageListCommand.self, MessageShowCommand.self, MessageResendCommand.self, MessageRetryCommand.self,
            MessageAskCommand.self,
        ])
    static let examples = [
        Example("budstikke message show 1f0c…", "the whole history, by any of its ids"),
        Example("budstikke message list", "the newest"),
    ]
}

struct MessageListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The newest messages.")
    static let examples = [
        Example("budstikke message list", "the newest 50, receipts left out"),
        Example("budstikke message list --all --limit 200 --json", "receipts too, as JSON Lines"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Flag(help: "Receipts and errors too.") var all = false
    @Option(help: "How many at most.") var limit = 50

    func run() async throws {
        var search = MessageSearch(tenant: which.tenant)
        search.kinds = all ? nil : [.business, .appRec, .unknown]
        search.limit = limit
        let reply = try await global.ask(search)
        try global.output.show(lines: reply.messages, text: MessageText.list(reply.messages))
    }
}

struct MessageShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One message's whole history, found by any of its ids.")
    static let examples = [
        Example("budstikke message show 1f0c…", "by MsgId, MessageId, our id, or the mail's Message-ID"),
        Example("budstikke message show 1f0c… --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "Any id of the message.") var id: String

    func run() async throws {
        let reply = try await global.ask(MessageShow(tenant: which.tenant, id: id))
        try global.output.show(reply, text: MessageText.show(reply, paint: global.output.paint))
    }
}

struct MessageResendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Send a message's stored envelope once more: a new attempt, never a new message.")
    static let examples = [
        Example("budstikke message resend 1f0c…", "after being asked"),
        Example("budstikke message resend 1f0c… --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Any id of the message.") var id: String

    func run() async throws {
        try change.confirm("Send the message \(id) once more?")
        let reply = try await global.ask(MessageResend(tenant: which.tenant, id: id), dryRun: change.dryRun)
        let server = reply.message.serverID.uuidString.lowercased()
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Message \(server) is queued to be sent again\(change.note).\n")
    }
}

struct MessageRetryCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Take up again the work of a message that was set aside, where it stood.")
    static let examples = [
        Example("budstikke message retry 1f0c…", "once the fault is corrected"),
        Example("budstikke message retry 1f0c… --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Any id of the message.") var id: String

    func run() async throws {
        try change.confirm("Take up the work of message \(id) again?")
        let reply = try await global.ask(MessageRetry(tenant: which.tenant, id: id), dryRun: change.dryRun)
        let server = reply.message.serverID.uuidString.lowercased()
        try global.output.show(reply, text: "Work of message \(server) is taken up again\(change.note).\n")
    }
}

/// Finds messages.
struct SearchCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find messages by id, partner, type, state and time.")
    static let examples = [
        Example("budstikke search --state held --state expired", "what has not got through"),
        Example("budstikke search --partner 8094866 --since 7d", "a week with one partner"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "Any id of a message.") var id: String?
    @Option(help: "The other party's HER-id.") var partner: HERId?
    @Option(help: "Which of the tenant's own HER-ids.") var her: HERId?
    @Option(name: [.customLong("type"), .customLong("action")], help: "The type (eb:Action).") var type: String?
    @Option(help: "A transport state; may be given several times.") var state: [MessageState] = []
    @Option(help: "What the receiver's record system has said.") var application: ApplicationState?
    @Option(help: "business, appRec, acknowledgment, error, fault, bounce; several times.") var kind: [MessageKind] = []
    @Option(help: "outgoing or incoming.") var direction: Direction?
    @Option(help: "From this time on: 2026-03-01, 24h, 7d.") var since: TimeArgument?
    @Option(help: "Before this time.") var until: TimeArgument?
    @Option(help: "How many at most.") var limit = 50
    @Option(help: "Only those before this number: the next page.") var before: Int64?

    func run() async throws {
        var search = MessageSearch(tenant: which.tenant)
        search.anyID = id
        search.partner = partner
        search.own = her
        search.action = type
        search.states = state.isEmpty ? nil : state
        search.application = application
        search.kinds = kind.isEmpty ? nil : kind
        search.direction = direction
        search.since = since?.date(from: Date())
        search.until = until?.date(from: Date())
        search.limit = limit
        search.before = before
        let reply = try await global.ask(search)
        try global.output.show(lines: reply.messages, text: MessageText.list(reply.messages))
        if let next = reply.next { global.output.say("There are more: add --before \(next).") }
    }
}

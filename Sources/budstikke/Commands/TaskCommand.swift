import ArgumentParser
import Commands
import Identifiers
import MunicipalNode
import Store

/// The work that messages give to people.
struct TaskCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "What needs a hand: receipts that are missing or say no, messages that stopped.",
        subcommands: [
            TaskListCommand.self, TaskShowCommand.self, TaskTakeCommand.self, TaskNoteCommand.self,
            TaskCloseCommand.self,
        ])
    static let examples = [
        Example("budstikke task list", "what is open, newest first"),
        Example("budstikke task close 7 --with otherMeans --note 'Ringte legekontoret'", "when it is done"),
    ]
}

struct TaskListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Open tasks, newest first.")
    static let examples = [
        Example("budstikke task list --partner 8094866", "those with one partner"),
        Example("budstikke task list --all --json", "closed ones too, as JSON Lines"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Flag(help: "Closed ones too.") var all = false
    @Option(help: "The other party's HER-id.") var partner: HERId?
    @Option(name: [.customLong("type"), .customLong("action")], help: "The type (eb:Action).") var type: String?
    @Option(help: "How many at most.") var limit = 50
    @Option(help: "Only those before this number: the next page.") var before: Int64?

    func run() async throws {
        var list = TaskList(tenant: which.tenant)
        list.all = all
        list.partner = partner
        list.action = type
        list.limit = limit
        list.before = before
        let reply = try await global.ask(list)
        try global.output.show(lines: reply.tasks, text: TaskText.list(reply.tasks))
    }
}

struct TaskShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One task: what it means, what to do, and what was written on it.")
    static let examples = [
        Example("budstikke task show 7", "what to do"), Example("budstikke task show 7 --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The task's number.") var id: Int64

    func run() async throws {
        let reply = try await global.ask(TaskShow(tenant: which.tenant, id: id))
        try global.output.show(reply, text: TaskText.show(reply))
    }
}

struct TaskTakeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "take", abstract: "Take a task, or give it to somebody.")
    static let examples = [
        Example("budstikke task take 7", "it is yours"),
        Example("budstikke task take 7 --owner 'Kari Prøvesen'", "it is hers"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The task's number.") var id: Int64
    @Option(help: "Who takes it; you when left out.") var owner: String?

    func run() async throws {
        var request = TaskChange(tenant: which.tenant, id: id)
        request.owner = owner.map(TaskChange.Taker.named) ?? .whoAsks
        let reply = try await global.ask(request, dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "Task \(id) is \(TaskText.owner(reply.task))'s\(change.note).\n")
    }
}

struct TaskNoteCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write something on a task: about the work, never about the patient.")
    static let examples = [
        Example("budstikke task note 7 'Ringer igjen kl. 12'", "for whoever comes after"),
        Example("budstikke task note 7 'Bestilt nytt sertifikat' --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The task's number.") var id: Int64
    @Argument(help: "What to write.") var text: String

    func run() async throws {
        var request = TaskChange(tenant: which.tenant, id: id)
        request.note = text
        let reply = try await global.ask(request, dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "Written on task \(id)\(change.note).\n")
    }
}

struct TaskCloseCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Close a task by saying what was done.",
        discussion: """
            sentAgain: the same message was sent again (`message resend`) or taken up again (`message retry`).
            corrected: the record system has sent a corrected document.
            otherMeans: the receiver was told by telephone or on paper.
            notNeeded: nothing had to be done; a note says why.
            """)
    static let examples = [
        Example("budstikke task close 7 --with corrected", "the record system has sent it anew"),
        Example("budstikke task close 7 --with notNeeded --note 'Testmelding'", "nothing to do, and why"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The task's number.") var id: Int64
    @Option(name: .customLong("with"), help: "What was done: sentAgain, corrected, otherMeans, notNeeded.")
    var closing: MessageTask.Closing
    @Option(help: "A note, about the work and never about the patient.") var note: String?

    func run() async throws {
        var request = TaskChange(tenant: which.tenant, id: id)
        request.note = note
        request.closing = closing
        let reply = try await global.ask(request, dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "Task \(id) is closed: \(reply.task.endWords ?? closing.rawValue)\(change.note).\n")
    }
}

import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import MunicipalNode
import Store

/// Who may do what in the yearly report.
struct ReportParticipantCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "participant", abstract: "Who may extract, seal, send and fetch the yearly report.",
        discussion: "A participant is a user of this machine, by log-in, also behind sudo. As long as nobody is named "
            + "every administrator may everything; from the first name on only those named may, each by their rights.",
        subcommands: [
            ReportParticipantListCommand.self, ReportParticipantAddCommand.self, ReportParticipantRemoveCommand.self,
        ])
    static let examples = [
        Example("budstikke report participant list", "who is named, and for what"),
        Example("budstikke report participant add kari --right seal --right send", "who seals and sends"),
    ]
}

struct ReportParticipantListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All participants of a tenant.")
    static let examples = [
        Example("budstikke report participant list", "the only tenant's"),
        Example("budstikke report participant list --tenant nordvik --json", "for a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(ReportParticipantList(tenant: which.tenant))
        var table = TextTable("NAME", "PERSON", "RIGHTS", "ADDED", "BY")
        for item in reply.participants {
            table.row(
                item.name, item.person, item.rights.map(\.rawValue).joined(separator: " "),
                LocalTime.text(item.addedAt),
                item.addedBy)
        }
        try global.output.show(
            lines: reply.participants, text: table.text(empty: "Nobody is named: every administrator may everything."))
    }
}

struct ReportParticipantAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Name a participant, or give one other rights.")
    static let examples = [
        Example("budstikke report participant add kari --right seal --right send", "by log-in name"),
        Example("budstikke report participant add 0 --right fetch --dry-run", "by the user's number"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A user of this machine: log-in name, or number.") var person: String
    @Option(help: "extract, seal, send or fetch; once for each. They take the place of those had before.")
    var right: [ReportRight] = []

    func validate() throws {
        if right.isEmpty { throw ValidationError("Give --right at least once.") }
    }

    func run() async throws {
        let user = try MachineUser(person)
        let reply = try await global.ask(
            ReportParticipantAdd(
                tenant: which.tenant, user: user.number, loginName: user.name, rights: right), dryRun: change.dryRun)
        let rights = reply.participant.rights.map(\.rawValue).joined(separator: ", ")
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "\(user.name) (\(reply.participant.person)) may: \(rights)\(change.note).\n"
                + ReportRight.note(reply.unheld))
    }
}

struct ReportParticipantRemoveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Take a participant away.")
    static let examples = [
        Example("budstikke report participant remove kari", "by log-in name"),
        Example("budstikke report participant remove 1001 --dry-run", "of a user who is gone from this machine"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A user of this machine: log-in name, or number.") var person: String

    func run() async throws {
        let user = try MachineUser(person)
        let reply = try await global.ask(
            ReportParticipantRemove(tenant: which.tenant, user: user.number), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "\(user.name) (\(reply.person)) is no participant any more\(change.note).\n"
                + ReportRight.note(reply.unheld))
    }
}

/// A user of this machine.
struct MachineUser {
    let number: UInt32
    let name: String

    /// - Throws: `AdministrationError` when no user has that name.
    init(_ text: String) throws {
        if let number = UInt32(text) {
            self.number = number
            name = getpwuid(number).map { String(cString: $0.pointee.pw_name) } ?? "#\(number)"
            return
        }
        guard let found = getpwnam(text) else {
            throw AdministrationError(
                "user-unknown", "This machine has no user `\(text)`.", remedy: "Give the log-in name or the number.",
                exit: .noInput)
        }
        number = found.pointee.pw_uid
        name = text
    }
}

extension ReportRight {
    /// What to say of rights that nobody has.
    fileprivate static func note(_ unheld: [ReportRight]) -> String {
        if unheld.isEmpty { return "" }
        return "Nobody may \(unheld.map(\.rawValue).joined(separator: ", ")) now.\n"
    }
}

import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import Register
import RegisterNode
import ServiceCommands

/// Shared addresses, changed by two persons.
struct AddressCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "address",
        abstract: "Change a municipality's shared address: one person asks, another approves.",
        discussion:
            "The address is the municipality's account at the portal, and its notices go there. Persons are told "
            + "apart by the log-in of the machine, also behind sudo. The portal tells the old and the new address.",
        subcommands: [
            AddressListCommand.self, AddressAskCommand.self, AddressApproveCommand.self, AddressWithdrawCommand.self,
        ], defaultSubcommand: AddressListCommand.self)
    static let examples = [
        Example("budstikke-register address ask --unit 4601 --address helse@kommune.example", "the first person"),
        Example("budstikke-register address approve --unit 4601", "the second"),
    ]
}

/// Which municipality or district.
struct UnitChoice: ParsableArguments {
    @Option(help: "The municipality, or its district, as 4601 or 4601-01.") var unit: String

    func validate() throws {
        guard ReportingUnit(unit) ?? ReportingUnit("\(unit)-00") != nil else {
            throw ValidationError("A unit is written 4601 or 4601-00.")
        }
    }

    /// - Throws: never after `validate`.
    func value() throws -> ReportingUnit {
        guard let unit = ReportingUnit(unit) ?? ReportingUnit("\(unit)-00") else {
            throw ValidationError("A unit is written 4601 or 4601-00.")
        }
        return unit
    }
}

struct AddressListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Addresses that somebody has asked for, and nobody approved yet.")
    static let examples = [
        Example("budstikke-register address list", "a table"),
        Example("budstikke-register address list --json", "JSON Lines, one for each"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let wishes = try await global.ask(AddressQuestion()).wishes
        var table = TextTable("UNIT", "NOW", "ASKED FOR", "BY", "AT")
        for wish in wishes {
            table.row(
                "\(wish.unit)", wish.current, wish.address, wish.askedBy, LocalTime.text(wish.askedAt))
        }
        try global.output.show(lines: wishes, text: table.text(empty: "There are none."))
    }
}

struct AddressAskCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask for another shared address, or for approval of one that looks like a person's.",
        discussion: "Only an address that several people read. Nothing changes until somebody else approves.")
    static let examples = [
        Example("budstikke-register address ask --unit 4601 --address helse@kommune.example", "as one person"),
        Example(
            "budstikke-register address ask --unit 4601 --address a@b.example --dry-run", "see whether it could be"),
    ]
    @OptionGroup var choice: UnitChoice
    @Option(help: "The address.") var address: String
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(AddressWishOrder(choice.value(), address: address, dryRun: change.dryRun))
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "\(reply.unit) has \(reply.address) until another than \(reply.person) approves\(change.note).\n")
    }
}

struct AddressApproveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve the address that somebody else has asked for.")
    static let examples = [
        Example("budstikke-register address approve --unit 4601", "as the second person"),
        Example("budstikke-register address approve --unit 4601 --yes", "without being asked"),
    ]
    @OptionGroup var choice: UnitChoice
    @OptionGroup var change: ChangeOptions
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let unit = try choice.value()
        let wish = try await global.ask(AddressQuestion()).wishes.first { $0.unit == unit }
        if let wish {
            try change.confirm("Give \(unit) the address \(wish.address) in place of \(wish.current)?")
        }
        guard !change.dryRun else {
            return try global.output.show(
                AddressReply?.none, dryRun: true,
                text: "\(wish == nil ? "Nobody has asked" : "It waits")\(change.note).\n")
        }
        let reply = try await global.ask(AddressApproval(unit, address: wish?.address ?? ""))
        try global.output.show(reply, text: "\(reply.unit) has \(reply.address).\n")
    }
}

struct AddressWithdrawCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take back what was asked for.")
    static let examples = [
        Example("budstikke-register address withdraw --unit 4601", "anybody may"),
        Example("budstikke-register address withdraw --unit 4601 --json", "what counts, as data"),
    ]
    @OptionGroup var choice: UnitChoice
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(AddressWithdrawal(choice.value()))
        try global.output.show(reply, text: "\(reply.unit) keeps \(reply.address).\n")
    }
}

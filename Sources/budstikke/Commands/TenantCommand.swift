import ArgumentParser
import Commands
import Identifiers
import MunicipalNode
import Store

/// Tenants: the municipalities and other organisations on this installation.
struct TenantCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant", abstract: "The organisations on this installation.",
        subcommands: [
            TenantAddCommand.self, TenantListCommand.self, TenantShowCommand.self, TenantPromoteCommand.self,
            TenantAddressCommand.self, TenantTestCommand.self, TenantEraseCommand.self,
        ])
    static let examples = [
        Example("budstikke tenant add", "be led through adding one"),
        Example("budstikke tenant list", "all of them and their stages"),
    ]
}

struct TenantListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All tenants and their stages.")
    static let examples = [
        Example("budstikke tenant list", "a table"), Example("budstikke tenant list --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(TenantList())
        try global.output.show(reply, text: TenantText.list(reply))
    }
}

struct TenantShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One tenant: addresses, record systems, certificates, and what is missing.")
    static let examples = [
        Example("budstikke tenant show", "the only one there is"),
        Example("budstikke tenant show --tenant nordvik", "one of several"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(TenantShow(tenant: which.tenant))
        try global.output.show(reply, text: TenantText.show(reply))
    }
}

struct TenantPromoteCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Move a tenant to stage test, pilot or production; refused while something is missing.")
    static let examples = [
        Example("budstikke tenant promote pilot --tenant nordvik", "from test to pilot"),
        Example("budstikke tenant promote production --dry-run", "only see what is missing"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "test, pilot or production.") var stage: Stage

    func run() async throws {
        if stage == .production { try change.confirm("Messages of this tenant will go to real receivers. Go on?") }
        let reply = try await global.ask(
            TenantPromote(tenant: which.tenant, stage: stage), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: TenantText.promoted(reply, note: change.note))
    }
}

struct TenantTestCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a message without health content from the tenant to itself.")
    static let examples = [
        Example("budstikke tenant test", "from the first HER-id"),
        Example("budstikke tenant test --her 8094866 --tenant nordvik", "from one of several"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "Which of its own HER-ids.") var her: HERId?

    func run() async throws {
        let reply = try await global.ask(SendTest(tenant: which.tenant, her: her), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: MessageText.testSent(reply, note: change.note, tenant: which.tenant))
    }
}

struct TenantEraseCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Destroy a tenant's key: its data can never be read again.")
    static let examples = [
        Example("budstikke tenant erase nordvik --organisation-number 999…", "after the agreement has ended"),
        Example("budstikke tenant erase nordvik --organisation-number 999… --dry-run", "see that it would work"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The tenant.") var tenant: TenantID
    @Option(help: "Its organisation number, written again.", transform: OrganisationNumberArgument.read)
    var organisationNumber: OrganisationNumber

    func run() async throws {
        try change.confirm("All data of `\(tenant)` will be unreadable for ever, backups too. Go on?")
        let reply = try await global.ask(
            TenantErase(tenant: tenant, confirmation: organisationNumber), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "The key of `\(reply.tenant)` is destroyed\(change.note).\n")
    }
}

/// The tenant's own HER-ids.
struct TenantAddressCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: "The tenant's own HER-ids.",
        subcommands: [TenantAddressAddCommand.self, TenantAddressRemoveCommand.self])
    static let examples = [
        Example("budstikke tenant address add 8094866", "take name and address from the register"),
        Example("budstikke tenant address remove 8094866", "take it out of use"),
    ]
}

struct TenantAddressAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add or change an own HER-id.")
    static let examples = [
        Example("budstikke tenant address add 8094866", "take name and address from the register"),
        Example("budstikke tenant address add 8094866 --parent 10001 --edi-address helse@edi.example", "say all of it"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The HER-id.") var her: HERId
    @Option(help: "The organisation's own HER-id above it.") var parent: HERId?
    @Option(help: "What people call it.") var name: String?
    @Option(help: "Its mailbox address, as registered.") var ediAddress: EDIAddress?
    @Option(help: "The mailbox in the configuration; found by the address when left out.") var mailbox: String?

    func run() async throws {
        let reply = try await global.ask(
            AddressAdd(
                tenant: which.tenant, her: her, parent: parent, displayName: name, ediAddress: ediAddress,
                mailbox: mailbox), dryRun: change.dryRun)
        for remark in reply.remarks { global.output.say(remark) }
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "HER-id \(reply.address.her) uses \(reply.address.ediAddress)\(change.note).\n")
    }
}

struct TenantAddressRemoveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Take an own HER-id out of use.")
    static let examples = [
        Example("budstikke tenant address remove 8094866", "the only tenant's"),
        Example("budstikke tenant address remove 8094866 --tenant nordvik --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The HER-id.") var her: HERId

    func run() async throws {
        try change.confirm("Messages for HER-id \(her) will no longer be taken. Go on?")
        let reply = try await global.ask(AddressRemove(tenant: which.tenant, her: her), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "HER-id \(reply.her) is out of use\(change.note).\n")
    }
}

public import ArgumentParser
import Commands
public import MunicipalNode

extension AccountRole: ExpressibleByArgument {}

extension UserName: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// The accounts by which people come to a tenant's pages.
struct AccountCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The accounts by which people come to a tenant's pages.",
        discussion: "The first person is invited here; whoever has the right `people` then does the rest at the page "
            + "People. What is done here stands there as done by the operator.",
        subcommands: [
            AccountListCommand.self, AccountInviteCommand.self, AccountRolesCommand.self, AccountDisableCommand.self,
            AccountEnableCommand.self, AccountResetPasswordCommand.self, AccountResetFactorCommand.self,
        ])
    static let examples = [
        Example(
            "budstikke account invite --user-name kari --person 'Kari Prøvesen' --role leader", "the first one"),
        Example("budstikke account list", "who has access, and when it was last used"),
    ]
}

struct AccountListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All accounts of a tenant, for review: roles, state, last use.")
    static let examples = [
        Example("budstikke account list", "a table; what was not used for 90 days is marked"),
        Example("budstikke account list --tenant nordvik --json", "for a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(AccountList(tenant: which.tenant))
        try global.output.show(lines: reply.accounts, text: AccountText.table(reply.accounts))
    }
}

struct AccountInviteCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make an account, and the link by which its person begins: once, within a day.",
        discussion: "Give the link to the person and to nobody else. When it was used, and that you made it, stands on "
            + "record and on the person's own page.")
    static let examples = [
        Example(
            "budstikke account invite --user-name kari --person 'Kari Prøvesen' --role leader", "the first one"),
        Example(
            "budstikke account invite --user-name ola --person 'Ola Prøvesen' --role it-operations --role auditor",
            "one with two roles"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "What the person logs in with: small letters and digits, such as an e-mail address.")
    var userName: UserName
    @Option(help: "The name shown.") var person: String
    @Option(help: "A role; once for each. `budstikke role list` shows what they may.") var role: [AccountRole] = []

    func validate() throws {
        if role.isEmpty { throw ValidationError("Give --role at least once.") }
    }

    func run() async throws {
        let reply = try await global.ask(
            AccountInvite(tenant: which.tenant, userName: userName, person: person, roles: role),
            dryRun: change.dryRun)
        try AccountText.show(reply, by: global.output)
    }
}

struct AccountRolesCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "Give an account other roles, in place of those it has; its sessions end.")
    static let examples = [
        Example("budstikke account roles ola --role auditor", "one role"),
        Example("budstikke account roles kari --role leader --role message-responsible --dry-run", "see first"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The account's user name.") var userName: UserName
    @Option(help: "A role; once for each.") var role: [AccountRole] = []

    func validate() throws {
        if role.isEmpty { throw ValidationError("Give --role at least once.") }
    }

    func run() async throws {
        let reply = try await global.ask(
            AccountRoles(tenant: which.tenant, userName: userName, roles: role), dryRun: change.dryRun)
        let roles = reply.account.roles.map(\.rawValue).joined(separator: ", ")
        try global.output.show(
            reply, dryRun: change.dryRun, text: "\(userName) has the roles: \(roles)\(change.note).\n")
    }
}

struct AccountDisableCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let an account be used no more: its sessions end at once.")
    static let examples = [
        Example("budstikke account disable ola", "after being asked"),
        Example("budstikke account disable ola --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The account's user name.") var userName: UserName

    func run() async throws {
        try change.confirm("\(userName) is out at once. Go on?")
        let reply = try await global.ask(
            AccountDisable(tenant: which.tenant, userName: userName), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "\(userName) is disabled\(change.note).\n")
    }
}

struct AccountEnableCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let an account that was disabled be used again, as it was.")
    static let examples = [
        Example("budstikke account enable ola", "with the password and second factor it had"),
        Example("budstikke account enable ola --dry-run", "see first"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The account's user name.") var userName: UserName

    func run() async throws {
        let reply = try await global.ask(
            AccountEnable(tenant: which.tenant, userName: userName), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "\(userName) can be used again\(change.note).\n")
    }
}

struct AccountResetPasswordCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password", abstract: "Make a link for a new password; the second factor stays.")
    static let examples = [
        Example("budstikke account reset-password ola", "also when the invitation has run out"),
        Example("budstikke account reset-password ola --dry-run", "see first"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The account's user name.") var userName: UserName

    func run() async throws {
        let reply = try await global.ask(
            AccountReset(tenant: which.tenant, userName: userName, part: .password), dryRun: change.dryRun)
        try AccountText.show(reply, by: global.output)
    }
}

struct AccountResetFactorCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-factor",
        abstract: "Take password and second factor away, and make a link for beginning anew.",
        discussion: "Whoever gets the link gets the account: see the person, or hear their voice, first.")
    static let examples = [
        Example("budstikke account reset-factor ola", "after being asked"),
        Example("budstikke account reset-factor ola --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The account's user name.") var userName: UserName

    func run() async throws {
        try change.confirm("\(userName) is out at once and begins anew with the link. Go on?")
        let reply = try await global.ask(
            AccountReset(tenant: which.tenant, userName: userName, part: .factor), dryRun: change.dryRun)
        try AccountText.show(reply, by: global.output)
    }
}

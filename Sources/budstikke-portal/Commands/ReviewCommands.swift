import ArgumentParser
import CommandOutcome
import Commands
import Identifiers
import Portal
import PortalNode
import ServiceCommands
import Web

/// The units that files are for.
struct UnitCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit", abstract: "Municipalities and districts, as the register has told of them.",
        subcommands: [UnitListCommand.self])
    static let examples = [
        Example("budstikke-portal unit list", "whose files wait"),
        Example("budstikke-portal unit list --json", "JSON Lines, one for each unit"),
    ]
}

struct UnitListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All units, their addresses, and how their files stand.",
        discussion: "Addresses are changed at the register, by two persons: `budstikke-register address`.")
    static let examples = [
        Example("budstikke-portal unit list", "a table"),
        Example("budstikke-portal unit list --json", "JSON Lines, one for each unit"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let units = try await global.ask(UnitQuestion()).units
        var table = TextTable("UNIT", "NAME", "ADDRESS", "FILES", "NOT FETCHED", "LAST ARRIVAL", "LAST FETCH")
        for review in units {
            table.row(
                "\(review.unit.unit)", review.unit.name, review.unit.account.text, String(review.files),
                String(review.waiting), review.lastArrival.map(LocalTime.text), review.lastFetch.map(LocalTime.text))
        }
        try global.output.show(
            lines: units, text: table.text(empty: "There are none: the register tells of them by itself."))
    }
}

/// The accounts that can be logged in to.
struct AccountCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The municipalities' accounts.", subcommands: [AccountListCommand.self])
    static let examples = [
        Example("budstikke-portal account list", "all of them, to be looked over"),
        Example("budstikke-portal account list --unconfirmed", "addresses that nobody has confirmed"),
    ]
}

struct AccountListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "All accounts: whether a password is set, the address confirmed, anybody logs in.")
    static let examples = [
        Example("budstikke-portal account list", "all of them, to be looked over"),
        Example("budstikke-portal account list --unconfirmed --json", "for whoever calls the municipalities"),
    ]
    @Flag(help: "Only those whose address has never been confirmed.") var unconfirmed = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let accounts = try await global.ask(AccountQuestion()).accounts.filter {
            !unconfirmed || $0.confirmedAt == nil
        }
        var table = TextTable("ACCOUNT", "UNITS", "PASSWORD", "CONFIRMED", "LAST LOG-IN", "REMARK")
        for account in accounts {
            table.row(
                account.name.text, account.units.map(\.description).joined(separator: " "),
                account.hasPassword ? "set" : "none", account.confirmedAt.map(LocalTime.text),
                account.lastLogIn.map(LocalTime.text),
                account.owner.map { "a person's, of \($0)" }
                    ?? (account.looksPersonal ? "looks personal; approved by two at the register" : nil))
        }
        try global.output.show(lines: accounts, text: table.text(empty: "There are none."))
    }
}

/// The mails that the portal sends by itself.
struct MailCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "The mails that the portal has sent, and how they stand.",
        subcommands: [MailListCommand.self])
    static let examples = [
        Example("budstikke-portal mail list", "all that no server has taken"),
        Example("budstikke-portal mail list --to postmottak@a.example", "all to one address"),
    ]
}

struct MailListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Mails and how they stand; their words are not kept.")
    static let examples = [
        Example("budstikke-portal mail list", "all that no server has taken"),
        Example("budstikke-portal mail list --to postmottak@a.example", "when somebody says that no link came"),
    ]
    @Option(help: "All mails to this account, taken ones too.") var to: String?
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let mails = try await global.ask(MailQuestion(to: to)).mails
        var table = TextTable("WRITTEN", "KIND", "STATE", "ATTEMPTS", "LAST", "ANSWER", "TO", "MESSAGE-ID")
        for mail in mails {
            table.row(
                LocalTime.text(mail.writtenAt), mail.kind.rawValue, mail.state.rawValue, String(mail.attempts),
                mail.lastAttempt.map(LocalTime.text), mail.answer.map(String.init), mail.to.text, mail.messageID)
        }
        try global.output.show(lines: mails, text: table.text(empty: "There are none."))
    }
}

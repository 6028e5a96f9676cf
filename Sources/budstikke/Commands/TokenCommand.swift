import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode

/// What lets record systems use the API.
struct TokenCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "What lets record systems use the API.",
        subcommands: [TokenListCommand.self, TokenAddCommand.self, TokenRevokeCommand.self])
    static let examples = [
        Example("budstikke record-system token list", "all tokens; never their text"),
        Example("budstikke record-system token add journal --days 365", "one more, for a year"),
    ]
}

struct TokenListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All tokens of a tenant.")
    static let examples = [
        Example("budstikke record-system token list", "a table"),
        Example("budstikke record-system token list --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(TokenList(tenant: which.tenant))
        try global.output.show(reply, text: text(reply))
    }

    private func text(_ reply: TokenList.Reply) -> String {
        var table = TextTable("TOKEN", "RECORD SYSTEM", "MADE", "EXPIRES", "BOUND TO A CERTIFICATE")
        for token in reply.tokens {
            table.row(
                token.id, token.recordSystem, LocalTime.day(token.createdAt),
                token.expiresAt.map { LocalTime.day($0) } ?? "never", token.isBound ? "yes" : "no")
        }
        return table.text(empty: "There are no tokens: all record systems use folders.")
    }
}

struct TokenAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make one more token for a record system; it is printed once.",
        discussion:
            "To exchange a token without a pause, add one, let the record system use it, and revoke the old one.")
    static let examples = [
        Example("budstikke record-system token add journal", "one that counts until it is revoked"),
        Example(
            "budstikke record-system token add journal --certificate journal.pem",
            "one that counts only with this client certificate"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The record system.") var recordSystem: String
    @Option(help: "Days until it expires; left out, it counts until it is revoked.") var days: Int?
    @Option(help: "A client certificate, PEM, without which the token does not count.") var certificate: String?

    func validate() throws {
        if let days, !(1...3650).contains(days) { throw ValidationError("--days takes 1 to 3650.") }
    }

    func run() async throws {
        let pem = try certificate.map { String(decoding: try InputFile.read($0, limit: 100_000), as: UTF8.self) }
        let reply = try await global.ask(
            TokenAdd(tenant: which.tenant, recordSystem: recordSystem, days: days, certificate: pem),
            dryRun: change.dryRun)
        guard let token = reply.token else {
            return try global.output.show(reply, dryRun: true, text: "A token would be made\(change.note).\n")
        }
        try global.output.show(reply, text: TokenText.shown(token, of: nil))
    }
}

struct TokenRevokeCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Make a token count no more, from this moment on.")
    static let examples = [
        Example("budstikke record-system token revoke 1f0c9a3e", "after being asked"),
        Example("budstikke record-system token revoke 1f0c9a3e --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The token's id, as `token list` shows it.") var token: String

    func run() async throws {
        try change.confirm("Whoever uses token \(token) gets no answer any more. Go on?")
        let reply = try await global.ask(TokenRevoke(tenant: which.tenant, id: token), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun,
            text: "Token \(reply.token.id) of `\(reply.token.recordSystem)` is revoked\(change.note).\n")
    }
}

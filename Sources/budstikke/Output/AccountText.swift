import Commands
import Foundation
import MunicipalNode

/// Accounts and roles as commands write them.
enum AccountText {
    static func table(_ accounts: [AccountSummary]) -> String {
        var table = TextTable("USER NAME", "PERSON", "ROLES", "STATE", "LAST USED", "INVITED BY")
        for account in accounts {
            let lastUsed = account.lastUsedAt.map { LocalTime.text($0) } ?? "never"
            table.row(
                account.userName.text, account.person, account.roles.map(\.rawValue).joined(separator: " "),
                account.state.rawValue, account.isUnused ? "\(lastUsed) (unused for 90 days)" : lastUsed,
                account.createdByOperator ? "\(account.createdBy) (operator)" : account.createdBy)
        }
        return table.text(empty: "Nobody has an account: `budstikke account invite` makes the first.")
    }

    static var matrix: String {
        let rights = AccountRole.allRights
        var table = TextTable(columns: ["ROLE"] + rights.map { $0.uppercased() })
        for role in AccountRole.allCases {
            table.row(cells: [role.rawValue] + rights.map { role.rights.contains($0) ? "yes" : "-" })
        }
        return table.text(empty: "")
    }

    /// The link alone on stdout, with whose it is beside it.
    static func show(_ reply: AccountLinkReply, by output: Output) throws {
        let account = reply.account
        let whose = "\(account.person) (`\(account.userName)` at `\(reply.tenant)`)"
        guard let address = reply.address else {
            return try output.show(
                reply, dryRun: true, text: "A link would be made for \(whose). Nothing was written.\n")
        }
        output.say("For \(whose). It works once, until \(LocalTime.text(reply.expiresAt)); give it to nobody else.")
        try output.show(reply, dryRun: false, text: address + "\n")
    }
}

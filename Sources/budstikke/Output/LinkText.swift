import Commands
import Foundation
import Identifiers

/// A link that lets somebody in: alone on stdout, with whose it is beside it.
struct LinkText {
    /// nil in a dry run.
    let address: String?
    let person: String
    let tenant: TenantID
    let rights: [String]
    let expiresAt: Date

    func show(_ reply: some Encodable, by output: Output) throws {
        let whose = "\(person) at `\(tenant)` (\(rights.joined(separator: ", ")))"
        guard let address else {
            return try output.show(
                reply, dryRun: true, text: "A link would be made for \(whose). Nothing was written.\n")
        }
        output.say("For \(whose). It works once, until \(LocalTime.text(expiresAt)).")
        try output.show(reply, dryRun: false, text: address + "\n")
    }
}

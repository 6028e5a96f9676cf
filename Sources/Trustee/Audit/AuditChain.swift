import Foundation
import SQLiteAccess

/// Something that was done, for the audit chain: never an identity number, a PIN or a pseudonym in it.
struct AuditEntry: Sendable {
    let at: Date
    let actor: String
    let action: String
    let detail: [String: String]
}

/// The audit chain of the trustee.
typealias AuditChain = HashChain

extension HashChain {
    /// Adds a record after the last one, in the caller's transaction.
    func append(_ entry: AuditEntry, to connection: Connection) throws {
        try append(
            at: entry.at.microseconds, actor: entry.actor, action: entry.action, detail: Detail.text(entry.detail),
            to: connection)
    }
}

public import Foundation
import Identifiers
import SQLiteAccess
public import SealedSubmission

/// One change of contact: who answered for the submission before it and who does after it.
struct ChangedContacts: Sendable, Equatable, Codable {
    let before: Contacts
    let after: Contacts
}

extension RegisterStore {
    /// Puts another contact and deputy in place of a submission's, as the trustee has signed.
    ///
    /// A receipt that has not been written yet goes to the new contact; both are told by mail (I-085).
    /// - Parameter change: verified by `ContactChange.verify` before.
    /// - Returns: false when this change, or a later one, was made before.
    /// - Throws: `RegisterError.unknown`; `SubmissionFault` `.contactOfOtherSubmission` for another manifest than ours.
    public func apply(_ change: ContactChange, now: Date) throws -> Bool {
        try database.write { connection in
            guard let submission = try Self.submission(change.submission, in: connection) else {
                throw RegisterError.unknown
            }
            let hash = try connection.first(
                "SELECT manifest_hash FROM submissions WHERE key = ?", [submission.key]
            ) { try $0.required($0.bytes(0)) }
            guard hash == change.manifest.bytes else { throw SubmissionFault(.contactOfOtherSubmission) }
            let last = try connection.first(
                "SELECT coalesce(max(number), 0) FROM contact_changes WHERE submission = ?", [submission.key]
            ) { try $0.required($0.count(0)) }
            guard change.number > last ?? 0 else { return false }
            let persons = ChangedContacts(
                before: try Self.contacts(of: submission, keys: keys, in: connection),
                after: Contacts(contact: change.contact, deputy: change.deputy))
            try connection.run(
                "INSERT INTO contact_changes (submission, number, changed_at, persons) VALUES (?, ?, ?, ?)",
                [
                    submission.key, change.number, change.changedAt.microseconds,
                    try persons.sealed(of: change.submission, number: change.number, keys: keys),
                ])
            try connection.run(
                "UPDATE submissions SET contact = ? WHERE key = ?",
                [try persons.after.sealed(of: change.submission, keys: keys), submission.key])
            try connection.run(
                "UPDATE receipts SET contact = ? WHERE submission = ? AND mail IS NULL",
                [keys.contact(of: change.contact.email), submission.key])
            let entry = AuditEntry(
                at: now, actor: "trustee", action: "contact.changed",
                detail: [
                    "submission": change.submission.text, "number": "\(change.number)",
                    "proof": change.proof.rawValue,
                ])
            try audit.append(entry, to: connection)
            return true
        }
    }
}

extension ChangedContacts {
    func sealed(of id: SubmissionID, number: Int, keys: RegisterKeys) throws -> [UInt8] {
        try keys.seal(Array(try RegisterStore.encoder().encode(self)), as: "contact-change/\(id)/\(number)")
    }

    static func open(_ sealed: [UInt8], of id: SubmissionID, number: Int, keys: RegisterKeys) throws -> Self {
        let bytes = try keys.open(sealed, as: "contact-change/\(id)/\(number)")
        return try RegisterStore.decode(ChangedContacts.self, from: String(decoding: bytes, as: UTF8.self))
    }
}

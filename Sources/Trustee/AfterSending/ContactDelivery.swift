import Certificates
public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// A change of contact on its way to the register.
public struct ContactDelivery: Sendable {
    public let submission: SubmissionID
    public let number: Int
    /// `ContactChange`, signed by the trustee.
    public let signed: [UInt8]
}

extension TrusteeStore {
    /// Changes of contact that the register does not have yet, of submissions that it has; in order. Each is signed once.
    public func contactsToDeliver(signer: TrusteeSigner, now: Date) async throws -> [ContactDelivery] {
        let waiting = try await database.read { [self] connection in
            try connection.all(
                """
                SELECT c.submission, c.number, c.changed_at, c.proof, c.sealed, c.signed, s.manifest_hash
                FROM contacts c JOIN submissions s ON s.id = c.submission
                WHERE c.number > 0 AND c.delivered_at IS NULL AND s.state = ? ORDER BY c.submission, c.number
                """, [SubmissionState.delivered.rawValue]
            ) { row in
                let id = try row.required(row.text(0).flatMap { SubmissionID($0) })
                let number = Int(try row.required(row.integer(1)))
                let persons = try ContactBook.open(try row.required(row.bytes(4)), of: id, number, self)
                let change = ContactChange(
                    submission: id, manifest: try row.required(row.bytes(6).flatMap { ContentHash(bytes: $0) }),
                    number: number, contact: persons.contact, deputy: persons.deputy,
                    changedAt: try row.required(row.date(2)), proof: try row.required(row.code(3)))
                return (change: change, signed: row.bytes(5))
            }
        }
        var deliveries: [ContactDelivery] = []
        for (change, signed) in waiting {
            let place = Self.signedPlace(change.submission, change.number)
            let document =
                if let signed { try fields.open(signed, place: place) } else {
                    try await sign(change, by: signer, place: place, now: now)
                }
            deliveries.append(
                ContactDelivery(submission: change.submission, number: change.number, signed: document))
        }
        return deliveries
    }

    /// The register has committed the change (its 2xx).
    public func contactDelivered(_ delivery: ContactDelivery, at now: Date) async throws {
        try await database.write { [audit] connection in
            try connection.run(
                """
                UPDATE contacts SET delivered_at = ?, signed = NULL
                WHERE submission = ? AND number = ? AND delivered_at IS NULL
                """,
                [now, delivery.submission.text, delivery.number])
            guard connection.changes == 1 else { return }
            let detail = ["submission": delivery.submission.text, "number": "\(delivery.number)"]
            try audit.append(
                AuditEntry(at: now, actor: "delivery", action: "contact.delivered", detail: detail), to: connection)
        }
    }

    private func sign(
        _ change: ContactChange, by signer: TrusteeSigner, place: String, now: Date
    ) async throws -> [UInt8] {
        let use = "contact/\(change.submission)/\(change.number)"
        return try await usingKey(signer.name, for: use, by: "delivery", at: now) {
            let signed = try change.signed(key: signer.key, certificate: signer.certificate, at: now)
            let sealed = try fields.seal(signed, place: place)
            try await database.write { connection in
                try connection.run(
                    "UPDATE contacts SET signed = ? WHERE submission = ? AND number = ?",
                    [sealed, change.submission.text, change.number])
            }
            return signed
        }
    }

    private static func signedPlace(_ id: SubmissionID, _ number: Int) -> String { "contacts/\(id)/\(number)/signed" }
}

import Certificates
import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
public import SealedSubmission

/// Who answers for a submission now: as its manifest named them, or as changed since (I-085).
public struct SubmissionContacts: Sendable, Equatable {
    public let submission: SubmissionID
    public let contact: Contact
    public let deputy: Contact?
    /// Changes so far.
    public let number: Int
    /// The last one; nil when nothing was changed.
    public let changedAt: Date?
}

/// Contact and deputy of submissions, and their changes after sending.
///
/// A change takes effect here with its commit and goes to the register signed, which sends the receipts and tells the old
/// contact and the new one.
public struct ContactBook: Sendable {
    private let store: TrusteeStore
    private var proofs: SenderProofs { SenderProofs(store: store) }

    public init(store: TrusteeStore) { self.store = store }

    /// Shows both, after a log-in by certificate alone: names and numbers of people are not for everybody with a PIN.
    public func contacts(
        of id: SubmissionID, for sender: Admission, now: Date
    ) async throws -> Result<SubmissionContacts, SenderRefusal> {
        try await store.database.write { connection in
            switch try proofs.prove(sender, of: id, code: nil, for: .contact, at: now, in: connection) {
            case .failure(let refusal): .failure(refusal)
            case .success:
                try Self.current(id, store, in: connection).map { .success($0.contacts) }
                    ?? .failure(.unknownSubmission)
            }
        }
    }

    /// Puts another contact and deputy in place of the present ones.
    /// - Parameters:
    ///   - deputy: nil for none any more.
    ///   - code: from the signed receipt, as typed; needed after a log-in by PIN.
    public func change(
        _ id: SubmissionID, to contact: Contact, deputy: Contact?, by sender: Admission, code: String?, now: Date
    ) async throws -> Result<SubmissionContacts, SenderRefusal> {
        let second = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        return try await store.database.write { connection in
            let proven: SenderProofs.Proven
            switch try proofs.prove(sender, of: id, code: code, for: .contact, at: now, in: connection) {
            case .success(let value): proven = value
            case .failure(let refusal): return .failure(refusal)
            }
            switch proven.record.state {
            case .receiving: return .failure(.notArrived)
            case .refused: return .failure(.refusedBefore)
            case .received, .pseudonymised, .delivered: break
            }
            if let fault = contact.fault ?? deputy?.fault { return .failure(.contact(fault)) }
            let wanted = Persons(contact: contact, deputy: deputy)
            guard let current = try Self.current(id, store, in: connection) else { return .failure(.unknownSubmission) }
            guard current.persons != wanted else { return .success(current.contacts) }
            // The code was used for another change.
            guard proven.usedAt == nil else { return .failure(.codeRefused) }
            let number = current.contacts.number + 1
            try Self.insert(wanted, of: id, number, at: second, proven.proof, delivered: nil, store, in: connection)
            try proofs.use(proven, for: .contact, at: now, in: connection)
            let detail = [
                "submission": id.text, "unit": "\(sender.unit)", "proof": proven.proof.rawValue, "number": "\(number)",
            ]
            try store.audit.append(
                AuditEntry(at: now, actor: "send module", action: "contact.changed", detail: detail), to: connection)
            return .success(
                SubmissionContacts(
                    submission: id, contact: contact, deputy: deputy, number: number, changedAt: second))
        }
    }

    /// Keeps whom the manifest names, in the transaction that begins the submission.
    static func keep(
        _ manifest: SubmissionManifest, at now: Date, _ store: TrusteeStore, in connection: Connection
    ) throws {
        let persons = Persons(contact: manifest.contact, deputy: manifest.deputy)
        try insert(persons, of: manifest.submission, 0, at: now, nil, delivered: now, store, in: connection)
    }

    /// As it stands in the status for everybody who has logged in: `i…@nordbygda.kommune.example`.
    static func maskedAddress(of id: SubmissionID, _ store: TrusteeStore, in connection: Connection) throws -> String? {
        guard let current = try current(id, store, in: connection) else { return nil }
        let address = current.contacts.contact.email
        guard let first = address.first, let domain = address.firstIndex(of: "@") else { return nil }
        return "\(first)…\(address[domain...])"
    }

    // MARK: - Rows

    /// Both persons as they are sealed.
    struct Persons: Sendable, Equatable, Codable {
        let contact: Contact
        let deputy: Contact?
    }

    private static func current(
        _ id: SubmissionID, _ store: TrusteeStore, in connection: Connection
    ) throws -> (persons: Persons, contacts: SubmissionContacts)? {
        let row = try connection.first(
            "SELECT number, changed_at, sealed FROM contacts WHERE submission = ? ORDER BY number DESC LIMIT 1",
            [id.text]
        ) {
            (
                number: Int(try $0.required($0.integer(0))), at: try $0.required($0.date(1)),
                sealed: try $0.required($0.bytes(2))
            )
        }
        guard let row else { return nil }
        let persons = try open(row.sealed, of: id, row.number, store)
        return (
            persons,
            SubmissionContacts(
                submission: id, contact: persons.contact, deputy: persons.deputy, number: row.number,
                changedAt: row.number == 0 ? nil : row.at)
        )
    }

    static func open(_ sealed: [UInt8], of id: SubmissionID, _ number: Int, _ store: TrusteeStore) throws -> Persons {
        let bytes = try store.fields.open(sealed, place: place(id, number))
        guard let persons = try? JSONDecoder().decode(Persons.self, from: Data(bytes)) else {
            throw TrusteeError.damaged
        }
        return persons
    }

    private static func insert(
        _ persons: Persons, of id: SubmissionID, _ number: Int, at: Date, _ proof: SenderProof?, delivered: Date?,
        _ store: TrusteeStore, in connection: Connection
    ) throws {
        let bytes = [UInt8](try JSONEncoder().encode(persons))
        try connection.run(
            """
            INSERT INTO contacts (submission, number, changed_at, proof, sealed, delivered_at) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                id.text, number, at, proof?.rawValue, try store.fields.seal(bytes, place: place(id, number)),
                delivered,
            ])
    }

    private static func place(_ id: SubmissionID, _ number: Int) -> String { "contacts/\(id)/\(number)" }
}

import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
public import SealedSubmission

/// A password as it is shown once.
public struct ShownPassword: Sendable, Equatable {
    public let submission: SubmissionID
    /// Printable ASCII. Never in a log, a mail or an address.
    public let password: String
    /// The first time.
    public let shownAt: Date
    public let destroyedAt: Date
}

/// Where a submission's password is.
public enum PasswordState: Sendable, Equatable {
    /// The register has not made the file.
    case none
    case ready(until: Date)
    case shown(until: Date)
    case destroyed
}

/// The passwords of feedback archives: the trustee holds each under a key of its own until it was shown, or for thirty
/// days, and then destroys it (I-045, I-081). The archives themselves it has no way to.
public struct ArchivePasswords: Sendable {
    /// How long one is kept that nobody asks for.
    public static let keeping: TimeInterval = 30 * 86_400
    /// How long one is shown after the first time, so that a broken connection loses nothing.
    public static let showing = SenderProofs.repetition

    private let store: TrusteeStore
    private var proofs: SenderProofs { SenderProofs(store: store) }

    public init(store: TrusteeStore) { self.store = store }

    /// Shows the password of a submission to who proves to have sent it.
    /// - Parameter code: from the signed receipt, as typed; needed after a log-in by PIN.
    public func show(
        _ id: SubmissionID, to sender: Admission, code: String?, now: Date
    ) async throws -> Result<ShownPassword, SenderRefusal> {
        try await store.database.write { connection in
            let proven: SenderProofs.Proven
            switch try proofs.prove(sender, of: id, code: code, for: .password, at: now, in: connection) {
            case .success(let value): proven = value
            case .failure(let refusal): return .failure(refusal)
            }
            guard let row = try Self.row(id, in: connection) else { return .failure(.passwordNotYet) }
            guard let sealed = row.sealed, now < row.end else { return .failure(.passwordGone) }
            let password = try store.passwordKey.open(sealed, place: Self.place(id))
            try proofs.use(proven, for: .password, at: now, in: connection)
            try connection.run(
                "UPDATE passwords SET shown_at = ? WHERE submission = ? AND shown_at IS NULL", [now, id.text])
            let entry = AuditEntry(
                at: now, actor: "send module", action: "password.shown",
                detail: ["submission": id.text, "unit": "\(sender.unit)", "proof": proven.proof.rawValue])
            try store.audit.append(entry, to: connection)
            let first = row.shownAt ?? now
            return .success(
                ShownPassword(
                    submission: id, password: String(decoding: password, as: UTF8.self), shownAt: first,
                    destroyedAt: min(first + Self.showing, row.cameAt + Self.keeping)))
        }
    }

    /// Destroys what was shown or is too old.
    /// - Returns: when the next one is due; nil when none is kept.
    @discardableResult
    public func destroyDue(now: Date) async throws -> Date? {
        let (destroyed, next) = try await store.database.write { connection in
            let kept = try connection.all(
                "SELECT submission, sealed, came_at, shown_at FROM passwords WHERE sealed IS NOT NULL"
            ) { row in
                (id: try row.required(row.text(0).flatMap { SubmissionID($0) }), row: try Row(row, from: 1))
            }
            let due = kept.filter { $0.row.end <= now }
            for password in due {
                try connection.run(
                    "UPDATE passwords SET sealed = NULL, destroyed_at = ? WHERE submission = ?",
                    [now, password.id.text])
                let detail = [
                    "submission": password.id.text, "reason": password.row.shownAt == nil ? "tooOld" : "shown",
                ]
                let entry = AuditEntry(at: now, actor: "trustee", action: "password.destroyed", detail: detail)
                try store.audit.append(entry, to: connection)
            }
            return (due.count, kept.map(\.row.end).filter { $0 > now }.min())
        }
        // What is overwritten in the database stands in its log until that is emptied.
        if destroyed > 0 { try await store.database.emptyLog() }
        return next
    }

    static func state(of id: SubmissionID, at now: Date, in connection: Connection) throws -> PasswordState {
        guard let row = try row(id, in: connection) else { return .none }
        guard row.sealed != nil, now < row.end else { return .destroyed }
        return row.shownAt == nil ? .ready(until: row.end) : .shown(until: row.end)
    }

    static func place(_ id: SubmissionID) -> String { "passwords/\(id)" }

    private struct Row: Sendable {
        let sealed: [UInt8]?
        let cameAt: Date
        let shownAt: Date?

        init(_ row: Columns, from first: Int = 0) throws {
            sealed = row.bytes(first)
            cameAt = try row.required(row.date(first + 1))
            shownAt = row.date(first + 2)
        }

        /// From then on it is shown to nobody, also before it is destroyed.
        var end: Date {
            let latest = cameAt + ArchivePasswords.keeping
            return shownAt.map { min($0 + ArchivePasswords.showing, latest) } ?? latest
        }
    }

    private static func row(_ id: SubmissionID, in connection: Connection) throws -> Row? {
        try connection.first(
            "SELECT sealed, came_at, shown_at FROM passwords WHERE submission = ?", [id.text]
        ) { try Row($0) }
    }
}

extension TrusteeStore {
    /// Keeps a step that the register has told of, and the password that comes with the file; the same one again changes
    /// nothing, also when the password was shown or destroyed since. A later file of the same submission, which the
    /// register has made anew, brings another password, and the receipt's code is good for that once more.
    /// - Parameters:
    ///   - event: verified by `StatusEvent.verify` before.
    ///   - now: when it came; the password is kept from then on.
    /// - Throws: `TrusteeError.unknown`, `.noKey` when the year's key was destroyed; `SubmissionFault`
    ///   `.passwordNotOpened`, and then the step is not kept either.
    public func keep(_ event: StatusEvent, now: Date) async throws {
        let id = event.submission
        let known = try await database.read { connection in
            (
                record: try SubmissionRecords.find(id, in: connection),
                isNew: try Self.bringsPassword(event, in: connection)
            )
        }
        guard let record = known.record else { throw TrusteeError.unknown }
        var password: [UInt8]?
        if let sealed = event.password, known.isNew {
            password = try await reseal(sealed.bytes, of: record, now: now)
        }
        try await database.write { [password, audit] connection in
            let isNew = try password != nil && Self.bringsPassword(event, in: connection)
            let step = "register.\(event.step.rawValue)"
            try SubmissionRecords.note(step, of: id, at: event.at, in: connection)
            guard let password, isNew else { return }
            try connection.run(
                "UPDATE submission_steps SET at = ? WHERE submission = ? AND step = ?", [event.at, id.text, step])
            try connection.run(
                """
                INSERT INTO passwords (submission, sealed, came_at) VALUES (?, ?, ?) ON CONFLICT (submission) DO UPDATE
                SET sealed = excluded.sealed, came_at = excluded.came_at, shown_at = NULL, destroyed_at = NULL
                """,
                [id.text, password, now])
            try SenderProofs.renew(.password, of: id, in: connection)
            let entry = AuditEntry(
                at: now, actor: "register", action: "password.kept", detail: ["submission": id.text])
            try audit.append(entry, to: connection)
        }
    }

    /// Whether the file that an event tells of is the first, or later than the one whose password came.
    private static func bringsPassword(_ event: StatusEvent, in connection: Connection) throws -> Bool {
        guard event.password != nil else { return false }
        let last = try connection.first(
            """
            SELECT s.at FROM passwords p JOIN submission_steps s ON s.submission = p.submission AND s.step = ?
            WHERE p.submission = ?
            """, ["register.\(event.step.rawValue)", event.submission.text]
        ) { try $0.required($0.date(0)) }
        return last.map { event.at > $0 } ?? true
    }

    /// From the year's key to the passwords' own, in memory alone.
    private func reseal(_ sealed: [UInt8], of record: SubmissionRecord, now: Date) async throws -> [UInt8] {
        let own = try await ownKey(year: record.year)
        let use = "password/\(record.id)"
        let key = "own/\(own.key.publicKey.fingerprint)"
        let opened = try await usingKey(key, for: use, by: "register", at: now) {
            Result { () throws(SubmissionFault) in
                try ArchivePasswordSeal.open(sealed, of: record.id, key: own.key)
            }
        }
        return try passwordKey.seal(try opened.get(), place: ArchivePasswords.place(record.id))
    }
}

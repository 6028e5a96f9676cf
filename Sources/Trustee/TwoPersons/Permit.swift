public import Foundation
import SQLiteAccess

/// What needs two persons: one who asks with a reason, another who allows it.
public enum PermitPurpose: String, Sendable, CaseIterable {
    /// Which pseudonym an identity has.
    case pseudonymOfIdentity
    /// Which identity a pseudonym stands for.
    case identityOfPseudonym
    /// A new generation of a register's pseudonyms.
    case rekey
    /// A file of persons who have got another number.
    case identityChange
}

/// Why a request is not allowed or not used.
public enum PermitRefusal: Error, Sendable, Equatable {
    case noReason
    case unknown
    /// Who asks cannot allow it.
    case samePerson
    case expired
    case approvedBefore
    case notApproved
    /// Only who asked may use it.
    case otherPerson
    /// A permit is good for one time.
    case used
    /// It was given for something else.
    case otherPurpose
    /// It was given for another file.
    case otherFile
}

/// A request as another person must see it to decide.
public struct PermitRequest: Sendable, Equatable {
    public let number: Int64
    public let purpose: PermitPurpose
    public let register: RegisterName
    public let requestedBy: String
    public let requestedAt: Date
    public let expiresAt: Date
    public let reason: String
    /// SHA-256 of the file that is meant; nil where none is.
    public let file: [UInt8]?
}

/// Requests and permissions. Each is in the audit chain by its number; reason and subject are sealed.
public struct Permits: Sendable {
    /// How long a request, and what was allowed by it, is good for.
    public static let lifetime: TimeInterval = 24 * 3_600

    let store: TrusteeStore
    let faults: FaultPoint

    public init(store: TrusteeStore, faults: FaultPoint = .none) {
        self.store = store
        self.faults = faults
    }

    /// What stands behind a permit.
    struct Content: Codable, Sendable {
        let reason: String
        let subject: [UInt8]
    }

    /// Asks. The names of persons are those they have logged in with.
    func request(
        _ purpose: PermitPurpose, register: RegisterName, subject: [UInt8], reason: String, by person: String,
        at now: Date
    ) async throws -> Result<Int64, PermitRefusal> {
        guard reason.contains(where: { !$0.isWhitespace }) else { return .failure(.noReason) }
        let content = [UInt8](try JSONEncoder().encode(Content(reason: reason, subject: subject)))
        let asked: Int64 = try await store.database.write { [store] connection in
            let number = try connection.first("SELECT coalesce(max(number), 0) + 1 FROM permits") {
                try $0.required($0.integer(0))
            }
            guard let number else { throw TrusteeError.damaged }
            try connection.run(
                """
                INSERT INTO permits (number, purpose, register, sealed, requested_by, requested_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    number, purpose.rawValue, register.name,
                    try store.fields.seal(content, place: "permits/\(number)"), person, now, now + Self.lifetime,
                ])
            try self.audit("requested", number, purpose, by: person, at: now, in: connection)
            return number
        }
        try faults.reach(.permitRequested)
        return .success(asked)
    }

    /// Allows what somebody else asked for.
    /// - Parameter purposes: what this person means to allow; a request for anything else is refused.
    public func approve(
        _ number: Int64, for purposes: Set<PermitPurpose>, by person: String, at now: Date
    ) async throws -> PermitRefusal? {
        let refusal: PermitRefusal? = try await store.database.write { connection in
            guard let permit = try self.permit(number, in: connection) else { return .unknown }
            guard purposes.contains(permit.purpose) else { return .otherPurpose }
            if permit.requestedBy == person { return .samePerson }
            if permit.approvedBy != nil { return .approvedBefore }
            if permit.expiresAt <= now { return .expired }
            try connection.run(
                "UPDATE permits SET approved_by = ?, approved_at = ? WHERE number = ?", [person, now, number])
            try self.audit("approved", number, permit.purpose, by: person, at: now, in: connection)
            return nil
        }
        if refusal == nil { try faults.reach(.permitApproved) }
        return refusal
    }

    /// Requests that nobody has allowed yet.
    public func open(at now: Date) async throws -> [PermitRequest] {
        try await store.database.read { connection in
            try connection.all(
                "SELECT number FROM permits WHERE approved_by IS NULL AND expires_at > ? ORDER BY number", [now]
            ) { try $0.required($0.integer(0)) }
            .compactMap { number in
                guard let permit = try self.permit(number, in: connection) else { return nil }
                return PermitRequest(
                    number: number, purpose: permit.purpose, register: permit.register,
                    requestedBy: permit.requestedBy, requestedAt: permit.requestedAt, expiresAt: permit.expiresAt,
                    reason: permit.content.reason,
                    file: permit.purpose == .identityChange ? permit.content.subject : nil)
            }
        }
    }

    /// What a permit was asked for, if this person may use it now; in the caller's transaction.
    func usable(
        _ number: Int64, for purposes: Set<PermitPurpose>, register: RegisterName, by person: String, at now: Date,
        in connection: Connection
    ) throws -> Result<StoredPermit, PermitRefusal> {
        guard let permit = try permit(number, in: connection) else { return .failure(.unknown) }
        guard purposes.contains(permit.purpose), permit.register == register else { return .failure(.otherPurpose) }
        if permit.requestedBy != person { return .failure(.otherPerson) }
        if permit.approvedBy == nil { return .failure(.notApproved) }
        if permit.isUsed { return .failure(.used) }
        if permit.expiresAt <= now { return .failure(.expired) }
        return .success(permit)
    }

    /// Uses up a permit and gives what it was asked for, in the caller's transaction.
    func use(
        _ number: Int64, for purposes: Set<PermitPurpose>, register: RegisterName, by person: String, at now: Date,
        in connection: Connection
    ) throws -> Result<StoredPermit, PermitRefusal> {
        let usable = try usable(number, for: purposes, register: register, by: person, at: now, in: connection)
        guard case .success(let permit) = usable else { return usable }
        try connection.run("UPDATE permits SET used_at = ? WHERE number = ?", [now, number])
        try audit("used", number, permit.purpose, by: person, at: now, in: connection)
        return usable
    }

    private func permit(_ number: Int64, in connection: Connection) throws -> StoredPermit? {
        try connection.first(
            """
            SELECT purpose, register, sealed, requested_by, requested_at, approved_by, expires_at, used_at
            FROM permits WHERE number = ?
            """, [number]
        ) { row in
            let sealed = try store.fields.open(try row.required(row.bytes(2)), place: "permits/\(number)")
            return StoredPermit(
                purpose: try row.required(row.code(0)),
                register: try row.required(row.text(1).flatMap { RegisterName($0) }),
                content: try JSONDecoder().decode(Content.self, from: Data(sealed)),
                requestedBy: try row.required(row.text(3)), requestedAt: try row.required(row.date(4)),
                approvedBy: row.text(5), expiresAt: try row.required(row.date(6)), isUsed: row.integer(7) != nil)
        }
    }

    private func audit(
        _ step: String, _ number: Int64, _ purpose: PermitPurpose, by person: String, at now: Date,
        in connection: Connection
    ) throws {
        let entry = AuditEntry(
            at: now, actor: person, action: "permit.\(step)",
            detail: ["permit": "\(number)", "purpose": purpose.rawValue])
        try store.audit.append(entry, to: connection)
    }
}

/// A row of `permits`, opened.
struct StoredPermit: Sendable {
    let purpose: PermitPurpose
    let register: RegisterName
    let content: Permits.Content
    let requestedBy: String
    let requestedAt: Date
    let approvedBy: String?
    let expiresAt: Date
    let isUsed: Bool
}

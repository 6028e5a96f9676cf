public import Certificates
import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
import SealedSubmission

/// A challenge signed with an organisation certificate.
public struct ChallengeAnswer: Sendable {
    public let unit: ReportingUnit
    /// As `CertificateLogin.challenge` gave it.
    public let challenge: [UInt8]
    public let certificate: Certificate
    /// Help to find the path; trusted in nothing.
    public let intermediates: [Certificate]
    /// RSASSA-PKCS1-v1_5 with SHA-256 over `statement`.
    public let signature: [UInt8]

    public init(
        unit: ReportingUnit, challenge: [UInt8], certificate: Certificate, intermediates: [Certificate] = [],
        signature: [UInt8]
    ) {
        self.unit = unit
        self.challenge = challenge
        self.certificate = certificate
        self.intermediates = intermediates
        self.signature = signature
    }

    /// The bytes that are signed: nothing else anyone signs begins like this.
    public static func statement(unit: ReportingUnit, challenge: [UInt8]) -> [UInt8] {
        LogInStatement.bytes(unit: unit, challenge: challenge)
    }
}

/// The log-in by a challenge that is signed with the municipality's organisation certificate.
///
/// It is never counted and has no limits, so that nobody can lock a municipality out on the last day (T-088).
public struct CertificateLogin: Sendable {
    private let store: TrusteeStore
    private let trust: TrustStore
    private let policy: LoginPolicy

    public init(store: TrusteeStore, trust: TrustStore, policy: LoginPolicy = LoginPolicy()) {
        self.store = store
        self.trust = trust
        self.policy = policy
    }

    /// A new challenge for a unit, whoever asks: nonce, last instant and a code over both and the unit. Nothing is
    /// stored, so that asking for many costs nothing.
    public func challenge(for unit: ReportingUnit, now: Date) -> [UInt8] {
        let open = Challenge(nonce: SecureRandom.bytes(Challenge.nonceLength), expires: now + policy.challengeLifetime)
        return open.bytes + open.code(for: unit, key: store.challengeKey.bytes)
    }

    /// - Parameter revocation: the lists as they are now.
    public func attempt(
        _ answer: ChallengeAnswer, revocation: RevocationLists, now: Date
    ) async throws -> LoginOutcome {
        guard let challenge = Challenge(answer.challenge, unit: answer.unit, key: store.challengeKey.bytes),
            challenge.expires >= now, let municipality = try await store.municipality(answer.unit.municipality),
            municipality.hasAgreed(answer.unit.district),
            isSigned(answer, by: municipality.organisationNumber, revocation: revocation, now: now)
        else { return .refused }
        let admission = Admission(
            unit: answer.unit, organisationNumber: municipality.organisationNumber, way: .certificate, at: now)
        let isFirst = try await store.database.write { try self.use(challenge, for: admission, in: $0) }
        return isFirst ? .admitted(admission) : .refused
    }

    private func isSigned(
        _ answer: ChallengeAnswer, by organisation: OrganisationNumber, revocation: RevocationLists, now: Date
    ) -> Bool {
        let statement = ChallengeAnswer.statement(unit: answer.unit, challenge: answer.challenge)
        guard answer.certificate.publicKey.verify(answer.signature, over: statement, algorithm: .rsaSHA256)
        else { return false }
        let verdict = trust.verify(
            answer.certificate, intermediates: answer.intermediates, at: now, revocation: revocation,
            organisation: organisation)
        if case .trusted = verdict { return true }
        return false
    }

    /// Whether the challenge was not used before; used ones are remembered until they have run out.
    private func use(_ challenge: Challenge, for admission: Admission, in connection: Connection) throws -> Bool {
        try connection.run("DELETE FROM used_challenges WHERE expires < ?", [admission.at])
        do {
            try connection.run(
                "INSERT INTO used_challenges (nonce, expires) VALUES (?, ?)", [challenge.nonce, challenge.expires])
        } catch let failure as SQLiteFailure where failure.isUniqueViolation {
            return false
        }
        let entry = AuditEntry(
            at: admission.at, actor: "send module", action: "login.admitted",
            detail: ["unit": "\(admission.unit)", "way": Admission.Way.certificate.rawValue])
        try store.audit.append(entry, to: connection)
        return true
    }
}

/// What a challenge is made of: nonce (16 bytes), last instant in microseconds (8 bytes), code (32 bytes).
private struct Challenge {
    static let nonceLength = 16

    let nonce: [UInt8]
    let expires: Date

    init(nonce: [UInt8], expires: Date) {
        self.nonce = nonce
        self.expires = expires
    }

    /// Nil when it was not made here or for another unit.
    init?(_ bytes: [UInt8], unit: ReportingUnit, key: [UInt8]) {
        guard bytes.count == Self.nonceLength + 8 + SHA256.length else { return nil }
        let microseconds = bytes[Self.nonceLength..<(Self.nonceLength + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        self.init(
            nonce: Array(bytes.prefix(Self.nonceLength)),
            expires: Date(microseconds: Int64(bitPattern: microseconds)))
        guard ConstantTime.areEqual(Array(bytes.suffix(SHA256.length)), code(for: unit, key: key)) else { return nil }
    }

    var bytes: [UInt8] {
        nonce + withUnsafeBytes(of: expires.microseconds.bigEndian) { Array($0) }
    }

    func code(for unit: ReportingUnit, key: [UInt8]) -> [UInt8] {
        var statement = CanonicalBytes()
        statement.append("\(unit)")
        statement.append(bytes)
        return HMACSHA256.authenticate(statement.bytes, key: key)
    }
}

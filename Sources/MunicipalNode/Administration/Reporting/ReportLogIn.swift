import Certificates
import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import SealedSubmission
import Store

/// Signs a challenge of the send module with the tenant's organisation certificate, for a log-in.
///
/// What is signed is made here from the unit and the challenge, so that nothing else can be had signed this way. Each use
/// of the key is on record before it is done (architecture rule 5.7; M-066).
public struct ReportLogIn: AdministrationRequest {
    public static let name = "report.log-in"

    public struct Reply: Codable, Sendable, Equatable {
        /// DER.
        public let certificate: Data
        /// RSASSA-PKCS1-v1_5 with SHA-256; empty in a dry run.
        public let signature: Data
    }

    public var tenant: TenantID?
    public var unit: ReportingUnit
    public var challenge: Data

    public init(tenant: TenantID?, unit: ReportingUnit, challenge: Data) {
        self.tenant = tenant
        self.unit = unit
        self.challenge = challenge
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // Whoever fetches asks how far it has come.
        try await session.require(.send, .fetch, of: tenant)
        guard (1...LogInStatement.longestChallenge).contains(challenge.count) else {
            throw AdministrationError(
                "challenge-unusable", "The send module's challenge is none.",
                remedy: "Is the send module's address right?", exit: .data)
        }
        try session.requireUnit(unit, of: tenant)
        let signer = try await ReportSigner(tenant, in: session)
        if session.dryRun { return Reply(certificate: Data(signer.certificate.der), signature: Data()) }
        let use = try await signer.announce(["unit": unit.description], subject: "log-in", in: session)
        let outcome: String
        let result: Result<[UInt8], any Error>
        do {
            result = .success(
                try signer.key.sign(LogInStatement.bytes(unit: unit, challenge: Array(challenge))))
            outcome = "done"
        } catch {
            result = .failure(error)
            outcome = "failed"
        }
        let entry = use.outcome(outcome, now: session.now)
        try await session.store(tenant).write { try $0.audit(entry) }
        return Reply(certificate: Data(signer.certificate.der), signature: Data(try result.get()))
    }
}

import CommandOutcome
import Foundation
public import Trustee

/// Walks the audit chain.
public struct AuditQuestion: TrusteeRequest {
    public static let name = "audit.verify"

    /// What the walk found, and what to keep of it elsewhere.
    public struct Reply: Codable, Sendable, Equatable {
        public let records: Int64
        /// The first record that is changed, missing, added or moved.
        public let brokenAt: Int64?
        /// Uses of a private key that began and have no outcome.
        public let openIntents: [String]
        /// Nil when nothing is on record.
        public let checkpoint: AuditCheckpoint?

        public var isWhole: Bool { brokenAt == nil && openIntents.isEmpty }
    }

    let kept: Data?

    /// - Parameter kept: the JSON of an earlier reply, to notice an older store in place of the newer one.
    public init(keptCheckpoint kept: [UInt8]? = nil) { self.kept = kept.map { Data($0) } }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        struct Kept: Decodable {
            let checkpoint: AuditCheckpoint
        }
        var checkpoints: [AuditCheckpoint] = []
        if let kept {
            guard let earlier = try? JSONDecoder().decode(Kept.self, from: kept) else {
                throw AdministrationError(
                    "checkpoint", "The file does not hold what `audit verify --json` prints.", exit: .data)
            }
            checkpoints = [earlier.checkpoint]
        }
        let verdict = try await administration.store.verifyAudit(against: checkpoints)
        return Reply(
            records: verdict.records, brokenAt: verdict.brokenAt, openIntents: verdict.openIntents,
            checkpoint: try await administration.store.auditCheckpoint())
    }
}

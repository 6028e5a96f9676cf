public import CommandOutcome
import Foundation
public import Trustee

/// What the walk over the audit chain found, and what to keep of it elsewhere.
public struct AuditReply: Encodable, Sendable {
    public let records: Int64
    public let brokenAt: Int64?
    public let openIntents: [String]
    /// Nil when nothing is on record.
    public let checkpoint: AuditCheckpoint?

    public var isWhole: Bool { brokenAt == nil && openIntents.isEmpty }
}

extension TrusteeAdministration {
    /// Walks the audit chain.
    /// - Parameter kept: the JSON of an earlier reply, to notice an older store in place of the newer one.
    /// - Throws: `AdministrationError` when that is no such JSON.
    public func verifyAudit(keptCheckpoint kept: [UInt8]?) async throws -> AuditReply {
        struct Kept: Decodable {
            let checkpoint: AuditCheckpoint
        }
        var checkpoints: [AuditCheckpoint] = []
        if let kept {
            guard let earlier = try? JSONDecoder().decode(Kept.self, from: Data(kept)) else {
                throw AdministrationError(
                    "checkpoint", "The file does not hold what `audit verify --json` prints.", exit: .data)
            }
            checkpoints = [earlier.checkpoint]
        }
        let verdict = try await store.verifyAudit(against: checkpoints)
        return AuditReply(
            records: verdict.records, brokenAt: verdict.brokenAt, openIntents: verdict.openIntents,
            checkpoint: try await store.auditCheckpoint())
    }
}

extension AdministrationError {
    /// Why the service ended, or could not begin.
    public init(serving error: any Error) {
        switch error {
        case let error as TrusteeError: self.init(error)
        case let error as AdministrationError: self = error
        default:
            self.init(
                "cannot-serve", "The service cannot go on: \(error).",
                remedy: "Look at the addresses and files of the configuration.", exit: .unavailable)
        }
    }
}

import Certificates
import Cryptography
import Foundation
import Identifiers
import Reporting
import SealedSubmission
import Synchronization
import TestSupport

/// The organisation certificate in a test's own hand; remembers what it was asked for.
final class TestKeeper: SendingKeeper {
    let identity: SyntheticAuthority.Identity
    private let receipts = Mutex<[[UInt8]]>([])
    private let numbers = Mutex<[[SubmissionKind: Int]]>([])

    init(_ identity: SyntheticAuthority.Identity) { self.identity = identity }

    var kept: [[UInt8]] { receipts.withLock { $0 } }
    /// What was said of the next numbers, each time.
    var told: [[SubmissionKind: Int]] { numbers.withLock { $0 } }

    func answer(_ challenge: [UInt8], for unit: ReportingUnit) async throws -> SignedChallenge {
        SignedChallenge(
            certificate: identity.certificate.der,
            signature: try identity.key.sign(LogInStatement.bytes(unit: unit, challenge: challenge)))
    }

    func keep(receipt: [UInt8], of submission: SubmissionID) async throws { receipts.withLock { $0.append(receipt) } }

    func keep(next: [SubmissionKind: Int], of unit: ReportingUnit, year: Int) async throws {
        guard unit == SendingScene.claim.unit, year == SendingScene.year else { return }
        numbers.withLock { $0.append(next) }
    }
}

extension Patience {
    /// Waits for nothing.
    static let test = Patience(pauses: [1, 1, 1], wait: { _ in await Task.yield() })
}

/// What a flow was refused for; nil when it went through.
func refusal<Value>(_ body: () async throws -> Value) async throws -> SendFault? {
    do {
        _ = try await body()
        return nil
    } catch let fault as SendFault { return fault }
}

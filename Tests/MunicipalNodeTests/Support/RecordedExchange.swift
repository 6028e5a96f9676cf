import Exchange
import Foundation
import Identifiers
import Store
import Synchronization
import Texts

@testable import MunicipalNode

/// Flows that do nothing but remember what they were asked.
final class RecordedExchange: ExchangeActions {
    private let calls = Mutex<[String]>([])
    private let taken = Mutex<[[UInt8]]>([])
    /// The documents that were submitted.
    var documents: [[UInt8]] { taken.withLock { $0 } }
    var asked: [String] { calls.withLock { $0 } }

    func settingsChanged(_ tenant: TenantID) async throws { calls.withLock { $0.append("changed \(tenant)") } }

    func submit(
        _ document: [UInt8], tenant: TenantID, recordSystem: RecordSystem, now: Date
    ) async throws -> SubmissionVerdict {
        calls.withLock { $0.append("submit \(recordSystem.name)") }
        taken.withLock { $0.append(document) }
        return document == Array("bad".utf8)
            ? .refused(reason: "document-invalid", detail: [:])
            : .accepted(UUID(uuid: (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
    }

    func resend(_ message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws {
        calls.withLock { $0.append("resend \(message.key.value) by \(actor)") }
    }

    func sendTest(from address: OwnAddress, tenant: TenantID, actor: String, now: Date) async throws -> UUID {
        calls.withLock { $0.append("test \(address.her)") }
        return UUID()
    }

    func ping(_ partner: HERId, from own: HERId, tenant: TenantID, actor: String, now: Date) async throws -> UUID {
        calls.withLock { $0.append("ping \(partner) from \(own)") }
        return UUID()
    }

    func ask(about message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws
        -> StatusQuestion.Outcome
    {
        calls.withLock { $0.append("ask about \(message.key.value) by \(actor)") }
        if let reason = message.reason.flatMap(ReasonCode.init(rawValue:)) {
            throw QuestionRefusal(reason, ["her": "80801", "stage": "test"])
        }
        if let fault = message.reason { throw StoreError.failed(fault) }
        return message.expiresAt.map { .tooSoon(until: $0) } ?? .asked(UUID())
    }

    func reload(dryRun: Bool) async throws -> NodeReload.Reply {
        calls.withLock { $0.append("reload") }
        return NodeReload.Reply(changed: [], needRestart: [], remarks: [])
    }

    func revocationStatus() -> RevocationStatus? { nil }
}

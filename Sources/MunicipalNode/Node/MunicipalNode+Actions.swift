public import Exchange
public import Foundation
public import Identifiers
public import Store
import Texts

/// What administrators have done with messages, by the tenant's own flows.
extension MunicipalNode {
    public func submit(
        _ document: [UInt8], tenant: TenantID, recordSystem: RecordSystem, now: Date
    ) async throws -> SubmissionVerdict {
        switch try await runtime(tenant).intake.submit(document, by: recordSystem, now: now) {
        case .accepted(let id): .accepted(id)
        case .refused(let reason, let detail): .refused(reason: reason.rawValue, detail: detail)
        }
    }

    public func resend(_ message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws {
        try await ResendRequest(context: runtime(tenant).context).resend(message, actor: actor, now: now)
    }

    public func sendTest(
        from address: OwnAddress, tenant: TenantID, actor: String, now: Date
    ) async throws -> UUID {
        let runtime = try await runtime(tenant)
        let settings = runtime.context.settings.current
        let document = TestMessage.document(
            from: address, tenant: settings.tenant, msgID: runtime.context.randomness.uuid(), now: now)
        let system = RecordSystem(name: "test", folder: "", herIDs: [address.her], createdAt: now)
        switch try await runtime.intake.submit(document, by: system, now: now) {
        case .accepted(let id): return id
        case .refused(let reason, _): throw StoreError.failed(reason.rawValue)
        }
    }

    public func ping(
        _ partner: HERId, from own: HERId, tenant: TenantID, actor: String, now: Date
    ) async throws -> UUID {
        try await PingRequest(context: runtime(tenant).context).ping(partner, from: own, actor: actor, now: now)
    }

    public func ask(about message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws
        -> StatusQuestion.Outcome
    {
        try await StatusQuestion(context: runtime(tenant).context).ask(about: message, actor: actor, now: now)
    }

    public nonisolated func revocationStatus() -> RevocationStatus? { parts.revocation.status }
}

import Exchange
import Foundation
import Identifiers
import Store
import Synchronization

/// Leads administration's calls to the node that made it: the two know each other, and one has to be made first.
final class ActionsBridge: ExchangeActions {
    private struct Reference {
        weak var node: MunicipalNode?
    }

    private let reference = Mutex(Reference())

    func connect(to node: MunicipalNode) {
        reference.withLock { $0.node = node }
    }

    func settingsChanged(_ tenant: TenantID) async throws {
        try await node().settingsChanged(tenant)
    }

    func submit(
        _ document: [UInt8], tenant: TenantID, recordSystem: RecordSystem, now: Date
    ) async throws -> SubmissionVerdict {
        try await node().submit(document, tenant: tenant, recordSystem: recordSystem, now: now)
    }

    func resend(_ message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws {
        try await node().resend(message, tenant: tenant, actor: actor, now: now)
    }

    func sendTest(from address: OwnAddress, tenant: TenantID, actor: String, now: Date) async throws -> UUID {
        try await node().sendTest(from: address, tenant: tenant, actor: actor, now: now)
    }

    func ping(_ partner: HERId, from own: HERId, tenant: TenantID, actor: String, now: Date) async throws -> UUID {
        try await node().ping(partner, from: own, tenant: tenant, actor: actor, now: now)
    }

    func ask(about message: StoredMessage, tenant: TenantID, actor: String, now: Date) async throws
        -> StatusQuestion.Outcome
    {
        try await node().ask(about: message, tenant: tenant, actor: actor, now: now)
    }

    func reload(dryRun: Bool) async throws -> NodeReload.Reply { try await node().reload(dryRun: dryRun) }

    func revocationStatus() -> RevocationStatus? { reference.withLock { $0.node }?.revocationStatus() }

    private func node() throws -> MunicipalNode {
        guard let node = reference.withLock({ $0.node }) else { throw StoreError.failed("the node is closed") }
        return node
    }
}

import CommandOutcome
import Foundation
import Identifiers
import Store
import Texts

/// One request being carried out: who asks, when, and whether anything may be changed.
public struct AdministrationSession: Sendable {
    let administration: Administration
    /// `uid:1000`.
    let actor: String
    /// Check everything, change nothing.
    let dryRun: Bool
    let now: Date
    /// The request's name: the action in the audit chain.
    let command: String
    /// Of sentences for people.
    let language: Language

    /// The tenant meant: the one named, or the only one there is.
    func tenant(_ name: TenantID?) async throws -> Tenant {
        let all = try await administration.installation.tenants()
        if let name {
            if let tenant = all.first(where: { $0.id == name }) { return tenant }
            let nearest = nearestWord(to: name.name, among: all.map(\.id.name)).map { " Did you mean `\($0)`?" } ?? ""
            throw AdministrationError(
                "tenant-unknown", "There is no tenant `\(name)`.\(nearest)",
                remedy: "`budstikke tenant list` shows them.", exit: .noInput)
        }
        guard let only = all.first else {
            throw AdministrationError(
                "no-tenant", "There is no tenant yet.", remedy: "`budstikke tenant add` leads through adding one.",
                exit: .noInput)
        }
        guard all.count == 1 else {
            throw AdministrationError(
                "tenant-needed", "There is more than one tenant.", remedy: "Say which one with --tenant NAME.",
                details: all.map(\.id.name).sorted(), exit: .usage)
        }
        return only
    }

    func store(_ tenant: Tenant) async throws -> any TenantStore {
        try await administration.installation.tenant(tenant.id, as: actor)
    }

    /// A snapshot of the tenant's data.
    func read<Value: Sendable>(
        _ tenant: Tenant, _ body: @escaping @Sendable (any TenantReading) throws -> Value
    ) async throws -> Value {
        try await store(tenant).read(body)
    }

    /// Records that something was done, when nothing else of the tenant's changes.
    func record(_ tenant: Tenant, action: String, _ detail: [String: String]) async throws {
        let entry = AuditEntry(at: now, actor: actor, action: action, detail: detail)
        try await store(tenant).write { try $0.audit(entry) }
    }

    /// Changes the tenant's data and records who did what in the same transaction; a dry run does all of it and then
    /// lets go of the transaction.
    func change<Value: Sendable>(
        _ tenant: Tenant, _ detail: [String: String],
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        try await change(tenant, { _ in detail }, body)
    }

    /// The same, with a detail that is known only when it is done.
    func change<Value: Sendable>(
        _ tenant: Tenant, _ detail: @escaping @Sendable (Value) -> [String: String],
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        let (now, actor, command, dryRun) = (now, actor, command, dryRun)
        do {
            let value = try await store(tenant).write { transaction in
                let value = try body(transaction)
                try transaction.audit(AuditEntry(at: now, actor: actor, action: command, detail: detail(value)))
                if dryRun { throw DryRunEnd(value: value) }
                return value
            }
            try await administration.exchange.settingsChanged(tenant.id)
            return value
        } catch let end as DryRunEnd<Value> {
            return end.value
        }
    }
}

/// Ends the transaction of a dry run without keeping it.
private struct DryRunEnd<Value: Sendable>: Error {
    let value: Value
}

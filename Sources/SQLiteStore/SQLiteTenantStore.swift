import Identifiers
import SQLiteAccess
import Store

/// The store of one tenant for one actor, as `SQLiteStore` gives it out.
///
/// It holds no connection: each call takes the tenant's database from those that are open, and gives it back.
struct SQLiteTenantStore: TenantStore {
    let tenant: TenantID
    let actor: String
    let content: ContentKey
    let open: OpenStores
    let node: NodeDatabase

    func seal(_ bytes: [UInt8]) throws -> SealedContent { try content.seal(bytes) }

    func unseal(_ sealed: SealedContent) throws -> [UInt8] { try content.open(sealed) }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        try await using { database in
            let value = try await database.write(body)
            // The records are on disk; a checkpoint that fails is made up for by the next.
            if let due = database.takeCheckpointDue() { try? await node.keep(due, of: tenant) }
            return value
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantReading) throws -> Value
    ) async throws -> Value {
        try await using { database in try await database.read { try body($0) } }
    }

    func verifyAudit() async throws -> AuditVerdict {
        let checkpoints = try await node.checkpoints(of: tenant)
        return try await using { database in
            try await database.read { [chain = database.audit] in
                try chain.verify($0.connection, against: checkpoints)
            }
        }
    }

    private func using<Value: Sendable>(_ body: (TenantDatabase) async throws -> Value) async throws -> Value {
        try content.check()
        let database = try await open.use(tenant)
        defer { database.endUse() }
        return try await body(database)
    }
}

import Cryptography
import GRDB
import Identifiers
import Keys
import SQLiteAccess
import Store

/// The unwrapped keys of one tenant: one for its contents, one for its audit chain, which outlives the first.
struct TenantKeys: Sendable {
    let content: ContentKey
    let audit: AuditChain
}

/// `node.sqlite`: the tenants of the installation, their wrapped keys and the checkpoints of their audit chains.
final class NodeDatabase: Sendable {
    private let queue: DatabaseQueue
    private let masterKey: MasterKey
    private let durability: Durability

    /// Opens or makes the database.
    /// - Throws: `StoreError.failed` when it belongs to another master key or a newer version.
    init(path: String, masterKey: MasterKey, durability: Durability) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        configuration.label = "node"
        queue = try DatabaseQueue(path: path, configuration: configuration)
        self.masterKey = masterKey
        self.durability = durability
        try queue.inDatabase { database in
            try ConnectionSettings.node.apply(to: Connection(database))
            try Migration.migrate(Connection(database), by: NodeSchema.migrations)
            try Self.proveMasterKey(masterKey, in: Connection(database))
        }
    }

    func close() async throws { try await BlockingWork.run { [queue] in try queue.close() } }

    func tenants() async throws -> [Tenant] {
        try await run { connection in
            try connection.all(Self.tenantColumns + " ORDER BY id") { try Self.tenant($0) }
        }
    }

    /// Registers a tenant with new keys; throws `StoreError.exists`. Its database file must be there before.
    func create(_ tenant: Tenant) async throws {
        let dataKey = try masterKey.wrap(SecureRandom.bytes(AESGCM.keyLength), context: Self.dataKeyContext(tenant.id))
        let auditKey = try masterKey.wrap(SecureRandom.bytes(32), context: Self.auditKeyContext(tenant.id))
        try await run { connection in
            do {
                try connection.run(
                    """
                    INSERT INTO tenants (id, name, organisation_number, controller, stage, created_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    [
                        tenant.id.name, tenant.name, tenant.organisationNumber.digits, tenant.controller,
                        tenant.stage.rawValue, tenant.createdAt,
                    ])
            } catch let failure as SQLiteFailure where failure.isUniqueViolation {
                throw StoreError.exists
            }
            try connection.run(
                "INSERT INTO tenant_keys (tenant, data_key, audit_key) VALUES (?, ?, ?)",
                [tenant.id.name, dataKey, auditKey])
        }
    }

    func exists(_ id: TenantID) async throws -> Bool {
        try await run { connection in
            try connection.first("SELECT 1 FROM tenants WHERE id = ?", [id.name]) { _ in true } ?? false
        }
    }

    func update(_ tenant: Tenant) async throws {
        try await run { connection in
            try connection.run(
                "UPDATE tenants SET name = ?, organisation_number = ?, controller = ?, stage = ? WHERE id = ?",
                [
                    tenant.name, tenant.organisationNumber.digits, tenant.controller, tenant.stage.rawValue,
                    tenant.id.name,
                ])
            guard connection.changes == 1 else { throw StoreError.unknownTenant }
        }
    }

    /// The tenant's keys, unwrapped; throws `StoreError.unknownTenant` or `.keyDestroyed`.
    func keys(of id: TenantID) async throws -> TenantKeys {
        let found = try await run { connection in
            try connection.first("SELECT data_key, audit_key FROM tenant_keys WHERE tenant = ?", [id.name]) {
                (data: $0.bytes(0), audit: try $0.required($0.bytes(1)))
            }
        }
        guard let found else { throw StoreError.unknownTenant }
        guard let wrapped = found.data else { throw StoreError.keyDestroyed }
        let dataKey = try masterKey.unwrap(wrapped, context: Self.dataKeyContext(id))
        let auditKey = try masterKey.unwrap(found.audit, context: Self.auditKeyContext(id))
        return TenantKeys(
            content: ContentKey(tenant: id, dataKey: dataKey), audit: AuditChain(tenant: id, key: auditKey))
    }

    /// Overwrites the wrapped data key in the database and empties the log that held it before.
    func destroyKey(of id: TenantID) async throws {
        try await run { connection in
            try connection.run("UPDATE tenant_keys SET data_key = NULL WHERE tenant = ?", [id.name])
            guard connection.changes == 1 else { throw StoreError.unknownTenant }
        }
        try await emptyLog()
    }

    func checkpoints(of id: TenantID) async throws -> [AuditCheckpoint] {
        try await run { connection in
            try connection.all(
                "SELECT sequence, hash, code FROM audit_checkpoints WHERE tenant = ?", [id.name]
            ) {
                AuditCheckpoint(
                    sequence: try $0.required($0.integer(0)), hash: try $0.required($0.bytes(1)),
                    code: try $0.required($0.bytes(2)))
            }
        }
    }

    func keep(_ checkpoint: AuditCheckpoint, of id: TenantID) async throws {
        try await run { connection in
            try connection.run(
                "INSERT OR IGNORE INTO audit_checkpoints (tenant, sequence, hash, code) VALUES (?, ?, ?, ?)",
                [id.name, checkpoint.sequence, checkpoint.hash, checkpoint.code])
        }
    }

    /// Runs `body` in a transaction that is on disk when this returns.
    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        try durability.check()
        return try await withCheckedThrowingContinuation { continuation in
            queue.asyncWriteWithoutTransaction { [durability] database in
                continuation.resume(
                    with: Result { try durability.guarding { try Connection(database).inTransaction(body) } })
            }
        }
    }

    private func emptyLog() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.asyncWriteWithoutTransaction { [durability] database in
                continuation.resume(
                    with: Result {
                        try durability.guarding { try Connection(database).run("PRAGMA wal_checkpoint(TRUNCATE)") }
                    })
            }
        }
    }

    private static func proveMasterKey(_ masterKey: MasterKey, in connection: Connection) throws {
        let context = "master-key-proof"
        guard let wrapped = try connection.first("SELECT wrapped FROM master_key_proof", [], { $0.bytes(0) }) else {
            let proof = try masterKey.wrap(SecureRandom.bytes(32), context: context)
            return try connection.run("INSERT INTO master_key_proof (one, wrapped) VALUES (1, ?)", [proof])
        }
        guard let wrapped, (try? masterKey.unwrap(wrapped, context: context)) != nil else {
            throw StoreError.failed("The master key is not the one this data directory was made with.")
        }
    }

    private static func dataKeyContext(_ id: TenantID) -> String { "tenant-data-key/\(id.name)" }
    private static func auditKeyContext(_ id: TenantID) -> String { "tenant-audit-key/\(id.name)" }

    private static let tenantColumns =
        "SELECT id, name, organisation_number, controller, stage, created_at FROM tenants"

    private static func tenant(_ row: Columns) throws -> Tenant {
        Tenant(
            id: try row.required(row.text(0).flatMap { TenantID($0) }), name: try row.required(row.text(1)),
            organisationNumber: try row.required(row.text(2).flatMap { OrganisationNumber($0) }),
            controller: try row.required(row.text(3)), stage: try row.required(row.code(4)),
            createdAt: try row.required(row.date(5)))
    }
}

import GRDBSQLite
public import Identifiers
public import Keys
import SQLiteAccess
public import Store

/// All tenants of one installation in SQLite: one database file and one data key for each tenant (M-037, M-039).
///
/// The data directory holds `node.sqlite` (tenants, wrapped keys, checkpoints of the audit chains),
/// `tenants/<id>/store.sqlite` and `lock`. What a `write` returns from is on disk. When the disk refuses to keep data
/// the store tells so once, through `onNotDurable`, and refuses everything from then on: the process must be stopped.
public final class SQLiteStore: InstallationStore {
    /// How much an installation keeps open and in memory.
    public struct Options: Sendable {
        /// Tenants whose databases stay open when nobody uses them.
        public var openTenants = 100
        /// Connections that read at the same time, for each tenant.
        public var readersPerTenant = 2
        /// Pages in memory for a tenant's writer, in KiB, when it has that much to do.
        public var writerCacheKibibytes = 4_096
        /// Pages in memory for each of a tenant's readers, in KiB.
        public var readerCacheKibibytes = 512
        /// What all databases of the process together take before their caches stop growing, in MiB.
        public var memoryMebibytes = 192

        public init() {}
    }

    let open: OpenStores
    private let directory: DataDirectory
    private let node: NodeDatabase
    private let durability: Durability

    /// Opens the data directory, or makes it, and takes its lock. Blocks for a few milliseconds; reads no tenant's
    /// data.
    ///
    /// - Parameter onNotDurable: called once, with a bland reason, when the disk refused to make data durable; the node
    ///   stops the process in it. May be called on any thread.
    /// - Throws: `StoreError.locked` when another process holds the directory (T-078); `StoreError.failed` when the
    ///   directory belongs to another master key or a newer version.
    public init(
        directory path: String, masterKey: MasterKey, options: Options = Options(),
        onNotDurable: @escaping @Sendable (String) -> Void
    ) throws {
        sqlite3_soft_heap_limit64(Int64(options.memoryMebibytes) << 20)
        durability = Durability(onLoss: onNotDurable)
        directory = try DataDirectory(path)
        try directory.makeFile(directory.nodeDatabase)
        node = try StoreError.translated { [directory, durability] in
            try NodeDatabase(path: directory.nodeDatabase, masterKey: masterKey, durability: durability)
        }
        open = OpenStores(directory: directory, node: node, options: options, durability: durability)
    }

    public func tenants() async throws -> [Tenant] { try await node.tenants() }

    public func create(_ tenant: Tenant) async throws {
        guard try await !node.exists(tenant.id) else { throw StoreError.exists }
        // The file first: a tenant that is registered always has its database.
        try directory.makeDirectory(of: tenant.id)
        try directory.makeFile(directory.database(of: tenant.id))
        try await TenantDatabase.prepare(path: directory.database(of: tenant.id), durability: durability)
        try await node.create(tenant)
    }

    public func update(_ tenant: Tenant) async throws { try await node.update(tenant) }

    public func tenant(_ id: TenantID, as actor: String) async throws -> any TenantStore {
        let database = try await open.use(id)
        defer { database.endUse() }
        return SQLiteTenantStore(tenant: id, actor: actor, content: database.content, open: open, node: node)
    }

    public func destroyKey(of id: TenantID) async throws {
        guard try await node.exists(id) else { throw StoreError.unknownTenant }
        await open.destroy(id)
        try await node.destroyKey(of: id)
    }

    public func close() async throws {
        await open.closeAll()
        try await node.close()
        directory.unlock()
    }
}

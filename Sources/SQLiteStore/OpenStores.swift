import Identifiers
import SQLiteAccess
import Store

/// The tenants' databases that are open: about so many, the one unused for longest closed first.
///
/// A database in use is never closed, so more may be open for a moment.
actor OpenStores {
    private struct Entry {
        let opening: Task<TenantDatabase, any Error>
        /// Nil until it is open.
        var database: TenantDatabase?
        /// Callers that wait for it to open.
        var waiting = 0
        var lastUse: UInt64 = 0

        var isIdle: Bool { waiting == 0 && database?.isInUse == false }
    }

    private let directory: DataDirectory
    private let node: NodeDatabase
    private let options: SQLiteStore.Options
    private let durability: Durability

    private var entries: [TenantID: Entry] = [:]
    /// One for each tenant used so far, also when its database is closed: destroying it reaches everyone who holds it.
    private var keys: [TenantID: TenantKeys] = [:]
    private var closing: [TenantID: Task<Void, Never>] = [:]
    private var destroyed: Set<TenantID> = []
    private var uses: UInt64 = 0
    private var isClosed = false

    init(directory: DataDirectory, node: NodeDatabase, options: SQLiteStore.Options, durability: Durability) {
        self.directory = directory
        self.node = node
        self.options = options
        self.durability = durability
    }

    /// How many are open now.
    var count: Int { entries.count }

    /// The tenant's database, opened if it is not, with a use begun: the caller must end it.
    func use(_ tenant: TenantID) async throws -> TenantDatabase {
        try durability.check()
        while let closing = closing[tenant] { await closing.value }
        guard !isClosed else { throw StoreError.failed("The store is closed.") }
        guard !destroyed.contains(tenant) else { throw StoreError.keyDestroyed }
        uses += 1
        entries[tenant, default: Entry(opening: open(tenant))].lastUse = uses
        if let database = entries[tenant]?.database {
            database.beginUse()
            return database
        }
        let database = try await opened(tenant)
        closeIdle()
        return database
    }

    /// From now on nobody can use the tenant's contents, not even who holds its store already.
    func destroy(_ tenant: TenantID) {
        destroyed.insert(tenant)
        keys[tenant]?.content.destroy()
    }

    /// Closes everything. Uses still open find their database closed.
    func closeAll() async {
        isClosed = true
        for (tenant, entry) in entries {
            entries[tenant] = nil
            if let database = try? await entry.opening.value { close(database) }
        }
        for task in closing.values { await task.value }
    }

    private func open(_ tenant: TenantID) -> Task<TenantDatabase, any Error> {
        Task { [directory, options, durability] in
            let keys = try await keys(of: tenant)
            let path = directory.database(of: tenant)
            guard directory.hasFile(path) else { throw StoreError.failed("The tenant's database is missing.") }
            return try await TenantDatabase.opening(
                path: path, keys: keys, options: options, durability: durability)
        }
    }

    private func keys(of tenant: TenantID) async throws -> TenantKeys {
        if let known = keys[tenant] { return known }
        let loaded = try await node.keys(of: tenant)
        guard !destroyed.contains(tenant) else { throw StoreError.keyDestroyed }
        let kept = keys[tenant] ?? loaded
        keys[tenant] = kept
        return kept
    }

    /// Waits for an entry to open and begins a use, before anyone can close it again.
    private func opened(_ tenant: TenantID) async throws -> TenantDatabase {
        guard let opening = entries[tenant]?.opening else { throw StoreError.unknownTenant }
        entries[tenant]?.waiting += 1
        do {
            let database = try await opening.value
            database.beginUse()
            entries[tenant]?.waiting -= 1
            entries[tenant]?.database = database
            return database
        } catch {
            if entries[tenant]?.opening == opening { entries[tenant] = nil }
            throw error
        }
    }

    private func closeIdle() {
        guard entries.count > options.openTenants else { return }
        for (tenant, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) where entry.isIdle {
            guard entries.count > options.openTenants, let database = entry.database else { return }
            entries[tenant] = nil
            close(database)
        }
    }

    private func close(_ database: TenantDatabase) {
        closing[database.tenant] = Task {
            // A failing disk is noticed by the store's durability; another failure leaves the log for the next opening.
            if let end = try? await database.close() { try? await node.keep(end, of: database.tenant) }
            closing[database.tenant] = nil
        }
    }
}

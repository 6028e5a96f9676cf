import CommandOutcome
public import Identifiers
import Store

/// Adds or changes a record system: with a folder, in which it makes the areas, or as one that uses the API, which gets
/// its first token.
public struct RecordSystemAdd: AdministrationRequest {
    public static let name = "record-system.add"
    public struct Reply: Codable, Sendable, Equatable {
        public let recordSystem: RecordSystemSummary
        public let created: Bool
        /// What to correct about the folder, one line each.
        public let remarks: [String]
        /// For one that uses the API and is new: shown once, kept nowhere.
        public let token: NewToken?
    }

    public var tenant: TenantID?
    public var systemName: String
    /// Absolute; nil for one that uses the API.
    public var folder: String?
    public var herIDs: [HERId]

    public init(tenant: TenantID?, systemName: String, folder: String?, herIDs: [HERId]) {
        self.tenant = tenant
        self.systemName = systemName
        self.folder = folder
        self.herIDs = herIDs
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // The same rule as a tenant's name: it can stand in logs and paths.
        guard TenantID(systemName) != nil else {
            throw AdministrationError(
                "name-unusable", "A record system's name has lower-case letters, digits and hyphens, at most 40.",
                exit: .data)
        }
        let exchange = try folder.map(RecordSystemFolderCheck.init)?.usable()
        let address = folder == nil ? try session.apiAddress() : nil
        let (wanted, name, path, now) = (Set(herIDs), systemName, folder, session.now)
        let dryRun = session.dryRun
        let (system, (token, created)) = try await session.change(tenant, ["recordSystem": systemName]) { transaction in
            let own = Set(try transaction.records(OwnAddress.self).map(\.her))
            let foreign = wanted.subtracting(own).sorted()
            guard !wanted.isEmpty, foreign.isEmpty else {
                throw AdministrationError(
                    "her-not-own", "A record system needs one or more HER-ids, all of them the tenant's own.",
                    remedy: "`budstikke tenant address add` adds one.", details: foreign.map { "Not its own: \($0)" },
                    exit: .data)
            }
            let others = try transaction.records(RecordSystem.self).filter { $0.name != name }
            if let path, let other = others.first(where: { Self.overlap($0.folder, path) }) {
                throw AdministrationError(
                    "folder-taken", "The record system `\(other.name)` uses this folder, one above or one below it.",
                    exit: .cannotCreate)
            }
            let old = try transaction.record(RecordSystem.self, id: name)
            if let old, old.folder != path || !Set(old.herIDs).isSubset(of: wanted) {
                try Self.requireNothingWaits(for: name, in: transaction)
            }
            let system = RecordSystem(
                name: name, folder: path, herIDs: wanted.sorted(), createdAt: old?.createdAt ?? now)
            try transaction.put(system)
            // Last, so that nothing is made for what is refused; and inside, so that nothing is kept without its areas.
            if !dryRun { try exchange?.makeAreas() }
            let token = try address.flatMap { address -> NewToken? in
                let hasOne = try transaction.records(APIToken.self).contains {
                    $0.recordSystem == name && ($0.expiresAt.map { now < $0 } ?? true)
                }
                return hasOne
                    ? nil : try .make(for: system, of: tenant.id, address: address, at: now, in: transaction)
            }
            return (system, (token, old == nil))
        }
        let remarks = dryRun ? [] : exchange?.remarks() ?? []
        return Reply(
            recordSystem: RecordSystemSummary(system), created: created, remarks: remarks,
            token: dryRun ? nil : token)
    }

    /// What waits in one place would never be found in another.
    static func requireNothingWaits(for name: String, in transaction: any TenantTransaction) throws {
        let waiting = try transaction.offers(recordSystem: name, states: [.offered, .written])
        let documents = try waiting.count { try transaction.message($0.message)?.direction == .incoming }
        guard documents == 0 else {
            throw AdministrationError(
                "documents-waiting", "The record system has not read \(documents) of its documents yet.",
                remedy: "Let it read them first; `budstikke inbox list --record-system \(name)` shows them.",
                exit: .data)
        }
    }

    private static func overlap(_ one: String?, _ other: String) -> Bool {
        guard let one else { return false }
        return (one + "/").hasPrefix(other + "/") || (other + "/").hasPrefix(one + "/")
    }
}

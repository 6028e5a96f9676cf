import FolderExchange
public import Foundation
import Glibc
public import Identifiers
import Store

/// A record system as commands show it.
public struct RecordSystemSummary: Codable, Sendable, Equatable {
    public let name: String
    public let folder: String
    public let herIDs: [HERId]
    public let createdAt: Date

    init(_ system: RecordSystem) {
        name = system.name
        folder = system.folder
        herIDs = system.herIDs.sorted()
        createdAt = system.createdAt
    }
}

/// The tenant's record systems.
public struct RecordSystemList: AdministrationRequest {
    public static let name = "record-system.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let recordSystems: [RecordSystemSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let systems = try await session.read(tenant) { try $0.records(RecordSystem.self) }
        return Reply(recordSystems: systems.map(RecordSystemSummary.init).sorted { $0.name < $1.name })
    }
}

/// Adds or changes a record system, and makes the areas in its folder.
public struct RecordSystemAdd: AdministrationRequest {
    public static let name = "record-system.add"
    public struct Reply: Codable, Sendable, Equatable {
        public let recordSystem: RecordSystemSummary
        public let created: Bool
        /// What to correct about the folder, one line each.
        public let remarks: [String]
    }

    public var tenant: TenantID?
    public var systemName: String
    public var folder: String
    public var herIDs: [HERId]

    public init(tenant: TenantID?, systemName: String, folder: String, herIDs: [HERId]) {
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
        guard folder.hasPrefix("/"), !folder.contains("/../"), folder.utf8.count <= 1024 else {
            throw AdministrationError("folder-unusable", "The folder must be given as an absolute path.", exit: .data)
        }
        let exchange = RecordSystemFolder(path: folder, maximumSize: 1)
        try checkFolder()
        let (wanted, name, path, now) = (Set(herIDs), systemName, folder, session.now)
        let dryRun = session.dryRun
        let (system, created) = try await session.change(tenant, ["recordSystem": systemName]) { transaction in
            let own = Set(try transaction.records(OwnAddress.self).map(\.her))
            let foreign = wanted.subtracting(own).sorted()
            guard !wanted.isEmpty, foreign.isEmpty else {
                throw AdministrationError(
                    "her-not-own", "A record system needs one or more HER-ids, all of them the tenant's own.",
                    remedy: "`budstikke tenant address add` adds one.", details: foreign.map { "Not its own: \($0)" },
                    exit: .data)
            }
            let others = try transaction.records(RecordSystem.self).filter { $0.name != name }
            if let other = others.first(where: { Self.overlap($0.folder, path) }) {
                throw AdministrationError(
                    "folder-taken", "The record system `\(other.name)` uses this folder, one above or one below it.",
                    exit: .cannotCreate)
            }
            let old = try transaction.record(RecordSystem.self, id: name)
            let system = RecordSystem(
                name: name, folder: path, herIDs: wanted.sorted(), createdAt: old?.createdAt ?? now)
            try transaction.put(system)
            // Last, so that nothing is made for what is refused; and inside, so that nothing is kept without its areas.
            if !dryRun { try makeAreas(exchange) }
            return (system, old == nil)
        }
        let remarks = session.dryRun ? [] : exchange.report().findings.map(FolderRemark.sentence)
        return Reply(recordSystem: RecordSystemSummary(system), created: created, remarks: remarks)
    }

    private var remedy: String {
        "`install -d -m 2770 -g GROUP \(folder)`, GROUP being one that both the server's and the record system's user "
            + "are in."
    }

    private func checkFolder() throws {
        guard let status = FileStatus(folder) else {
            throw AdministrationError(
                "folder-missing", "The folder \(folder) does not exist.", remedy: "Make it: \(remedy)", exit: .noInput)
        }
        guard status.isDirectory else {
            throw AdministrationError("folder-unusable", "\(folder) is not a directory.", exit: .data)
        }
        guard access(folder, R_OK | W_OK | X_OK) == 0 else {
            throw AdministrationError(
                "folder-forbidden", "The server's user may not read and write in \(folder).",
                remedy: "Let it: \(remedy)", exit: .notPermitted)
        }
    }

    private func makeAreas(_ exchange: RecordSystemFolder) throws {
        do { try exchange.prepare() } catch {
            throw AdministrationError(
                "folder-unavailable",
                "`out`, `in`, `receipts`, `taken` and `refused` could not all be made in \(folder).",
                remedy: "Let the server's user write there (\(remedy)), and give the same command again.",
                exit: .cannotCreate)
        }
    }

    private static func overlap(_ one: String, _ other: String) -> Bool {
        (one + "/").hasPrefix(other + "/") || (other + "/").hasPrefix(one + "/")
    }
}

/// Takes a record system out of use. Its folder and files are left as they are.
public struct RecordSystemRemove: AdministrationRequest {
    public static let name = "record-system.remove"
    public struct Reply: Codable, Sendable, Equatable {
        public let recordSystem: String
    }

    public var tenant: TenantID?
    public var systemName: String

    public init(tenant: TenantID?, systemName: String) {
        self.tenant = tenant
        self.systemName = systemName
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let name = systemName
        try await session.change(tenant, ["recordSystem": name]) { transaction in
            guard try transaction.record(RecordSystem.self, id: name) != nil else {
                throw AdministrationError.recordSystemUnknown(
                    name, known: try transaction.records(RecordSystem.self).map(\.name))
            }
            let waiting = try transaction.offers(recordSystem: name, states: [.offered, .written]).count
            guard waiting == 0 else {
                throw AdministrationError(
                    "documents-waiting", "The record system has not read \(waiting) of its documents yet.",
                    remedy: "`budstikke inbox list --record-system \(name)` shows them.", exit: .data)
            }
            for rule in try transaction.records(RoutingRule.self) where rule.recordSystem == name {
                try transaction.delete(RoutingRule.self, id: rule.id)
            }
            try transaction.delete(RecordSystem.self, id: name)
        }
        return Reply(recordSystem: name)
    }
}

extension AdministrationError {
    static func recordSystemUnknown(_ name: String, known: [String]) -> AdministrationError {
        let nearest = nearestWord(to: name, among: known).map { " Did you mean `\($0)`?" } ?? ""
        return AdministrationError(
            "record-system-unknown", "There is no record system `\(name)`.\(nearest)",
            remedy: "`budstikke record-system list` shows them.", exit: .noInput)
    }
}

import CommandOutcome
public import Foundation
public import Identifiers
import Store

/// A record system as commands show it.
public struct RecordSystemSummary: Codable, Sendable, Equatable {
    public let name: String
    /// nil for one that fetches through the API.
    public let folder: String?
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
            try RecordSystemAdd.requireNothingWaits(for: name, in: transaction)
            for rule in try transaction.records(RoutingRule.self) where rule.recordSystem == name {
                try transaction.delete(RoutingRule.self, id: rule.id)
            }
            for token in try transaction.records(APIToken.self) where token.recordSystem == name {
                try transaction.delete(APIToken.self, id: token.id)
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

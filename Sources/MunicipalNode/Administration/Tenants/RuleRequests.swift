import CommandOutcome
public import Identifiers
import Store

/// A routing rule as commands show it (M-075).
public struct RuleSummary: Codable, Sendable, Equatable {
    public let id: String
    public let her: HERId?
    public let action: String?
    public let recordSystem: String

    init(_ rule: RoutingRule) {
        id = rule.id
        her = rule.her
        action = rule.action
        recordSystem = rule.recordSystem
    }
}

/// The tenant's rules for where incoming documents go.
public struct RuleList: AdministrationRequest {
    public static let name = "rule.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let rules: [RuleSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let rules = try await session.read(tenant) { try $0.records(RoutingRule.self) }
        return Reply(rules: rules.map(RuleSummary.init).sorted { $0.id < $1.id })
    }
}

/// Adds a rule: documents for a HER-id, of a type, or both, go to a record system.
public struct RuleAdd: AdministrationRequest {
    public static let name = "rule.add"
    public struct Reply: Codable, Sendable, Equatable {
        public let rule: RuleSummary
    }

    public var tenant: TenantID?
    public var her: HERId?
    public var action: String?
    public var recordSystem: String

    public init(tenant: TenantID?, her: HERId?, action: String?, recordSystem: String) {
        self.tenant = tenant
        self.her = her
        self.action = action
        self.recordSystem = recordSystem
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // One rule for each question that can be asked: a second one about the same replaces the first.
        let id = "\(her?.description ?? "any")-\(action ?? "any")"
        let rule = RoutingRule(id: id, her: her, action: action, recordSystem: recordSystem)
        try await session.change(tenant, ["rule": id, "recordSystem": recordSystem]) { transaction in
            let systems = try transaction.records(RecordSystem.self)
            guard systems.contains(where: { $0.name == rule.recordSystem }) else {
                throw AdministrationError.recordSystemUnknown(rule.recordSystem, known: systems.map(\.name))
            }
            if let her = rule.her, try transaction.record(OwnAddress.self, id: her.description) == nil {
                throw AdministrationError(
                    "her-not-own", "HER-id \(her) is not one of the tenant's own.", exit: .data)
            }
            try transaction.put(rule)
        }
        return Reply(rule: RuleSummary(rule))
    }
}

/// Removes a rule.
public struct RuleRemove: AdministrationRequest {
    public static let name = "rule.remove"
    public struct Reply: Codable, Sendable, Equatable {
        public let id: String
    }

    public var tenant: TenantID?
    public var id: String

    public init(tenant: TenantID?, id: String) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let id = id
        try await session.change(tenant, ["rule": id]) { transaction in
            guard try transaction.record(RoutingRule.self, id: id) != nil else {
                throw AdministrationError(
                    "rule-unknown", "There is no rule `\(id)`.",
                    remedy: "`budstikke record-system rule list` shows them.",
                    exit: .noInput)
            }
            try transaction.delete(RoutingRule.self, id: id)
        }
        return Reply(id: id)
    }
}

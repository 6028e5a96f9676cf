import CommandOutcome
import HealthMessages
public import Identifiers
import Store

/// Makes the tenant's reporting client a receiver: registers' feedback for its own HER-ids goes there, to be fetched by
/// `report fetch` (I-046).
///
/// It is a record system without folder and without a token: nothing reads from it but this installation. It has no
/// HER-id of its own, so that only the rules for this one type of message lead to it.
public struct ReportClient: AdministrationRequest {
    public static let name = "report.client"
    /// The record system's name.
    public static let recordSystem = "rapportering"

    public struct Reply: Codable, Sendable, Equatable {
        public let created: Bool
        /// The rules that lead to it, as `record-system rule list` shows them.
        public let rules: [RuleSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) { self.tenant = tenant }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let now = session.now
        return try await session.change(tenant, ["recordSystem": Self.recordSystem]) { transaction in
            let own = try transaction.records(OwnAddress.self).map(\.her).sorted()
            guard !own.isEmpty else {
                throw AdministrationError(
                    "address-unknown", "The tenant has no HER-id of its own.",
                    remedy: "`budstikke tenant address add` adds one.", exit: .noInput)
            }
            let old = try transaction.record(RecordSystem.self, id: Self.recordSystem)
            guard old.map({ $0.folder == nil && $0.herIDs.isEmpty }) ?? true else {
                throw AdministrationError(
                    "record-system-taken", "There is another record system called `\(Self.recordSystem)`.",
                    remedy: "Give that one another name.", exit: .cannotCreate)
            }
            try transaction.put(
                RecordSystem(name: Self.recordSystem, folder: nil, herIDs: [], createdAt: old?.createdAt ?? now))
            // One for each address: it goes before a rule that says where everything for that address goes.
            let rules = own.map { her in
                RoutingRule(
                    id: "\(her)-\(RegisterFeedback.action)", her: her, action: RegisterFeedback.action,
                    recordSystem: Self.recordSystem)
            }
            for rule in rules { try transaction.put(rule) }
            return Reply(created: old == nil, rules: rules.map(RuleSummary.init))
        }
    }
}

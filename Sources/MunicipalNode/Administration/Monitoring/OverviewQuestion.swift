import AddressRegister
import Foundation
public import Identifiers
public import Monitoring
public import Store
import Texts

/// "Is everything all right, and what needs a hand?" (U-20, M-105, M-109)
public struct OverviewQuestion: AdministrationRequest {
    public static let name = "overview"

    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantID
        public let tenantName: String
        /// Whether nothing needs a hand.
        public let ok: Bool
        public let verdict: Overview.Verdict
        public let sentence: String
        public let openTasks: Int
        public let groups: [TaskGroupSummary]
        public let waitingForTransport: WaitingReceipts
        public let waitingForApplication: WaitingReceipts
        /// The keys in use, by the one that expires first.
        public let certificates: [CertificateSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let now = session.now
        let (overview, keys) = try await session.read(tenant) { store in
            (try Overview(of: store, now: now), try store.records(KeyRecord.self))
        }
        let certificates = keys.map { CertificateSummary($0, among: keys, now: now) }
            .filter { $0.state == .active }.sorted { ($0.daysLeft ?? .min) < ($1.daysLeft ?? .min) }
        var groups: [TaskGroupSummary] = []
        for group in overview.groups {
            groups.append(
                TaskGroupSummary(
                    group, partnerName: await partnerName(group.partner, in: session), now: now, session.language))
        }
        return Reply(
            tenant: tenant.id, tenantName: tenant.name, ok: overview.verdict == .allRight, verdict: overview.verdict,
            sentence: OverviewText.sentence(overview.verdict, tasks: overview.openTasks, session.language),
            openTasks: overview.openTasks, groups: groups, waitingForTransport: overview.waitingForTransport,
            waitingForApplication: overview.waitingForApplication, certificates: certificates)
    }

    /// nil when the register does not know it or does not answer: the number is shown then.
    private func partnerName(_ her: HERId?, in session: AdministrationSession) async -> String? {
        guard let her else { return nil }
        return try? await session.administration.register.party(her)?.name
    }
}

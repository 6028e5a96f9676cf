import AddressRegister
public import Foundation
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
        /// Partners and record systems that are silent as they are not wont to be, as long as nobody has seen to it.
        public let silent: [SilentSource]
        /// The keys in use, by the one that expires first.
        public let certificates: [CertificateSummary]
    }

    /// A partner or record system that has gone silent.
    public struct SilentSource: Codable, Sendable, Equatable {
        public let partner: HERId?
        public let recordSystem: String?
        public let since: Date
        /// The longest that otherwise passes, seconds.
        public let longestNormal: Double
        /// The message that was the last, by our own id of it.
        public let lastMessage: UUID?
        public let sentence: String
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
            waitingForApplication: overview.waitingForApplication,
            silent: try await silent(of: tenant, in: session), certificates: certificates)
    }

    private func silent(of tenant: Tenant, in session: AdministrationSession) async throws -> [SilentSource] {
        let found = try await session.read(tenant) { store in
            try SilentNow.all(in: store).map { ($0, try store.message($0.alarm.message)?.serverID) }
        }
        var silent: [SilentSource] = []
        for (source, message) in found {
            var (partner, system): (HERId?, String?)
            switch source.source {
            case .partner(let her): partner = her
            case .recordSystem(let name): system = name
            }
            let known = await partnerName(partner, in: session) ?? system ?? partner.map { "HER-id \($0)" }
            let silence = source.alarm.silence
            silent.append(
                SilentSource(
                    partner: partner, recordSystem: system, since: silence.since, longestNormal: silence.longestNormal,
                    lastMessage: message,
                    sentence: SilenceText.sentence(
                        silence, of: known ?? "", session.language)))
        }
        return silent
    }

    /// nil when the register does not know it or does not answer: the number is shown then.
    private func partnerName(_ her: HERId?, in session: AdministrationSession) async -> String? {
        guard let her else { return nil }
        return try? await session.administration.register.party(her)?.name
    }
}

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
        /// Messages that are held back here, and since when the oldest.
        public let held: WaitingReceipts
        public let openTasks: Int
        public let groups: [TaskGroupSummary]
        public let waitingForTransport: WaitingReceipts
        public let waitingForApplication: WaitingReceipts
        /// Partners and record systems that are silent as they are not wont to be, as long as nobody has seen to it.
        public let silent: [SilentSource]
        /// The deviations whose authority must be notified within 72 hours, the earliest first (M-030).
        public let clocks: [DeviationClockSummary]
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
        let silent = try await session.read(tenant) { store in
            try SilentNow.all(in: store).map { (source: $0, message: try store.message($0.alarm.message)?.serverID) }
        }
        let partners = Set(overview.groups.compactMap(\.partner) + silent.compactMap(\.source.partner))
        let names = await PartyNaming.names(of: partners, in: session)
        let groups = overview.groups.map { group in
            TaskGroupSummary(
                group, partnerName: group.partner.flatMap { names[$0] }, now: now, session.language)
        }
        let clocks = overview.clocks.map { DeviationClockSummary($0, now: now, session.language) }
        let areCertified = Set(certificates.filter { ($0.daysLeft ?? -1) >= 0 }.map(\.purpose)).count == 2
        let isRight = overview.verdict == .allRight && areCertified
        return Reply(
            tenant: tenant.id, tenantName: tenant.name, ok: isRight,
            verdict: isRight || overview.verdict != .allRight ? overview.verdict : .needsHand,
            sentence: OverviewText.sentence(
                overview.tasksVerdict, tasks: overview.openTasks, held: overview.held.count,
                certificates: areCertified, clocks: clocks.map(\.sentence), session.language),
            held: overview.held,
            openTasks: overview.openTasks, groups: groups, waitingForTransport: overview.waitingForTransport,
            waitingForApplication: overview.waitingForApplication,
            silent: silent.map {
                SilentSource(
                    $0.source, message: $0.message, partnerName: $0.source.partner.flatMap { names[$0] },
                    session.language)
            }, clocks: clocks, certificates: certificates)
    }
}

extension SilentNow {
    fileprivate var partner: HERId? { if case .partner(let her) = source { her } else { nil } }
}

extension OverviewQuestion.SilentSource {
    fileprivate init(_ now: SilentNow, message: UUID?, partnerName: String?, _ language: Language) {
        let system: String? = if case .recordSystem(let name) = now.source { name } else { nil }
        let silence = now.alarm.silence
        self.init(
            partner: now.partner, recordSystem: system, since: silence.since, longestNormal: silence.longestNormal,
            lastMessage: message,
            sentence: SilenceText.sentence(
                silence, of: partnerName ?? system ?? now.partner.map { "HER-id \($0)" } ?? "", language))
    }
}

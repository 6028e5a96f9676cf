import CommandOutcome
import EbXML
import Exchange
public import Identifiers
import Store

/// The tenant's agreements: imported ones, and the register's with the partners it has those, messages or entries of.
public struct AgreementList: AdministrationRequest {
    public static let name = "agreement.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let agreements: [AgreementSummary]
    }

    public var tenant: TenantID?
    /// Only those with this partner, the register's too.
    public var partner: HERId?

    public init(tenant: TenantID?, partner: HERId? = nil) {
        self.tenant = tenant
        self.partner = partner
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let questions = try await AgreementQuestions(tenant, in: session)
        if let partner {
            var summaries: [AgreementSummary] = []
            for own in questions.addresses.map(\.her) { summaries += try await questions.summaries(own, partner) }
            return Reply(agreements: summaries)
        }
        let entered = try await session.read(tenant) { try $0.records(ManualPartner.self) }
        return Reply(agreements: try await questions.summaries(of: Set(entered.map(\.her))))
    }
}

/// One agreement by its id: what is in it, whether it counts, and what the strict check finds.
public struct AgreementShow: AdministrationRequest {
    public static let name = "agreement.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let agreement: AgreementSummary
        /// What each side may send, by HER-id.
        public let sends: [String: [String]]
        /// How often we send again, how far apart and for how long, seconds.
        public let retries: Int
        public let retryInterval: Double
        public let persistDuration: Double
        public let findings: [AgreementRemarkLine]
    }

    public var tenant: TenantID?
    public var cpaID: String
    /// Needed for the register's agreements, which are kept by their parties.
    public var partner: HERId?

    public init(tenant: TenantID?, cpaID: String, partner: HERId? = nil) {
        self.tenant = tenant
        self.cpaID = cpaID
        self.partner = partner
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let questions = try await AgreementQuestions(tenant, in: session)
        let found = try await questions.find(cpaID, partner: partner)
        let agreement = found.applicable.agreement
        let inspection = try await questions.inspect(agreement, gotAt: found.applicable.gotAt)
        let policy = agreement.retransmission(of: found.summary.own)
        let sends = agreement.parties.map { party in
            (party.herIDs.first?.description ?? "", Set(party.roles.flatMap(\.canSend).map(\.action)).sorted())
        }
        return Reply(
            agreement: found.summary, sends: Dictionary(sends) { first, _ in first }, retries: policy.retries,
            retryInterval: policy.interval, persistDuration: policy.persistDuration,
            findings: inspection.findings.map(AgreementRemarkLine.init))
    }
}

/// Removes an imported agreement; messages go by the register's from then on, or by the rule for parties without one.
public struct AgreementRemove: AdministrationRequest {
    public static let name = "agreement.remove"
    public struct Reply: Codable, Sendable, Equatable {
        public let cpaID: String
        /// What counts between the two from now on; nil for the rule without agreement.
        public let next: AgreementSummary?
    }

    public var tenant: TenantID?
    public var cpaID: String

    public init(tenant: TenantID?, cpaID: String) {
        self.tenant = tenant
        self.cpaID = cpaID
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let id = cpaID
        let removed = try await session.change(tenant, ["cpa": id]) { transaction in
            guard let record = try transaction.record(ImportedAgreement.self, id: id) else {
                throw AdministrationError.agreementUnknown(id)
            }
            try transaction.delete(ImportedAgreement.self, id: id)
            return record
        }
        let questions = try await AgreementQuestions(tenant, in: session)
        let left = try? await questions.summaries(removed.own, removed.partner)
        return Reply(cpaID: id, next: left?.first { $0.counts && $0.cpaID != id })
    }
}

extension AgreementQuestions {
    /// An agreement by its id: an imported one, or the register's with a partner.
    func find(
        _ cpaID: String, partner: HERId?
    ) async throws -> (applicable: ApplicableAgreement, summary: AgreementSummary) {
        let pairs: [(HERId, HERId)] =
            held.filter { $0.record.cpaID == cpaID }.map { ($0.record.own, $0.record.partner) }
            + (partner.map { partner in addresses.map { ($0.her, partner) } } ?? [])
        for (own, other) in pairs {
            let (all, chosen) = try await between(own, other)
            guard let found = all.first(where: { $0.agreement.cpaID == cpaID }) else { continue }
            return (found, AgreementSummary(found, own: own, partner: other, chosen: chosen, now: session.now))
        }
        throw AdministrationError.agreementUnknown(cpaID)
    }
}

extension AdministrationError {
    static func agreementUnknown(_ cpaID: String) -> AdministrationError {
        AdministrationError(
            "agreement-unknown", "There is no agreement `\(cpaID)` here.",
            remedy:
                "`budstikke agreement list` shows those that are imported; the register's are found with --partner. An id "
                + "that a message shows may also be the rule for parties without an agreement, which is no document.",
            exit: .noInput)
    }
}

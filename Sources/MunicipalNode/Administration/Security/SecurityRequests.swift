import CommandOutcome
public import Foundation
public import Identifiers
import ReportWizard
import Store

/// The state of information security of a tenant, answered from what runs (IS-1920 §2.2, §4.6.1; M-021, M-097 to M-104,
/// N-17).
public struct SecurityReport: AdministrationRequest {
    public static let name = "security.report"

    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantID
        public let tenantName: String
        public let at: Date
        /// Whether each control is in order.
        public let ok: Bool
        /// What `security.sign` is given: other digits when anything else is not in order.
        public let mark: String
        public let controls: [SecurityControl]
        public let questions: [RiskAnswer]
        public let inventory: [CryptographicUse]
        /// Who went through it last.
        public let review: SecurityReview?
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let facts = try await SecurityFacts.read(tenant, in: session)
        let controls = SecurityControls(facts: facts, language: session.language).all()
        return Reply(
            tenant: tenant.id, tenantName: tenant.name, at: session.now, ok: controls.allSatisfy(\.isInOrder),
            mark: controls.mark,
            controls: controls, questions: RiskAnswers(facts: facts, language: session.language).all(),
            inventory: CryptographicInventory(facts: facts, language: session.language).uses(), review: facts.review)
    }
}

/// A named person signs that they have gone through the state of information security; without it no tenant goes to
/// production (M-021).
public struct SecuritySign: AdministrationRequest {
    public static let name = "security.sign"
    public typealias Reply = SecurityReview

    public var tenant: TenantID?
    public var person: String
    /// The mark of the report that they read: refused when something else is not in order by now.
    public var seen: String

    public init(tenant: TenantID?, person: String, seen: String) {
        self.tenant = tenant
        self.person = person
        self.seen = seen
    }

    /// - Throws: `person-unusable`; `report-changed` for a report that is not the one that was read.
    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        guard ReportGuest.isName(person), !PatientNumber.mayStand(in: person) else {
            throw AdministrationError(
                "person-unusable", "The person's name is empty, too long, or has characters that are not seen.",
                remedy: "Give a name of at most 60 characters.", exit: .usage)
        }
        let facts = try await SecurityFacts.read(tenant, in: session)
        let controls = SecurityControls(facts: facts, language: session.language).all()
        guard seen == controls.mark else {
            throw AdministrationError(
                "report-changed", "This is not the mark of the report as it is now.",
                remedy: "Read it again (`budstikke security report`), and give the mark at its end.", exit: .negative)
        }
        let open = Dictionary(controls.open.map { ($0.code, $0.items) }) { first, _ in first }
        let review = SecurityReview(person: person, at: session.now, actor: session.actor, open: open)
        return try await session.change(
            tenant, ["person": person, "open": controls.open.map(\.code.rawValue).joined(separator: " ")]
        ) { transaction in
            try transaction.put(review)
            return review
        }
    }
}

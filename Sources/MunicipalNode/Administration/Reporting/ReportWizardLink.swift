import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import ReportWizard
public import Store
import Web

/// Makes the link by which somebody comes to the wizard of the yearly report: once, within fifteen minutes.
///
/// With participants named, whoever makes it must have each of the rights it gives; they end with theirs.
public struct ReportWizardLink: AdministrationRequest {
    public static let name = "report.wizard"

    public struct Reply: Codable, Sendable, Equatable {
        /// nil in a dry run.
        public let address: String?
        public let tenant: TenantID
        public let person: String
        public let rights: [ReportRight]
        public let expiresAt: Date
    }

    public var tenant: TenantID?
    public var person: String
    public var rights: [ReportRight]

    public init(tenant: TenantID?, person: String, rights: [ReportRight]) {
        self.tenant = tenant
        self.person = person
        self.rights = rights
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        guard
            let guest = ReportGuest(tenant: tenant.id, person: person, rights: Set(rights), maker: session.actor)
        else {
            throw AdministrationError(
                "person-unusable", "The person's name is empty, too long, or has characters that are not seen.",
                remedy: "Give a name of at most 60 characters.", exit: .usage)
        }
        // Nobody gives what is not theirs.
        let sorted = ReportRight.allCases.filter(guest.rights.contains)
        for right in sorted { try await session.require(right, of: tenant) }
        guard let links = session.administration.wizard, links.origin != nil else {
            throw AdministrationError(
                "wizard-not-served", "The wizard is not reached: no server runs, or it serves no pages.",
                remedy:
                    "Set `web:` in the configuration and start `budstikke serve`; `budstikke config example` shows how.",
                exit: .unavailable)
        }
        let until = session.now + WizardLinks.lifetime
        if session.dryRun {
            return Reply(address: nil, tenant: tenant.id, person: person, rights: sorted, expiresAt: until)
        }
        try await session.record(
            tenant, action: Self.name,
            ["person": person, "rights": sorted.map(\.rawValue).joined(separator: " ")])
        guard let token = LinkToken(drawn: SecureRandom.bytes(24)),
            let (address, expires) = links.issue(token, to: guest, now: session.now)
        else { throw AdministrationError.internalFault("no link") }
        return Reply(address: address, tenant: tenant.id, person: person, rights: sorted, expiresAt: expires)
    }
}

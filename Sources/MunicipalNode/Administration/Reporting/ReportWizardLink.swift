public import Foundation
public import Identifiers
public import Store

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
        let guest = WebGuest(
            tenant: tenant.id, person: person, reporting: Set(rights), maker: session.actor)
        let issued = try await session.issueLink(to: guest, of: tenant)
        return Reply(
            address: issued.address, tenant: tenant.id, person: person,
            rights: ReportRight.allCases.filter(rights.contains), expiresAt: issued.expires)
    }
}

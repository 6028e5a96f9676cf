import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
public import Store
import Web

/// Makes the link by which somebody comes to the tenant's pages: once, within fifteen minutes.
///
/// With participants of the reporting named, whoever makes it must have each reporting right that it gives.
public struct ConsoleLink: AdministrationRequest {
    public static let name = "console.link"

    public struct Reply: Codable, Sendable, Equatable {
        /// nil in a dry run.
        public let address: String?
        public let tenant: TenantID
        public let person: String
        public let messages: [MessageRight]
        public let reporting: [ReportRight]
        public let expiresAt: Date
    }

    public var tenant: TenantID?
    public var person: String
    public var messages: [MessageRight]
    public var reporting: [ReportRight]

    public init(tenant: TenantID?, person: String, messages: [MessageRight], reporting: [ReportRight] = []) {
        self.tenant = tenant
        self.person = person
        self.messages = messages
        self.reporting = reporting
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // Who acts sees what it is about.
        let messages = messages.contains(.act) ? MessageRight.allCases : messages
        let guest = WebGuest(
            tenant: tenant.id, person: person, messages: Set(messages), reporting: Set(reporting),
            maker: session.actor)
        let issued = try await session.issueLink(to: guest, of: tenant)
        return Reply(
            address: issued.address, tenant: tenant.id, person: person,
            messages: MessageRight.allCases.filter(messages.contains),
            reporting: ReportRight.allCases.filter(reporting.contains), expiresAt: issued.expires)
    }
}

extension AdministrationSession {
    /// Makes a link, on record; in a dry run only what can be said without one.
    ///
    /// - Parameter guest: nil when it could not be made of what was asked for.
    func issueLink(to guest: WebGuest?, of tenant: Tenant) async throws -> (address: String?, expires: Date) {
        guard let guest, !PatientNumber.mayStand(in: guest.person) else {
            throw AdministrationError(
                "person-unusable", "The person's name is empty, too long, or has characters that are not seen.",
                remedy: "Give a name of at most 60 characters.", exit: .usage)
        }
        // Nobody gives what is not theirs.
        for right in ReportRight.allCases where guest.reporting.contains(right) {
            try await require(right, of: tenant)
        }
        guard let links = administration.links, links.origin != nil else {
            throw AdministrationError(
                "pages-not-served", "The pages are not reached: no server runs, or it serves none.",
                remedy:
                    "Set `web:` in the configuration and start `budstikke serve`; `budstikke config example` shows how.",
                exit: .unavailable)
        }
        if dryRun { return (nil, now + EntryLinks.lifetime) }
        try await record(
            tenant, action: command, ["person": guest.person, "rights": guest.rights.sorted().joined(separator: " ")])
        guard let token = LinkToken(drawn: SecureRandom.bytes(24)),
            let (address, expires) = links.issue(token, to: guest, now: now)
        else { throw AdministrationError.internalFault("no link") }
        return (address, expires)
    }
}

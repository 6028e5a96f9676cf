import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import ReportWizard
import Store
import Web

/// A link for one account, as it is given to the person.
public struct AccountLinkReply: Codable, Sendable, Equatable {
    /// nil in a dry run.
    public let address: String?
    public let tenant: TenantID
    public let account: AccountSummary
    public let expiresAt: Date
}

/// Makes an account, and the link by which its person sets the password and the second factor.
public struct AccountInvite: AdministrationRequest {
    public static let name = "account.invite"
    public typealias Reply = AccountLinkReply

    public var tenant: TenantID?
    public var userName: UserName
    public var person: String
    public var roles: [AccountRole]

    public init(tenant: TenantID?, userName: UserName, person: String, roles: [AccountRole]) {
        self.tenant = tenant
        self.userName = userName
        self.person = person
        self.roles = roles
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let roles = try AccountRoles.checked(roles)
        guard ReportGuest.isName(person), !PatientNumber.mayStand(in: person) else {
            throw AdministrationError(
                "person-unusable", "The person's name is empty, too long, or has characters that are not seen.",
                remedy: "Give a name of at most 60 characters.", exit: .usage)
        }
        let link = try session.newAccountLink(to: tenant)
        let (name, person, actor, now) = (userName, person, session.actor, session.now)
        let detail = ["user": name.text, "person": person, "roles": roles.map(\.rawValue).joined(separator: " ")]
        let summary = try await session.change(tenant, detail) { transaction in
            let authority = try AccountAuthority(actor, in: transaction)
            try authority.require(.people)
            try authority.require(all: roles)
            guard try transaction.record(UserAccount.self, id: name.text) == nil else {
                throw AdministrationError(
                    "account-exists", "There is an account `\(name)` already.",
                    remedy: "`budstikke account reset-password \(name)` makes a new link for it.", exit: .cannotCreate)
            }
            var account = UserAccount(name, person: person, roles: roles, at: now, by: actor)
            account.issueLink(link.token.digest, .invitation, at: now, by: actor)
            try transaction.put(account)
            return AccountSummary(account, now: now)
        }
        return session.reply(link.address, tenant, summary)
    }
}

/// Makes a new link for an account; those before it do not work any more.
public struct AccountReset: AdministrationRequest {
    public static let name = "account.reset"
    public typealias Reply = AccountLinkReply

    public enum Part: String, Codable, Sendable {
        /// A new password; the second factor stays (N-04).
        case password
        /// A new password and a new second factor; what was there before does not work from now on.
        case factor
    }

    public var tenant: TenantID?
    public var userName: UserName
    public var part: Part

    public init(tenant: TenantID?, userName: UserName, part: Part) {
        self.tenant = tenant
        self.userName = userName
        self.part = part
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let link = try session.newAccountLink(to: tenant)
        let (part, actor, now) = (part, session.actor, session.now)
        let summary = try await session.changeAccount(
            userName, of: tenant, ["part": part.rawValue]
        ) { account in
            guard !account.isDisabled else {
                throw AdministrationError(
                    "account-disabled", "The account is disabled.", remedy: "Enable it first.", exit: .data)
            }
            let purpose: AccountLink.Purpose =
                part == .factor ? .newFactor : account.hasFactor ? .newPassword : .invitation
            account.issueLink(link.token.digest, purpose, at: now, by: actor)
        }
        return session.reply(link.address, tenant, summary)
    }
}

extension AccountLink {
    /// Of the addresses of links: `/invited/TENANT/TOKEN`.
    public static let segment = "invited"
}

extension AdministrationSession {
    fileprivate func newAccountLink(to tenant: Tenant) throws -> (token: LinkToken, address: String) {
        guard let origin = administration.links?.origin ?? administration.configuration.web?.origin else {
            throw AdministrationError(
                "pages-not-served", "The configuration serves no pages, so that an account is of no use.",
                remedy: "Set `web:` in the configuration; `budstikke config example` shows how.", exit: .unavailable)
        }
        guard let token = LinkToken(drawn: SecureRandom.bytes(24)) else {
            throw AdministrationError.internalFault("no link")
        }
        return (token, "\(origin)/\(AccountLink.segment)/\(tenant.id)/\(token.text)")
    }

    fileprivate func reply(_ address: String, _ tenant: Tenant, _ summary: AccountSummary) -> AccountLinkReply {
        AccountLinkReply(
            address: dryRun ? nil : address, tenant: tenant.id, account: summary,
            expiresAt: now.addingTimeInterval(AccountLink.lifetime))
    }
}

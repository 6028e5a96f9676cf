public import Foundation
import ReportWizard

/// An account as lists show it, for the review of who has access (N-05).
public struct AccountSummary: Codable, Sendable, Equatable {
    /// A link that was made for the account.
    public struct Link: Codable, Sendable, Equatable {
        public let purpose: AccountLink.Purpose
        public let issuedAt: Date
        public let issuedBy: String
        /// Not by somebody of the tenant, but by whoever operates the installation.
        public let byOperator: Bool
        public let expiresAt: Date
        public let usedAt: Date?
        /// Whether it can be used now.
        public let isOpen: Bool
    }

    /// How far the account has come.
    public enum State: String, Codable, Sendable {
        /// No password yet.
        case invited
        /// No second factor yet.
        case withoutFactor = "without-factor"
        case active
        case disabled
    }

    public let userName: UserName
    public let person: String
    public let roles: [AccountRole]
    public let state: State
    public let createdAt: Date
    public let createdBy: String
    public let createdByOperator: Bool
    public let passwordSetAt: Date?
    public let factorSince: Date?
    public let recoveryCodesLeft: Int
    public let lastUsedAt: Date?
    /// Nobody has logged in for 90 days.
    public let isUnused: Bool
    public let disabledAt: Date?
    public let disabledBy: String?
    /// Newest first.
    public let links: [Link]

    public init(_ account: UserAccount, now: Date) {
        userName = account.userName
        person = account.person
        roles = account.roles
        state =
            account.isDisabled
            ? .disabled : account.passwordHash == nil ? .invited : account.hasFactor ? .active : .withoutFactor
        createdAt = account.createdAt
        createdBy = account.createdBy
        createdByOperator = Self.isOperator(account.createdBy)
        passwordSetAt = account.passwordSetAt
        factorSince = account.factor?.since
        recoveryCodesLeft = account.recoveryCodes.count
        lastUsedAt = account.lastUsedAt
        isUnused = account.isUnused(now)
        disabledAt = account.disabledAt
        disabledBy = account.disabledBy
        links = account.links.map { link in
            let isOpen = if case .usable = link.state(now) { true } else { false }
            return Link(
                purpose: link.purpose, issuedAt: link.issuedAt, issuedBy: link.issuedBy,
                byOperator: Self.isOperator(link.issuedBy), expiresAt: link.expiresAt, usedAt: link.usedAt,
                isOpen: isOpen)
        }
    }

    /// Whoever came neither by an account nor by a link commands the installation.
    public static func isOperator(_ actor: String) -> Bool { ReportGuest.person(actor) == nil }
}

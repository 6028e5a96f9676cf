import CommandOutcome
public import Identifiers
import Store

/// The tenant's accounts, by name.
public struct AccountList: AdministrationRequest {
    public static let name = "account.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let accounts: [AccountSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) { self.tenant = tenant }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (actor, now) = (session.actor, session.now)
        return try await session.read(tenant) { store in
            try AccountAuthority(actor, in: store).require(.review)
            return Reply(
                accounts: try store.records(UserAccount.self).sorted { $0.userName < $1.userName }
                    .map { AccountSummary($0, now: now) })
        }
    }
}

/// One account of the tenant.
public struct AccountShow: AdministrationRequest {
    public static let name = "account.show"

    public struct Reply: Codable, Sendable, Equatable {
        public let account: AccountSummary
    }

    public var tenant: TenantID?
    public var userName: UserName

    public init(tenant: TenantID?, userName: UserName) {
        self.tenant = tenant
        self.userName = userName
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (actor, now, name) = (session.actor, session.now, userName)
        return try await session.read(tenant) { store in
            try AccountAuthority(actor, in: store).require(.review)
            guard let account = try store.record(UserAccount.self, id: name.text) else {
                throw AccountAuthority.unknown(name)
            }
            return Reply(account: AccountSummary(account, now: now))
        }
    }
}

/// Gives an account other roles, in place of those it has; its sessions end.
public struct AccountRoles: AdministrationRequest {
    public static let name = "account.roles"
    public typealias Reply = AccountShow.Reply

    public var tenant: TenantID?
    public var userName: UserName
    public var roles: [AccountRole]

    public init(tenant: TenantID?, userName: UserName, roles: [AccountRole]) {
        self.tenant = tenant
        self.userName = userName
        self.roles = roles
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let roles = try Self.checked(roles)
        let words = roles.map(\.rawValue).joined(separator: " ")
        return Reply(
            account: try await session.changeAccount(userName, of: tenant, ["roles": words], givesRoles: roles) {
                $0.set(roles)
            })
    }

    /// In order, each once.
    static func checked(_ roles: [AccountRole]) throws(AdministrationError) -> [AccountRole] {
        guard !roles.isEmpty else {
            throw AdministrationError(
                "roles-needed", "An account has at least one role.",
                remedy: "The roles are \(AccountRole.allCases.map(\.rawValue).joined(separator: ", ")).", exit: .usage)
        }
        return Set(roles).sorted()
    }
}

/// Disables an account: its sessions end at once, and its links and password let nobody in (N-06).
public struct AccountDisable: AdministrationRequest {
    public static let name = "account.disable"
    public typealias Reply = AccountShow.Reply

    public var tenant: TenantID?
    public var userName: UserName

    public init(tenant: TenantID?, userName: UserName) {
        self.tenant = tenant
        self.userName = userName
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (actor, now) = (session.actor, session.now)
        return Reply(
            account: try await session.changeAccount(userName, of: tenant) { account in
                if !account.isDisabled { account.disable(at: now, by: actor) }
            })
    }
}

/// Lets an account that was disabled be used again, with the password and second factor it had.
public struct AccountEnable: AdministrationRequest {
    public static let name = "account.enable"
    public typealias Reply = AccountShow.Reply

    public var tenant: TenantID?
    public var userName: UserName

    public init(tenant: TenantID?, userName: UserName) {
        self.tenant = tenant
        self.userName = userName
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        return Reply(
            account: try await session.changeAccount(userName, of: tenant) { account in
                if account.isDisabled { account.enable() }
            })
    }
}

public import Identifiers
public import ReportWizard
public import Store

/// What somebody may do with a tenant's messages in a browser.
public enum MessageRight: String, Sendable, Codable, CaseIterable {
    /// See how messages stand, whose they are and what needs a hand; never what is in them.
    case look
    /// Send a message again; take a task, write on it and close it.
    case act
}

/// Somebody who is let in to one tenant's pages: known by a link that was made for them, or by their account.
public struct WebGuest: Sendable, Hashable {
    public let tenant: TenantID
    /// As the record of what was done names them: 1 to 60 characters.
    public let person: String
    public let messages: Set<MessageRight>
    public let reporting: Set<ReportRight>
    /// Who made the link, as the record of what was done names them.
    public let maker: String
    /// Over the tenant's accounts; only who has one has any.
    public let people: Set<PeopleRight>
    /// nil for who came by a link.
    public let account: AccountSeat?

    /// Which account somebody came in by, and in which state of it.
    public struct AccountSeat: Sendable, Hashable {
        public let userName: UserName
        let stamp: Int
    }

    /// Somebody who logged in.
    init?(_ account: UserAccount, of tenant: TenantID) {
        guard ReportGuest.isName(account.person), !account.roles.isEmpty else { return nil }
        self.tenant = tenant
        person = account.person
        messages = account.roles.reduce(into: []) { $0.formUnion($1.messages) }
        reporting = account.roles.reduce(into: []) { $0.formUnion($1.reporting) }
        people = account.roles.reduce(into: []) { $0.formUnion($1.people) }
        maker = account.userName.actor
        self.account = AccountSeat(userName: account.userName, stamp: account.stamp)
    }

    /// nil for a name that `ReportGuest` would not have, and without any right.
    public init?(
        tenant: TenantID, person: String, messages: Set<MessageRight> = [], reporting: Set<ReportRight> = [],
        maker: String
    ) {
        guard ReportGuest.isName(person), !messages.isEmpty || !reporting.isEmpty else { return nil }
        self.tenant = tenant
        self.person = person
        self.messages = messages
        self.reporting = reporting
        self.maker = maker
        people = []
        account = nil
    }

    /// As the pages of the yearly report know them; nil for who has no right there.
    public var reportGuest: ReportGuest? {
        ReportGuest(tenant: tenant, person: person, rights: reporting, maker: maker, actor: actor)
    }

    /// As a session holds them.
    public var rights: Set<String> {
        Set(messages.map(\.rawValue) + reporting.map(\.rawValue) + people.map(\.rawValue))
    }

    /// As the audit chain names them.
    public var actor: String { account?.userName.actor ?? ReportGuest.actor(person) }
}

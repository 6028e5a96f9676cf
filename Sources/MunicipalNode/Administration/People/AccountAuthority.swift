import CommandOutcome
import ReportWizard
import Store

/// What whoever asks may do with the tenant's accounts: an operator everything; who is on the pages what their roles give.
struct AccountAuthority {
    /// nil for an operator.
    private let rights: Set<String>?

    /// Reads it in the transaction in which it is used, so that a right that was just taken away does not count.
    init(_ actor: String, in store: any TenantReading) throws {
        guard ReportGuest.person(actor) != nil else {
            rights = nil
            return
        }
        guard let name = UserName.of(actor: actor), let own = try store.record(UserAccount.self, id: name.text),
            own.isLive
        else {
            rights = []
            return
        }
        rights = own.roles.rights
    }

    var isOperator: Bool { rights == nil }

    func require(_ right: PeopleRight) throws(AdministrationError) {
        guard rights?.contains(right.rawValue) ?? true else {
            throw AdministrationError(
                "people-right-missing", "This takes the right `\(right.rawValue)`, which is not yours.",
                remedy: "`budstikke account list` shows who has it.", exit: .notPermitted)
        }
    }

    /// Nobody gives a right that they do not have, nor takes over an account that has one.
    func require(all roles: [AccountRole]) throws(AdministrationError) {
        guard let rights else { return }
        guard roles.rights.isSubset(of: rights) else {
            throw AdministrationError(
                "role-beyond-own", "The roles have rights that are not yours to give or take.",
                remedy: "Ask somebody who has them, or the operator.", exit: .notPermitted)
        }
    }

    /// From the pages the last one who administers accounts is not taken away.
    func requireSomebodyLeft(_ store: any TenantReading) throws {
        guard !isOperator else { return }
        let left = try store.records(UserAccount.self).contains {
            $0.isLive && $0.roles.rights.contains(PeopleRight.people.rawValue)
        }
        guard left else {
            throw AdministrationError(
                "last-administrator", "Nobody would be left who may administer the accounts.",
                remedy: "Give somebody else the role first, and wait until they have logged in.", exit: .notPermitted)
        }
    }
}

extension AdministrationSession {
    /// Changes one account, with the rules of who may.
    ///
    /// - Parameter change: gets the account and the time, and what it throws leaves all as it was.
    func changeAccount(
        _ name: UserName, of tenant: Tenant, _ detail: [String: String] = [:],
        givesRoles: [AccountRole] = [],
        _ change: @escaping @Sendable (inout UserAccount) throws -> Void
    ) async throws -> AccountSummary {
        let (actor, now) = (actor, now)
        let detail = detail.merging(["user": name.text]) { $1 }
        return try await self.change(tenant, detail) { transaction in
            let authority = try AccountAuthority(actor, in: transaction)
            try authority.require(.people)
            guard var account = try transaction.record(UserAccount.self, id: name.text) else {
                throw AccountAuthority.unknown(name)
            }
            try authority.require(all: account.roles + givesRoles)
            try change(&account)
            try transaction.put(account)
            try authority.requireSomebodyLeft(transaction)
            return AccountSummary(account, now: now)
        }
    }
}

extension AccountAuthority {
    static func unknown(_ name: UserName) -> AdministrationError {
        AdministrationError(
            "account-unknown", "There is no account `\(name)`.", remedy: "`budstikke account list` shows them.",
            exit: .noInput)
    }
}

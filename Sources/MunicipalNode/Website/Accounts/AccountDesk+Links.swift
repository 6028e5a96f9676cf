public import Foundation
public import Identifiers
public import PasswordHashing
import Store
public import Web

/// Links by which a password is set: an invitation, a new password, a new second factor.
extension AccountDesk {
    /// A link as whoever opens it is told of it.
    public struct Invitation: Sendable, Equatable {
        public let userName: UserName
        public let person: String
        public let link: AccountLink
        public let state: AccountLink.State
    }

    public enum AcceptOutcome: Sendable {
        case welcome(Entry)
        /// The link still works.
        case broken([PasswordRules.Broken])
        /// It does not work; `Invitation` tells why.
        case refused
    }

    /// How a link stands; nil when the tenant has none such. Changes nothing.
    public nonisolated func invitation(
        _ token: LinkToken, of tenant: TenantID, now: Date
    ) async throws -> Invitation? {
        let store = try await store(tenant, as: "web")
        guard let account = try await store?.account(linked: token.digest), let link = account.link(token.digest)
        else { return nil }
        return Invitation(
            userName: account.userName, person: account.person, link: link, state: link.state(now))
    }

    /// Sets the password of whoever holds the link, and uses the link up; the second factor comes next.
    ///
    /// - Throws: `PasswordHashingFault`, and what the store throws; the link still works then.
    public func accept(
        _ token: LinkToken, of tenant: TenantID, password: String, now: Date
    ) async throws -> AcceptOutcome {
        guard let store = try await store(tenant, as: "web"),
            let account = try await store.account(linked: token.digest), let link = account.link(token.digest),
            case .usable = link.state(now)
        else { return .refused }
        let places = try await administration().installation.tenants().filter { $0.id == tenant }.flatMap {
            [$0.id.name] + $0.name.split(separator: " ").map(String.init)
        }
        let broken = rules.check(password, username: account.userName.text, placeNames: places)
        guard broken.isEmpty else { return .broken(broken) }
        let hasher = try await hasher(store)
        let hash = try await queue.run { () throws(PasswordHashingFault) in try hasher.hash(password) }
        let (digest, name) = (token.digest, account.userName)
        let entry = try await store.write { transaction -> Entry? in
            guard var current = try transaction.record(UserAccount.self, id: name.text),
                current.setPassword(hash, by: digest, now: now)
            else { return nil }
            try transaction.put(current)
            try transaction.audit(
                AuditEntry(
                    at: now, actor: name.actor, action: "account.password",
                    detail: ["link": link.purpose.rawValue, "madeBy": link.issuedBy]))
            return Entry(
                tenant: tenant, userName: name, mustEnrol: !current.hasFactor, since: now, stamp: current.stamp,
                device: nil)
        }
        return entry.map(AcceptOutcome.welcome) ?? .refused
    }

    /// The account of somebody who is logged in.
    public nonisolated func account(of guest: WebGuest) async throws -> UserAccount? {
        guard let seat = guest.account else { return nil }
        let store = try await store(guest.tenant, as: guest.actor)
        return try await store?.account(seat.userName)
    }
}

extension TenantStore {
    func account(linked digest: LinkDigest) async throws -> UserAccount? {
        try await read { try $0.records(UserAccount.self).first { $0.link(digest) != nil } }
    }
}
